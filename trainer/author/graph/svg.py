"""The picture as SVG: days down the left, their nodes beside them, windows and watches as bars."""

from __future__ import annotations

from html import escape

from trainer.author.graph.model import Graph, Node
from trainer.presentation.spans import cut

ROW, LEFT, TEXT, BAR, TOP = 22, 70, 620, 26, 64
# Nodes differ in shape or letter as well as in colour; the colours are Okabe and Ito's palette,
# safe for colour blindness (https://jfly.uni-koeln.de/color/).
_STYLES = {
    "findings": ("#56B4E9", "F"), "decision": ("#D55E00", "?"), "course": ("#009E73", "+"),
    "order": ("#999999", ">"),
}  # fmt: skip
_KEY = "F findings   ? decision   + reported course   > order   letters: windows and watches"
_BARS = {"timed": "#E69F00", "watch": "#CC79A7"}


def svg(graph: Graph) -> str:
    """The SVG document; it grows wider with each window or watch, and higher with each row."""
    rows = _rows(graph)
    periods = graph.periods
    width = LEFT + TEXT + BAR * len(periods) + 20
    legend = TOP + ROW * len(rows) + 20
    height = legend + ROW * len(periods) + 10
    body = [
        _text(12, 24, graph.title, "font-weight='bold' font-size='15'"),
        _text(12, 46, _KEY, "fill='#555555'"),
    ]
    tops: dict[int, int] = {}
    ends: dict[int, int] = {}
    for index, (day, node) in enumerate(rows):
        y = TOP + ROW * index
        if day not in tops:
            tops[day] = y
            body.append(f"<line x1='0' y1='{y}' x2='{width}' y2='{y}' stroke='#dddddd'/>")
            body.append(_text(12, y + 15, f"Day {day}", "font-weight='bold'"))
        ends[day] = y + ROW
        if node is not None:
            body.append(_node(node, y))
    for index, (letter, period) in enumerate(periods):
        body.append(_bar(period, LEFT + TEXT + BAR * index, tops, ends, letter))
        words = f"{letter}  {period.label} (day {period.day} to {period.last})"
        body.append(_text(12, legend + ROW * index + 15, words))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'"
        f" viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='12' role='img'>"
        f"<title>{escape(_clean(graph.title))}</title>"
        f"<rect width='100%' height='100%' fill='white'/>{''.join(body)}</svg>"
    )


def _rows(graph: Graph) -> list[tuple[int, Node | None]]:
    rows: list[tuple[int, Node | None]] = []
    for day in graph.days:
        rows += [(day, n) for n in graph.on(day) if n.kind in _STYLES] or [(day, None)]
    return rows


def _node(node: Node, y: int) -> str:
    colour, sign = _STYLES[node.kind]
    mid = y + ROW // 2
    shape = f"<circle cx='{LEFT + 8}' cy='{mid}' r='8' fill='{colour}'/>"
    if node.kind == "decision":
        points = f"{LEFT + 8},{mid - 10} {LEFT + 18},{mid} {LEFT + 8},{mid + 10} {LEFT - 2},{mid}"
        shape = f"<polygon points='{points}' fill='{colour}'/>"
    sign_at = "text-anchor='middle' fill='white' font-weight='bold'"
    label = _text(LEFT + 26, mid + 4, cut(node.label, 95))
    return shape + _text(LEFT + 8, mid + 4, sign, sign_at) + label


def _bar(period: Node, x: int, tops: dict[int, int], ends: dict[int, int], letter: str) -> str:
    inside = [d for d in tops if period.day <= d <= (period.last or period.day)]
    if not inside:
        return ""
    top, end = tops[inside[0]] + 2, ends[inside[-1]] - 2
    place = f"x='{x}' y='{top}' width='{BAR - 8}' height='{end - top}'"
    bar = f"<rect {place} rx='4' fill='{_BARS[period.kind]}'/>"
    return bar + _text(x + (BAR - 8) // 2, top + 14, letter, "text-anchor='middle'")


def _text(x: int, y: int, words: str, extra: str = "") -> str:
    return f"<text x='{x}' y='{y}' xml:space='preserve' {extra}>{escape(_clean(words))}</text>"


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
