"""A change in a line for people."""

from __future__ import annotations

from difflib import SequenceMatcher

from trainer.author.diff.compare import Change
from trainer.case.reading.diagnostics import printable

WIDTH = 60


def line(change: Change) -> str:
    """One change; what may alter a score is marked with an exclamation mark."""
    mark = "! " if change.scored else "  "
    return printable(f"{mark}{change.where or change.field}: {_said(change)}")


def _said(c: Change) -> str:
    field = c.field.replace("_", " ")
    match c.what:
        case "added":
            return f"added: {_short(c.after)}"
        case "removed":
            return f"removed: {_short(c.before)}"
        case "reordered":
            return f"{field} in another order: {_short(c.after)}"
        case "reworded":
            return f"{field} reworded: {_around(c.before or '', c.after or '')}"
        case "cited":
            return f"{field}: {_short(c.before)} -> {_short(c.after)}"
    return f"{c.what}, {field} {_short(c.before)} -> {_short(c.after)}"


def _short(words: str | None) -> str:
    if words is None:
        return "nothing"
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def _around(before: str, after: str) -> str:
    """Both texts from the first word that differs."""
    a, b = before.split(), after.split()
    found = next(op for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
                 if op[0] != "equal")  # fmt: skip
    start = max(0, found[1] - 2), max(0, found[3] - 2)
    lead = "… " if found[1] > 2 else ""
    return f"{lead}{_short(' '.join(a[start[0] :]))} -> {lead}{_short(' '.join(b[start[1] :]))}"
