"""A scenario ready for play: its parts by id and by day, with the orders it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

from trainer.case.catalogue import Catalogue, shared_catalogue
from trainer.case.model import (
    Analyte,
    AnyQuestion,
    CourseEntry,
    Finding,
    Option,
    Order,
    Scenario,
    Source,
    ValueFinding,
)

if TYPE_CHECKING:
    from trainer.case.loader import Loaded


@dataclass(frozen=True)
class Case:
    """One scenario and the catalogue it is played with."""

    scenario: Scenario
    catalogue: Catalogue

    @classmethod
    def of(cls, scenario: Scenario) -> Case:
        """``scenario`` with the shared catalogue and its own orders."""
        return cls(scenario, shared_catalogue().with_orders(scenario.orders))

    @classmethod
    def of_file(cls, loaded: Loaded) -> Case:
        """The case of a file. Raises ``ValueError`` if the file has errors."""
        if loaded.scenario is None:
            raise ValueError(f"{loaded.path} has errors")
        return cls.of(loaded.scenario)

    def shuffled(self, seed: int | None) -> Case:
        """The case as a run with that seed shows it: with the options in the run's own order.

        Without a seed, and in format 1, options keep the order of the file.
        """
        if seed is None or self.scenario.format == 1:
            return self
        # Each question has its own dice, so that a further question does not reorder the others.
        questions = [d.shuffled(Random(f"{seed} {d.id}")) for d in self.scenario.decisions]
        scenario = self.scenario.model_copy(update={"decisions": tuple(questions)})
        return Case(scenario, self.catalogue)

    @cached_property
    def questions(self) -> Mapping[str, AnyQuestion]:
        """Questions by id, in the order in which they are asked."""
        by_day = sorted(self.scenario.decisions, key=lambda d: d.day)  # stable within a day
        return {d.id: d for d in by_day}

    @cached_property
    def questions_on(self) -> Mapping[int, tuple[AnyQuestion, ...]]:
        """Questions by day."""
        by_day = groupby(self.questions.values(), key=lambda d: d.day)
        return {day: tuple(questions) for day, questions in by_day}

    @cached_property
    def options(self) -> Mapping[str, Mapping[str, Option]]:
        """Options by question and id; empty for a question without options."""
        return {d.id: {o.id: o for o in d.choices} for d in self.scenario.decisions}

    @cached_property
    def analytes(self) -> Mapping[str, Analyte]:
        """Analytes by id."""
        return {a.id: a for a in self.scenario.analytes}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {s.id: s for s in self.scenario.sources}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings in order of day; within a day in the order of the file."""
        return tuple(sorted(self.scenario.findings, key=lambda f: f.day))

    @cached_property
    def course(self) -> tuple[CourseEntry, ...]:
        """What the team did, in order of day."""
        return tuple(sorted(self.scenario.course, key=lambda c: c.day))

    @cached_property
    def event_days(self) -> tuple[int, ...]:
        """Days of play with a finding, a course entry or a question, and the first and last day."""
        clock = self.scenario.clock
        days = {p.day for p in (*self.findings, *self.course, *self.questions.values())}
        in_play = {d for d in days if clock.first_day <= d <= clock.last_day}
        return tuple(sorted(in_play | {clock.first_day, clock.last_day}))

    def orders_of(self, finding: Finding) -> tuple[str, ...]:
        """The orders that yield a finding."""
        if isinstance(finding, ValueFinding):
            return self.analytes[finding.analyte].orders
        return finding.orders

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings by the order that yields them, each group in order of day."""
        yielded: dict[str, tuple[Finding, ...]] = {}
        for finding in self.findings:
            for order in dict.fromkeys(self.orders_of(finding)):
                yielded[order] = (*yielded.get(order, ()), finding)
        return yielded

    def order(self, name: str) -> Order:
        """The order with that id. Raises ``KeyError`` if there is none."""
        return self.catalogue.orders[name]
