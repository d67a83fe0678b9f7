"""What was left out, late or harmful: listed, not hidden in an average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import Citation, Option, TimedAction, Watch
from trainer.engine.state import State, with_picked_orders
from trainer.scoring.timeliness import day_done, when
from trainer.scoring.vigilance import days_covered

Kind = Literal["harmful", "omitted", "not done", "late", "uncovered"]


@dataclass(frozen=True, slots=True)
class Missed:
    """One omission, delay or harmful pick.

    ``days`` counts the days late or uncovered; ``ranges`` are the days a watch was not covered,
    first and last included.
    """

    kind: Kind
    id: str
    label: str
    detail: str
    day: int | None
    days: int
    ranges: tuple[tuple[int, int], ...]
    why: str
    hindsight: str | None
    cite: tuple[Citation, ...]
    hindsight_cite: tuple[Citation, ...] = ()


def missed(case: Case, state: State, revealed: State) -> tuple[Missed, ...]:
    """Harmful picks, critical omissions and harmful orders, then timed actions and watches.

    ``revealed`` is the state with only the revealed locks: other options are not judged. An
    unfinished run has only the actions and watches whose last day is past, and no hindsight.
    """
    placed = with_picked_orders(case, state)
    items = (
        *_options(case, revealed),
        *_harmful_orders(case, placed),
        *_actions(case, placed),
        *_watches(case, placed),
    )
    if state.finished:
        return items
    return tuple(replace(item, hindsight=None, hindsight_cite=()) for item in items)


def _options(case: Case, state: State) -> Iterator[Missed]:
    for question in case.questions.values():
        lock = state.locks.get(question.id)
        if lock is None:
            continue
        for option in question.choices:
            picked = option.id in lock.picks
            if option.judgement == "harmful" and picked:
                kind: Kind = "harmful"
            elif option.judgement == "critical" and not picked:
                kind = "omitted"
            else:
                continue
            name, detail = f"{question.id}/{option.id}", f"day {lock.day}, {question.title}"
            yield _missed(kind, option, option.wording, detail, lock.day, name=name)


def _harmful_orders(case: Case, state: State) -> Iterator[Missed]:
    # Before the end this could give away a question still to come.
    for named in case.scenario.harmful_orders if state.finished else ():
        for order in named.orders:
            days = sorted({p.day for p in state.orders if p.order == order and not p.undone})
            if days:
                yield Missed(
                    "harmful", order, case.order(order).name, f"ordered on day {days[0]}", days[0],
                    0, (), named.why, None, named.cite,
                )  # fmt: skip


def _actions(case: Case, state: State) -> Iterator[Missed]:
    for action in case.scenario.timed:
        end = max(action.window.last + action.late, action.reported or action.window.last)
        if not state.finished and state.day <= end:
            continue
        day = day_done(action, state)
        late = 0 if day is None else day - action.window.last
        if day is None:
            yield _missed("not done", action, action.label, when(action, day))
        elif late > 0:
            yield _missed("late", action, action.label, when(action, day), day, late)


def _watches(case: Case, state: State) -> Iterator[Missed]:
    for watch in case.scenario.watches:
        if not state.finished and state.day <= watch.last:
            continue
        if ranges := uncovered(watch, state, case.scenario.clock.last_day):
            days = sum(end - first + 1 for first, end in ranges)
            total = watch.last - watch.first + 1
            gaps = ", ".join(f"{a} to {b}" if a < b else f"{a}" for a, b in ranges)
            detail = f"{days} of {total} days not covered: {gaps}"
            yield _missed("uncovered", watch, watch.label, detail, None, days, ranges)


def _missed(
    kind: Kind,
    part: Option | TimedAction | Watch,
    label: str,
    detail: str,
    day: int | None = None,
    days: int = 0,
    ranges: tuple[tuple[int, int], ...] = (),
    name: str = "",
) -> Missed:
    """What was missed of a part of the case, with its reasons; ``name`` replaces the part's id."""
    return Missed(
        kind, name or part.id, label, detail, day, days, ranges, part.why, part.hindsight,
        part.cite, part.hindsight_cite,
    )  # fmt: skip


def uncovered(watch: Watch, state: State, last: int) -> tuple[tuple[int, int], ...]:
    """The days of a watch, up to ``last``, that no order covers, as ranges."""
    end = min(watch.last, last)
    covered = set[int]().union(*(days_covered(watch, p, end) for p in state.orders))
    ranges: list[tuple[int, int]] = []
    for day in range(watch.first, end + 1):
        if day in covered:
            continue
        if ranges and ranges[-1][1] == day - 1:
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    return tuple(ranges)
