"""One value over the days as text, with treatments as bars on the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

NAMES = 17
"""Columns left of the axis: a bar's name, and the axis' own figures."""

Point = tuple[int, float]


@dataclass(frozen=True)
class Treatment:
    """A treatment from ``start`` to ``end``; ``end`` is None where the report does not say."""

    start: int
    end: int | None


def chart(
    points: Sequence[Point], bars: dict[str, list[Treatment]], days: range, width: int, height: int
) -> Text:
    """The plot with the bars below; each day stands in one column in both."""
    lines = _plot(points, days, width, max(8, height - len(bars) - 1)).split("\n")
    axis = next(line for line in lines if "└" in line)
    left, right = axis.index("└") + 1, axis.rindex("┘")
    indent = max(0, NAMES - left)
    text = Text("\n").join(Text(" " * indent + line.rstrip()) for line in lines if line.strip())
    for name, spans in bars.items():
        label = name if len(name) < NAMES else name[: NAMES - 2] + "…"
        text.append(f"\n{label:<{indent + left}}" + _bar(spans, days, right - left))
    if any(span.end is None for spans in bars.values() for span in spans):
        text.append("\n- - the report does not say when it ended", style="dim")
    return text


def _plot(points: Sequence[Point], days: range, width: int, height: int) -> str:
    import plotext  # loaded only when a chart is looked at

    plotext.terminal.limit(False, False)  # our widget's size counts, not the terminal's
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.draw(figure.signal([p[0] for p in points], [p[1] for p in points], marker="o"))
    figure.ruler("x").lim(days[0], days[-1])
    figure.ruler("x").ticks(_ticks(days, width))
    figure.ruler("y").ticks(*_figures([p[1] for p in points]))
    # The axis' figures take as many columns as they need; what is left of the names goes there.
    for room in (width - NAMES + 4, width - NAMES):
        figure.plot_size(max(20, room), height)
        plot = Text.from_ansi(str(figure.build())).plain
        left = next(line for line in plot.split("\n") if "└" in line).index("└") + 1
        if max(NAMES - left, 0) + room <= width:
            break
    return plot


def _ticks(days: range, width: int) -> list[int]:
    """Whole days, as many as can be read."""
    step = max(1, -(-len(days) // max(2, (width - NAMES) // 8)))
    return list(days[::step])


def _figures(values: Sequence[float]) -> tuple[list[float], list[str]]:
    """Five places on the axis, with figures a person would write."""
    low, high = min(values), max(values)
    places = [low + (high - low) * n / 4 for n in range(5)] if high > low else [low]
    decimals = 0 if high - low >= 20 else 1 if high - low >= 2 else 2
    return places, [f"{place:.{decimals}f}" for place in places]


def _bar(spans: Sequence[Treatment], days: range, cells: int) -> str:
    """``=`` where the report says that it went on, ``- -`` where it does not say when it ended."""

    def column(day: int) -> int:
        inside = min(max(day, days[0]), days[-1]) - days[0]
        return round(inside * (cells - 1) / (len(days) - 1))

    bar = [" "] * cells
    for span in spans:
        first = column(span.start)
        if span.end is None:
            for cell in range(first + 2, cells, 2):
                bar[cell] = "-"
        last = first if span.end is None else column(span.end)
        bar[first : last + 1] = "=" * (last + 1 - first)
    return "".join(bar).rstrip()
