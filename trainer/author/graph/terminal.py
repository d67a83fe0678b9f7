"""The picture for a terminal: a line a node, under its day, with bars for what goes on."""

from __future__ import annotations

import textwrap

from trainer.author.graph.model import Graph, Node
from trainer.case.reading.diagnostics import printable

SIGNS = {
    "findings": "·", "decision": "?", "course": "+", "order": ">", "timed": "T", "watch": "W",
}  # fmt: skip
_LEGEND = "· findings   ? decision   + reported course   > order placed by a pick or watched"


def terminal(graph: Graph, width: int) -> str:
    """Days from top to bottom; the right edge shows windows (T) and watches (W) as they run."""
    spans = [n for n in graph.nodes if n.kind in ("timed", "watch")]
    room = max(20, width - 2 * len(spans) - 12)
    lines = [*textwrap.wrap(printable(graph.title), width), *textwrap.wrap(_LEGEND, width), ""]
    before = None
    for day in graph.days:
        if before is not None and day > before + 1:
            quiet = day - before - 1
            text = f"{quiet} quiet day{'s' * (quiet != 1)}"
            lines.append(_row("   :", text, room, _marks(spans, before + 1, day - 1)))
        head = f"{day:>4}"
        nodes: list[Node | None] = [n for n in graph.on(day) if n.kind not in ("timed", "watch")]
        for node in nodes or [None]:
            for text in _lines(node, room):
                lines.append(_row(head, text, room, _marks(spans, day, day)))
                head = "    "
        before = day
    lines.append("")
    for number, span in enumerate(spans):
        days = f"day {span.day}" + (f" to {span.last}" if span.last != span.day else "")
        words = f"{_mark(number)} {printable(span.label)} ({days})"
        lines.extend(textwrap.wrap(words, width, subsequent_indent="  "))
    return "\n".join(lines)


def _row(head: str, text: str, room: int, marks: str) -> str:
    return f"{head} │ {text:<{room}}  {marks}".rstrip()


def _lines(node: Node | None, room: int) -> list[str]:
    if node is None:
        return [""]
    text = f"{SIGNS[node.kind]} {printable(node.label)}"
    return textwrap.wrap(text, room, subsequent_indent="  ", max_lines=2, placeholder=" …")


def _marks(spans: list[Node], first: int, last: int) -> str:
    return " ".join(
        _mark(i) if n.day <= last and first <= (n.last or n.day) else " "
        for i, n in enumerate(spans)
    )


def _mark(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number % 26]
