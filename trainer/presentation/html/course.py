"""The positions of the course chart's parts, from which the template ``course.html`` draws SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from trainer.presentation.patient import course
from trainer.presentation.patient.course import SIGNS, WORDS
from trainer.presentation.sight import Mark, Series, Treatment

LEFT, WIDTH, RIGHT = 190, 620, 40
"""Units of width: left of the axis, of the days, and right of them for figures."""
CURVE, BAR = 90, 20
"""Units of height: of a curve, and of a treatment."""


def picture(data: course.Course) -> dict[str, Any]:
    """The values for the template, positions in units of the picture."""
    span = max(1, len(data.days) - 1)

    def x(day: int) -> float:
        return LEFT + (min(max(day, data.days[0]), data.days[-1]) - data.days[0]) / span * WIDTH

    def stretch(treatment: Treatment) -> tuple[float, float]:
        """The left and the right end of a bar; 40 units long if the end is unknown."""
        start = x(treatment.start)
        if treatment.ends == "unknown":
            return start, min(start + 40, LEFT + WIDTH)
        return start, max(x(treatment.end), start + 4)

    y = 24.0 + len(data.curves) * (CURVE + 44)
    own_at = y + 24 + len(data.treatments) * BAR + 8
    signs_at = own_at + (len(data.own) + bool(data.own)) * BAR + 12
    used = [m for m in SIGNS if any(m in marks for marks in data.marks.values())]
    return {
        "x": x,
        "stretch": stretch,
        "left": LEFT,
        "days_width": WIDTH,
        "curve_height": CURVE,
        "width": LEFT + WIDTH + RIGHT,
        "height": signs_at + 40,
        "curves": [_curve(c, 24 + n * (CURVE + 44)) for n, c in enumerate(data.curves)],
        "days": _spaced(course.labelled_days(data, data.curves), x),
        "days_at": y + 4,
        "bars": _bars(data.treatments, y + 24),
        "own": _bars(data.own, own_at + BAR),
        "own_at": own_at,
        "signs": list(_signs(data.marks, x)),
        "signs_at": signs_at,
        "key": [(SIGNS[m][0], WORDS[m]) for m in used],
    }


def _curve(curve: Series, top: float) -> dict[str, Any]:
    """A value with its range as a band (top, height) and ``y``, the position of a number."""
    low, high, band = course.drawn_range(curve)

    def y(number: float) -> float:
        share = (high - number) / (high - low) if high > low else 0.5
        return top + 14 + min(1, max(0, share)) * CURVE

    strip = (y(band[1]), y(band[0]) - y(band[1])) if band else None
    return {"curve": curve, "range": course.range_of(curve), "top": top, "y": y, "band": strip}


def _bars(
    treatments: Mapping[str, Sequence[Treatment]], top: float
) -> list[tuple[str, float, Sequence[Treatment]]]:
    """The bar of each treatment: its name, its vertical position, its stretches."""
    return [(name, top + n * BAR, each) for n, (name, each) in enumerate(treatments.items())]


def _signs(
    marks: Mapping[int, Sequence[Mark]], x: Callable[[int], float]
) -> Iterable[tuple[float, str, str]]:
    """The sign of each answer: its horizontal position, the sign, its meaning."""
    at = 0.0
    for day, signs in marks.items():
        at = max(at + 6, x(day))
        for sign in signs:
            yield at, SIGNS[sign][0], f"day {day}: {WORDS[sign]}"
            at += 13


def _spaced(days: Iterable[int], x: Callable[[int], float]) -> list[int]:
    """The days whose labels do not overlap; earlier ones in ``days`` have priority."""
    kept: list[int] = []
    for day in days:
        if all(abs(x(day) - x(other)) > 24 for other in kept):
            kept.append(day)
    return kept
