"""The picture for a terminal: a line for each node under its day, and columns for periods."""

from __future__ import annotations

import textwrap

from trainer.author.graph.model import Graph, Node
from trainer.case.reading.diagnostics import printable
from trainer.counting import some

SIGNS = {"findings": "·", "decision": "?", "course": "+", "order": ">"}
_LEGEND = "· findings   ? decision   + reported course   > order placed by a pick or watched"


def terminal(graph: Graph, width: int) -> str:
    """Days from top to bottom; letters at the right edge mark running windows and watches."""
    periods = graph.periods
    room = max(20, width - sum(len(letter) + 1 for letter, _ in periods) - 12)
    lines = [*textwrap.wrap(printable(graph.title), width), *textwrap.wrap(_LEGEND, width), ""]
    before = None
    for day in graph.days:
        if before is not None and day > before + 1:
            text = some(day - before - 1, "quiet day")
            lines.append(_row("   :", text, room, _marks(periods, before + 1, day - 1)))
        head = f"{day:>4}"
        nodes = [n for n in graph.on(day) if n.kind not in ("timed", "watch")]
        for text in [text for node in nodes for text in _lines(node, room)] or [""]:
            lines.append(_row(head, text, room, _marks(periods, day, day)))
            head = "    "
        before = day
    lines.append("")
    for letter, period in periods:
        days = f"day {period.day}" + (f" to {period.last}" if period.last != period.day else "")
        words = f"{letter} {printable(period.label)} ({days})"
        lines.extend(textwrap.wrap(words, width, subsequent_indent="  "))
    return "\n".join(lines)


def _row(head: str, text: str, room: int, marks: str) -> str:
    return f"{head} │ {text:<{room}}  {marks}".rstrip()


def _lines(node: Node, room: int) -> list[str]:
    text = f"{SIGNS[node.kind]} {printable(node.label)}"
    return textwrap.wrap(text, room, subsequent_indent="  ", max_lines=2, placeholder=" …")


def _marks(periods: list[tuple[str, Node]], first: int, last: int) -> str:
    return " ".join(
        letter if n.day <= last and first <= (n.last or n.day) else " " * len(letter)
        for letter, n in periods
    )
