"""The course: values above each other on one time axis, treatments below, answers at the foot.

``drawing`` draws what is gathered here as lines of text, ``presentation.html`` as a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.presentation.patient.results import span_text
from trainer.presentation.sight import Mark, Series, Sight, Treatment
from trainer.presentation.spans import Role
from trainer.presentation.words import MARK_WORDS

SIGNS: dict[Mark, tuple[str, Role]] = {
    "sound": ("●", "good"),
    "possible": ("◐", "fair"),
    "not": ("○", "bad"),
    "harmful": ("✕", "bad"),
    "made": ("•", ""),
    "passed": ("-", "dim"),
}
"""How an answer is shown in one column."""
WORDS: Mapping[str, str] = {**MARK_WORDS, "made": "answered", "passed": "passed"}


@dataclass(frozen=True)
class Course:
    """What is drawn: all of it known by ``days[-1]``."""

    days: range
    curves: tuple[Series, ...]
    treatments: Mapping[str, tuple[Treatment, ...]]
    own: Mapping[str, tuple[Treatment, ...]]
    """Treatments and procedures the learner ordered, where they stand beside the report's."""
    marks: Mapping[int, tuple[Mark, ...]]


def course(sight: Sight, beside: bool = False) -> Course:
    """What is known so far; values that changed most recently first.

    ``beside``: with the learner's own treatments next to the report's, for a debrief.
    """
    curves = sorted(
        (series for series in sight.series.values() if series.moves),
        key=lambda s: (-s.points[-1].day, not s.flag, -len(s.points)),
    )
    own = _own(sight) if beside else {}
    begun = [p.day for curve in curves for p in curve.points]
    begun += [t.start for stretches in sight.treatments.values() for t in stretches]
    first = min([sight.case.scenario.clock.first_day, *begun])
    days = range(first, max(sight.state.day, first) + 1)
    return Course(days, tuple(curves), sight.treatments, own, sight.marks)


def _own(sight: Sight) -> dict[str, tuple[Treatment, ...]]:
    made: dict[str, list[Treatment]] = {}
    today = sight.state.day
    for view in reversed(sight.orders):
        placed = view.placed
        if view.kind not in ("treatment", "procedure"):
            continue
        standing = placed.every is not None and placed.stopped is None
        days = placed.days(today)
        if not days:
            continue
        end = today if standing else days[-1]
        stretch = Treatment(placed.day, end, True, "going on" if standing else "told")
        made.setdefault(view.name, []).append(stretch)
    return {name: tuple(stretches) for name, stretches in made.items()}


def range_of(curve: Series) -> str:
    """``range 30 to 400``; nothing where none is cited."""
    if (ref := curve.analyte.reference) is None:
        return ""
    return f"range {span_text(ref)}"


def drawn_range(curve: Series) -> tuple[float, float, tuple[float, float] | None]:
    """From where to where a value is drawn, and what of that is its range.

    A limit close to the figures is drawn with them; one far off would flatten the curve.
    """
    numbers = [p.number for p in curve.points]
    low, high = min(numbers), max(numbers)
    if (band := _band(curve, low, high)) is None:
        return low, high, None
    near = _inside(band, low, high)
    return min([low, *near]), max([high, *near]), band


def _band(curve: Series, low: float, high: float) -> tuple[float, float] | None:
    """The range, where any of it is near enough to be drawn."""
    if (ref := curve.analyte.reference) is None:
        return None
    floor = float(ref.low.number) if ref.low else float("-inf")
    top = float(ref.high.number) if ref.high else float("inf")
    near = _inside((floor, top), low, high)
    overlaps = floor <= high and top >= low
    return (floor, top) if near or overlaps else None


def _inside(band: tuple[float, float], low: float, high: float) -> list[float]:
    """The limits no further from the figures than half their spread."""
    room = (high - low) / 2
    return [limit for limit in band if low - room <= limit <= high + room]


def days_told(data: Course, curves: Iterable[Series]) -> list[int]:
    """The first day, the last, then those on which something of what is drawn happened."""
    happened = {p.day for curve in curves for p in curve.points} | set(data.marks)
    happened |= {t.start for ts in (*data.treatments.values(), *data.own.values()) for t in ts}
    ends = [data.days[0], data.days[-1]]
    return [*ends, *sorted(happened - {*ends})]
