"""The data of the course chart: values on one time axis, treatments below, answers at the foot.

``drawing`` draws it as lines of text, ``presentation.html`` as an SVG picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.presentation.patient.results import span_text
from trainer.presentation.sight import Mark, Series, Sight, Treatment
from trainer.presentation.spans import Role

SIGNS: dict[Mark, tuple[str, Role]] = {
    "sound": ("●", "good"),
    "possible": ("◐", "fair"),
    "not": ("○", "bad"),
    "harmful": ("✕", "bad"),
    "made": ("•", ""),
    "passed": ("-", "dim"),
}
"""An answer as a sign of one column, and the sign's role."""
WORDS: dict[Mark, str] = {
    "sound": "sound", "possible": "possible", "not": "not", "harmful": "harmful",
    "made": "answered", "passed": "passed",
}  # fmt: skip


@dataclass(frozen=True)
class Course:
    """What is drawn; nothing is later than ``days[-1]``."""

    days: range
    curves: tuple[Series, ...]
    treatments: Mapping[str, tuple[Treatment, ...]]
    own: Mapping[str, tuple[Treatment, ...]]
    """Treatments and procedures the learner ordered; empty unless shown beside the report's."""
    marks: Mapping[int, tuple[Mark, ...]]


def course(sight: Sight, beside: bool = False) -> Course:
    """The course so far, the values with the latest figures first.

    With ``beside``, for a debrief, the learner's own treatments stand next to the report's.
    """
    curves = sorted(
        (series for series in sight.series.values() if series.moves),
        key=lambda s: (-s.points[-1].day, not s.flag, -len(s.points)),
    )
    own = _own(sight) if beside else {}
    starts = [p.day for curve in curves for p in curve.points]
    starts += [t.start for stretches in sight.treatments.values() for t in stretches]
    first = min([sight.case.scenario.clock.first_day, *starts])
    days = range(first, max(sight.state.day, first) + 1)
    return Course(days, tuple(curves), sight.treatments, own, sight.marks)


def _own(sight: Sight) -> dict[str, tuple[Treatment, ...]]:
    by_name: dict[str, list[Treatment]] = {}
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
        stretch = Treatment(placed.day, end, True, "going on" if standing else "known")
        by_name.setdefault(view.name, []).append(stretch)
    return {name: tuple(stretches) for name, stretches in by_name.items()}


def range_of(curve: Series) -> str:
    """``range 30 to 400``; empty if the case cites no range."""
    if (ref := curve.analyte.reference) is None:
        return ""
    return f"range {span_text(ref)}"


def drawn_range(curve: Series) -> tuple[float, float, tuple[float, float] | None]:
    """The lowest and the highest number of the vertical axis, and the range if it is drawn.

    A limit of the range extends the axis if it is close to the figures; a distant limit would
    flatten the curve.
    """
    numbers = [p.number for p in curve.points]
    low, high = min(numbers), max(numbers)
    if (band := _band(curve, low, high)) is None:
        return low, high, None
    near = _near_limits(band, low, high)
    return min([low, *near]), max([high, *near]), band


def _band(curve: Series, low: float, high: float) -> tuple[float, float] | None:
    """The range, if part of it is near enough to the figures to be drawn."""
    if (ref := curve.analyte.reference) is None:
        return None
    floor = float(ref.low.number) if ref.low else float("-inf")
    top = float(ref.high.number) if ref.high else float("inf")
    near = _near_limits((floor, top), low, high)
    overlaps = floor <= high and top >= low
    return (floor, top) if near or overlaps else None


def _near_limits(band: tuple[float, float], low: float, high: float) -> list[float]:
    """The limits of the range within half the spread of the figures from them."""
    room = (high - low) / 2
    return [limit for limit in band if low - room <= limit <= high + room]


def labelled_days(data: Course, curves: Iterable[Series]) -> list[int]:
    """The days to label, by priority: the first, the last, then days on which something happens."""
    eventful = {p.day for curve in curves for p in curve.points} | set(data.marks)
    eventful |= {t.start for ts in (*data.treatments.values(), *data.own.values()) for t in ts}
    ends = [data.days[0], data.days[-1]]
    return [*ends, *sorted(eventful - {*ends})]
