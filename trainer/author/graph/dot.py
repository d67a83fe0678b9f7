"""The picture as DOT for Graphviz (graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

from trainer.author.graph.model import Graph, Node

_SHAPES = {
    "day": "plaintext", "findings": "note", "decision": "diamond", "course": "ellipse",
    "order": "parallelogram", "timed": "hexagon", "watch": "cylinder",
}  # fmt: skip


def dot(graph: Graph) -> str:
    """Days from left to right, each with what happens on it below."""
    # Ids of the file would name what a picture without spoilers leaves out.
    ids = {node.id: f"n{i}" for i, node in enumerate(graph.nodes)}
    lines = [
        "digraph case {",
        "  rankdir=LR; node [fontname=sans]; edge [fontname=sans, fontsize=9];",
        f"  label={_quoted(graph.title)};",
    ]
    lines.extend(f"  {ids[n.id]} [{_attributes(n)}];" for n in graph.nodes)
    for day in graph.days:
        same = " ".join(f"{ids[n.id]};" for n in graph.on(day))
        lines.append(f"  {{ rank=same; {ids[f'day-{day}']}; {same} }}")
    for edge in graph.edges:
        style = "" if edge.label == "then" else f" [label={_quoted(edge.label)}, style=dashed]"
        lines.append(f"  {ids[edge.start]} -> {ids[edge.end]}{style};")
    return "\n".join([*lines, "}"])


def _attributes(node: Node) -> str:
    days = f" (to day {node.last})" if node.last not in (None, node.day) else ""
    return f"shape={_SHAPES[node.kind]}, label={_quoted(node.label + days)}"


def _quoted(text: str) -> str:
    clean = "".join(c if c.isprintable() else " " for c in text)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
