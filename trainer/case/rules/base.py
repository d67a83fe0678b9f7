"""What a rule checks, what it yields, and how it is described."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from trainer.case.catalogue import Catalogue
from trainer.case.model import (
    Analyte,
    AnyQuestion,
    CourseEntry,
    Option,
    Quantity,
    Scenario,
    ValueFinding,
)
from trainer.case.reading.diagnostics import Severity, severity
from trainer.case.reading.shape import Loc
from trainer.case.rules.example import side
from trainer.case.rules.items import Item, items_of
from trainer.case.rules.references import Reference, references_of
from trainer.case.rules.text_index import TextIndex
from trainer.case.rules.texts import TextAt, texts_of

_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Subject:
    """What a rule checks: a scenario, the plain data and text it came from, and shared orders.

    ``dropped`` has the ids of parts that could not be read and are not in ``scenario``: a
    reference to one of them is not an error. ``whole`` is false if anything was left out: then a
    rule must not report what is missing.
    """

    scenario: Scenario
    data: Any
    catalogue: Catalogue
    text: str = ""
    path: Path = Path("case.yaml")
    dropped: frozenset[str] = frozenset()
    whole: bool = True

    @cached_property
    def questions(self) -> list[tuple[Loc, AnyQuestion]]:
        """Every decision with its place."""
        return list(placed(self.scenario.decisions, "decisions"))

    @cached_property
    def options(self) -> list[tuple[Loc, AnyQuestion, Option]]:
        """Every option with its place and its decision."""
        return [
            (place, question, option)
            for loc, question in self.questions
            for place, option in placed(question.choices, *loc, "options")
        ]

    @cached_property
    def analytes(self) -> dict[str, Analyte]:
        """Analytes by id."""
        return {a.id: a for a in self.scenario.analytes}

    @cached_property
    def results(self) -> list[tuple[Loc, ValueFinding]]:
        """Every finding of an analyte with its place."""
        findings = placed(self.scenario.findings, "findings")
        return [(loc, f) for loc, f in findings if isinstance(f, ValueFinding)]

    @cached_property
    def values(self) -> list[tuple[Loc, ValueFinding, Quantity]]:
        """Every finding that is a number, with its place and the number."""
        return [(loc, f, f.value) for loc, f in self.results if f.value is not None]

    @cached_property
    def small_letters(self) -> str:
        """The text in small letters, cached because it takes as long as several rules."""
        return self.text.casefold()

    @cached_property
    def done(self) -> dict[tuple[str, int], CourseEntry]:
        """The course entry of each order and day, without stops and events; the last of several."""
        entries = [e for e in self.scenario.course if e.action not in ("stop", "event")]
        return {(order, entry.day): entry for entry in entries for order in entry.orders}

    @cached_property
    def references(self) -> list[Reference]:
        """Every place that names another part or cites a source."""
        return references_of(self.scenario)

    @cached_property
    def cited(self) -> set[tuple[str, str]]:
        """Each place that is cited: its source and the place in it."""
        return {(name, place) for _, key, name, place in self.references if key == "source"}

    @cached_property
    def texts(self) -> TextIndex:
        """Every text of the file, with its role and the first day on which it can be read."""
        return TextIndex(texts_of(self.scenario))

    @cached_property
    def names(self) -> TextIndex:
        """The id and the file's name, which the library and the command line show."""
        s, stem = self.scenario, self.path.stem
        names = [TextAt(("id",), s.id, "head", s.clock.first_day)]
        if stem != s.id:
            names.append(TextAt((), stem, "head", s.clock.first_day))
        return TextIndex(names)

    @cached_property
    def early_spoilers(self) -> list[tuple[str, int, list[TextAt]]]:
        """Each word under 'spoilers', its day, and the texts with it that can be read before."""
        listed = [(word, s.day) for s in self.scenario.spoilers for word in s.words]
        return [(word, day, list(self.texts.having(word, day))) for word, day in listed]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every decision with options."""
        return tuple(items_of(self.scenario))

    @cached_property
    def keyed(self) -> list[Item]:
        """Every decision with right and with wrong options."""
        return [item for item in self.items if item.key and item.wrong]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken: its path in the file, what is wrong, what to do.

    ``fix`` is the YAML that replaces the scalar at ``loc``, given only if it cannot change what the
    author means. ``line`` and ``column`` (0-based) are for what has no place in the data, such as a
    comment. ``about`` has the ids that the message names: if one of them could not be read, an
    error is not reported, because it may follow from that.
    """

    loc: Loc
    message: str
    advice: str
    fix: str | None = None
    line: int | None = None
    column: int = 0
    about: tuple[str, ...] = ()


Hits = Iterator[Hit]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that the check looks for. Its code never changes.

    ``reason`` says why it matters, with the source if there is one. ``example`` is a diff from a
    file that breaks the rule to one that does not. ``check`` is None for what other code finds.
    """

    code: str
    title: str
    reason: str
    example: str = ""
    check: Callable[[Subject], Hits] | None = None

    @property
    def severity(self) -> Severity:
        """Error or warning, by the code."""
        return severity(self.code)

    @property
    def bad(self) -> str:
        """Top-level keys that break the rule if they replace those of the example case."""
        return side(self.example, "-")

    @property
    def good(self) -> str:
        """The same keys, corrected."""
        return side(self.example, "+")


def in_text(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each match with its line and column, from 0."""
    for match in pattern.finditer(text):
        start = match.start()
        yield match, text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1


def placed(parts: Iterable[_Part], *loc: str | int) -> Iterator[tuple[Loc, _Part]]:
    """Each part of a list with its place; ``loc`` is the place of the list."""
    for i, part in enumerate(parts):
        yield (*loc, i), part
