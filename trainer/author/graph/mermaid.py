"""The picture as a Mermaid flowchart (mermaid.js.org/syntax/flowchart)."""

from __future__ import annotations

from trainer.author.graph.model import Graph, Node

_SHAPES = {
    "day": ("[[", "]]"), "findings": ("[", "]"), "decision": ("{", "}"), "course": ("([", "])"),
    "order": ("[/", "/]"), "timed": ("{{", "}}"), "watch": ("[(", ")]"),
}  # fmt: skip


def mermaid(graph: Graph) -> str:
    """The picture as Mermaid text: a subgraph for each day, and 'then' from one to the next."""
    ids = {node.id: f"n{i}" for i, node in enumerate(graph.nodes)}
    lines = ["flowchart TB"]
    for day in graph.days:
        lines.append(f'  subgraph d{day + 100000}["Day {day}"]')
        lines.extend(f"    {ids[n.id]}{_shape(n)}" for n in graph.on(day))
        if not graph.on(day):
            lines.append(f'    e{day + 100000}[" "]')
        lines.append("  end")
    days = set(graph.days)
    lines.extend(f"  {ids[n.id]}{_shape(n)}" for n in graph.nodes
                 if n.kind != "day" and n.day not in days)  # fmt: skip
    for edge in graph.edges:
        if edge.label == "then":
            start, end = (int(x.removeprefix("day-")) + 100000 for x in (edge.start, edge.end))
            lines.append(f"  d{start} --> d{end}")
        else:
            lines.append(f"  {ids[edge.start]} -. {edge.label} .-> {ids[edge.end]}")
    return "\n".join(lines)


def _shape(node: Node) -> str:
    left, right = _SHAPES[node.kind]
    days = f" (to day {node.last})" if node.last not in (None, node.day) else ""
    return f'{left}"{_escaped(node.label + days)}"{right}'


def _escaped(text: str) -> str:
    # Mermaid reads HTML, so other characters are written as its own #entities.
    return "".join(
        c if c.isalnum() or c in " .,:;()/-+%=" else f"#{ord(c)};" if c.isprintable() else " "
        for c in text
    )
