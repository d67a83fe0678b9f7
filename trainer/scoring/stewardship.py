"""Whether the orders that the learner placed were called for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine.state import State, with_picked_orders
from trainer.scoring.parts import Axis, ScorePart
from trainer.values.base import Citation

KINDS = ("test", "procedure")
"""The kinds of order that are scored; treatments and consults are judged by the questions."""

NOTHING_PLACED = Axis("stewardship", (), {"burden": [], "harmful_orders": []})

HEAVY = ("radiation", "invasive")
"""Burdens that are listed beside the score."""


@dataclass(slots=True)
class Ground:
    """Why, when and how often one order was called for."""

    by_author: bool = False
    """Whether a sound option, a timed action, a watch or ``reasonable`` names it for any day."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """First and last days of the periods in which the author calls it reasonable, if not always."""
    by_report: bool = False
    """Whether the report names it, or has a result of it."""
    reported: set[int] = field(default_factory=set)
    """The days on which the report has it."""
    misjudged: bool = False
    """Whether an option that places it is unnecessary or harmful."""
    harmful: bool = False
    """Whether the case names it as harmful to this patient."""
    every: int | None = None
    """The smallest interval that anything names for it."""
    cite: list[Citation] = field(default_factory=list)

    def covers(self, day: int) -> bool:
        """Whether the order was called for on a day.

        If an option that places it is unnecessary or harmful, it is still called for where the
        author calls for it elsewhere, but not where only the report names it.
        """
        if self.harmful:
            return False
        if self.by_author or (self.by_report and not self.misjudged):
            return True
        return any(first <= day <= last for first, last in self.spans)

    def counted(self, days: Iterable[int]) -> tuple[int, ...]:
        """The days, of those on which the order falls, on which it was called for.

        The first counts; a repeat does if the report has one that day, or if the smallest interval
        has passed since the last that counted.
        """
        counted_days: list[int] = []
        for day in sorted(set(days)):
            due = not counted_days or day in self.reported
            due = due or (self.every is not None and day - counted_days[-1] >= self.every)
            if due and self.covers(day):
                counted_days.append(day)
        return tuple(counted_days)


def grounds(case: Case) -> Mapping[str, Ground]:
    """The ground for each order that anything in the case names."""
    by_order: dict[str, Ground] = {}

    def ground_of(order: str) -> Ground:
        return by_order.setdefault(order, Ground())

    def named(
        orders: Iterable[str], cite: Iterable[Citation], every: int | None = None
    ) -> Iterator[Ground]:
        for order in orders:
            ground = ground_of(order)
            if every is not None:
                ground.every = min(every, ground.every or every)
            ground.cite += cite
            yield ground

    scenario = case.scenario
    for options in case.options.values():
        for option in options.values():
            for picked in option.orders:
                if not option.worth:
                    ground_of(picked.id).misjudged = True
                    continue
                for ground in named([picked.id], option.cite, picked.every):
                    ground.by_author = True
    for action in scenario.timed:
        for ground in named(action.done_by_orders, action.cite):
            ground.by_author = True
    for watch in scenario.watches:
        for ground in named(watch.orders, watch.cite, watch.every):
            ground.by_author = True
    for reasonable in scenario.reasonable:
        for ground in named(reasonable.orders, reasonable.cite, reasonable.every):
            if reasonable.days is None:
                ground.by_author = True
            else:
                ground.spans.append((reasonable.days.first, reasonable.days.last))
    for order, day, cite in _reported(case):
        ground = ground_of(order)
        ground.by_report = True
        ground.reported.add(day)
        ground.cite += cite
    for harmful in scenario.harmful_orders:
        for order in harmful.orders:
            ground_of(order).harmful = True
    return by_order


def _reported(case: Case) -> Iterator[tuple[str, int, tuple[Citation, ...]]]:
    """Each order that the report names or has a result of, with each of its days and citations."""
    for entry in case.course:
        if entry.action != "stop":
            end = entry.until if isinstance(entry.until, int) else entry.day
            for order in entry.orders:
                for day in range(entry.day, end + 1):
                    yield order, day, entry.cite
    for finding in case.findings:
        for order in case.orders_of(finding):
            yield order, finding.day, finding.cite
            if finding.taken is not None:
                yield order, finding.taken, finding.cite


def stewardship(case: Case, state: State) -> Axis:
    """The tests and procedures that the learner placed, all of equal weight.

    Orders that picked options placed are not scored, but are listed beside the score with the
    others if they were a burden or harmful.
    """
    by_order = grounds(case)
    last = case.scenario.clock.last_day if state.finished else state.day
    parts = []
    for name, days in placed_days(state, last).items():
        order = case.order(name)
        if order.kind in KINDS:
            ground = by_order.get(name, Ground())
            counted = ground.counted(days)
            cite = tuple(dict.fromkeys(ground.cite)) if counted else ()
            detail = f"{len(counted)} of {some(len(days), 'placement')} called for"
            facts = {
                "placements": len(days), "called_for": len(counted), "days": days,
                "days_called_for": list(counted), "burden": order.burden,
            }  # fmt: skip
            credit = len(counted) / len(days)
            parts.append(ScorePart(name, order.name, credit, 1.0, detail, cite, facts))
    everything = placed_days(with_picked_orders(case, state), last)
    return Axis("stewardship", tuple(parts), _beside(case, everything))


def placed_days(state: State, last: int) -> dict[str, list[int]]:
    """The days, up to ``last``, on which each order falls; a day counts once."""
    days: dict[str, set[int]] = {}
    for placed in state.orders:
        if fell := set(placed.days(last)):
            days.setdefault(placed.order, set()).update(fell)
    return {order: sorted(fell) for order, fell in days.items()}


def _beside(case: Case, placed: Mapping[str, list[int]]) -> dict[str, Any]:
    burden = [
        {"order": name, "label": order.name, "burden": order.burden, "days": days}
        for name, days in placed.items()
        if (order := case.order(name)).kind in KINDS and order.burden in HEAVY
    ]
    harmful = [
        {
            "order": name, "label": case.order(name).name, "days": placed[name],
            "why": entry.why, "cite": [str(c) for c in entry.cite],
        }
        for entry in case.scenario.harmful_orders
        for name in entry.orders
        if name in placed
    ]  # fmt: skip
    return {"burden": burden, "harmful_orders": harmful}
