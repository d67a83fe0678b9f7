"""What the learner did beside what the report says, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.case.compiled import Case
from trainer.case.model import Citation
from trainer.counting import every
from trainer.engine.state import State
from trainer.engine.views import course
from trainer.questions.base import PASSED


@dataclass(frozen=True, slots=True)
class Entry:
    """Something done on a day."""

    text: str
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day in two lanes."""

    day: int
    yours: tuple[Entry, ...]
    reported: tuple[Entry, ...]


def timeline(case: Case, state: State) -> tuple[TimelineDay, ...]:
    """Both lanes by day, as far as they may be shown now."""
    yours: dict[int, list[Entry]] = {}
    for placed in state.orders:
        if placed.undone:
            continue
        name = case.order(placed.order).name
        often = "" if placed.every is None else f", {every(placed.every)}"
        yours.setdefault(placed.day, []).append(Entry(f"Ordered: {name}{often}"))
        if placed.stopped is not None:
            # A standing order ends on the day before its first day without it.
            yours.setdefault(placed.stopped - 1, []).append(Entry(f"Stopped: {name}"))
    for question in case.questions.values():
        if lock := state.locks.get(question.id):
            words = "; ".join(question.in_words(lock.answer)) if lock.answer else PASSED
            yours.setdefault(lock.day, []).append(Entry(f"{question.title}: {words}"))
    for day, text in state.notes:
        yours.setdefault(day, []).append(Entry(f"Note: {text}"))
    reported = _reported(case, state)
    return tuple(
        TimelineDay(day, tuple(yours.get(day, ())), tuple(reported.get(day, ())))
        for day in sorted({*yours, *reported})
    )


def _reported(case: Case, state: State) -> dict[int, list[Entry]]:
    # Many tests of one day often share one text: it is shown once, with their names.
    names_of: dict[tuple[int, str, str, tuple[Citation, ...]], list[str]] = {}
    for entry in course(case, state):
        note = f" {entry.note}" if entry.note else ""
        key = entry.day, f"{entry.text}{note}", entry.when or "", entry.cite
        names_of.setdefault(key, []).extend(case.order(o).name for o in entry.orders)
    days: dict[int, list[Entry]] = {}
    for (day, text, when, cite), names in names_of.items():
        if len(names) > 1 and (named := ", ".join(filter(None, names))):
            text = f"{text.removesuffix('.')}: {named}."
        if when:
            text = f"{text.removesuffix('.')} ({when})."
        days.setdefault(day, []).append(Entry(text, cite))
    return days
