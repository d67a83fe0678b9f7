"""The course as a picture: where each thing of it stands, for the template to draw as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.presentation.patient.course import (
    SIGNS,
    WORDS,
    Course,
    days_told,
    drawn_range,
    range_of,
)
from trainer.presentation.sight import Mark, Series, Treatment

LEFT, WIDTH, RIGHT = 190, 620, 40
"""Units left of the axis, of the days, and right of them for what is written there."""
CURVE, BAR = 90, 20
"""Units of height of a curve, and of a treatment."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure."""

    x: float
    y: float
    text: str
    flag: str
    day: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A value: its figures, the line through them, and its range as a band."""

    name: str
    unit: str
    range: str
    top: float
    dots: tuple[Dot, ...]
    band: tuple[float, float] | None
    """Top and height."""

    @property
    def line(self) -> str:
        """Through the figures, dotted: what lies between was not measured."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A treatment from ``x`` to ``end``; dashed where its end is not known."""

    x: float
    end: float
    dashed: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A treatment with all its stretches."""

    name: str
    y: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """An answer."""

    x: float
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, in units of the picture."""

    width: float
    height: float
    left: float
    curves: tuple[Curve, ...]
    days_at: float
    days: tuple[tuple[float, int], ...]
    bars: tuple[Bar, ...]
    own_at: float
    own: tuple[Bar, ...]
    signs_at: float
    signs: tuple[Sign, ...]
    key: tuple[tuple[str, str], ...]


def picture(data: Course) -> Picture:
    """Where everything stands."""
    span = max(1, len(data.days) - 1)

    def x(day: int) -> float:
        return LEFT + (min(max(day, data.days[0]), data.days[-1]) - data.days[0]) / span * WIDTH

    curves = tuple(_curve(c, x, 24 + n * (CURVE + 44)) for n, c in enumerate(data.curves))
    y = 24.0 + len(curves) * (CURVE + 44)
    bars = _bars(data.treatments, x, y + 24)
    own_at = y + 24 + len(bars) * BAR + 8
    own = _bars(data.own, x, own_at + BAR if data.own else own_at)
    signs_at = own_at + (len(own) + bool(own)) * BAR + 12
    signs = tuple(_signs(data.marks, x))
    used = [m for m in SIGNS if any(m in marks for marks in data.marks.values())]
    return Picture(
        LEFT + WIDTH + RIGHT, signs_at + 40, LEFT, curves, y + 4,
        tuple((x(day), day) for day in _spaced(days_told(data, data.curves), x)),
        bars, own_at, own, signs_at, signs, tuple((SIGNS[m][0], WORDS[m]) for m in used),
    )  # fmt: skip


def _curve(curve: Series, x: Callable[[int], float], top: float) -> Curve:
    low, high, band = drawn_range(curve)

    def y(number: float) -> float:
        share = (high - number) / (high - low) if high > low else 0.5
        return top + 14 + min(1, max(0, share)) * CURVE

    dots = tuple(Dot(x(p.day), y(p.number), p.text, p.flag, p.day) for p in curve.points)
    strip = (y(band[1]), y(band[0]) - y(band[1])) if band else None
    unit, name = curve.analyte.shown_unit, curve.analyte.name
    return Curve(name, unit, range_of(curve), top, dots, strip)


def _bars(
    treatments: Mapping[str, Sequence[Treatment]], x: Callable[[int], float], top: float
) -> tuple[Bar, ...]:
    return tuple(
        Bar(name, top + n * BAR, tuple(_stretch(t, x) for t in stretches))
        for n, (name, stretches) in enumerate(treatments.items())
    )


def _stretch(stretch: Treatment, x: Callable[[int], float]) -> Stretch:
    start, unknown = x(stretch.start), stretch.ends == "unknown"
    end = min(start + 40, LEFT + WIDTH) if unknown else max(x(stretch.end), start + 4)
    after = "?" if unknown or stretch.ends == "about" else ""
    return Stretch(start, end, unknown, "" if stretch.dated else "?", after)


def _signs(marks: Mapping[int, Sequence[Mark]], x: Callable[[int], float]) -> Iterable[Sign]:
    at = 0.0
    for day, signs in marks.items():
        at = max(at + 6, x(day))
        for sign in signs:
            yield Sign(at, SIGNS[sign][0], f"day {day}: {WORDS[sign]}")
            at += 13


def _spaced(days: Iterable[int], x: Callable[[int], float]) -> list[int]:
    """Those that do not touch another."""
    kept: list[int] = []
    for day in days:
        if all(abs(x(day) - x(other)) > 24 for other in kept):
            kept.append(day)
    return kept
