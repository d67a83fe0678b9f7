"""Safe corrections put into a text, with every other character left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.edits import edited
from trainer.case.reading.problems import NotYaml
from trainer.case.reading.yaml12 import Parsed, Span, parse_all

# Places are counted from line feeds here, so that every other character stays as it is.
_ODD_BREAK = re.compile("\r(?!\n)")


def corrected(text: str, findings: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """``text`` with the corrections of ``findings`` that change nothing else, and those findings.

    ``text`` is as the file has it: its line ends are kept.
    """
    wanted = _apart([d for d in findings if d.fix is not None])
    if not wanted or _ODD_BREAK.search(text):
        return text, []
    try:
        before = parse_all(text)
    except NotYaml:
        return text, []
    if (changed := _changed(text, before, wanted)) is not None:
        return changed, wanted
    # One of them does more than it says: the others are as good alone.
    good = [d for d in wanted if _changed(text, before, [d]) is not None]
    changed = _changed(text, before, good) if good else None
    return (text, []) if changed is None else (changed, good)


def _apart(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those whose places do not overlap, the first of each."""
    left: list[Diagnostic] = []
    end = (-1, -1)
    for d in sorted(findings, key=lambda d: d.fix.start if d.fix else (0, 0)):
        if d.fix and d.fix.start >= end and d.fix.start < d.fix.end:
            left.append(d)
            end = d.fix.end
    return left


def _changed(text: str, before: Parsed, findings: Sequence[Diagnostic]) -> str | None:
    """The text with these corrections, or None if anything else would be read otherwise."""
    edits = [d.fix for d in findings if d.fix]
    changed = edited(text, edits)
    try:
        after = parse_all(changed)
    except NotYaml:
        return None
    same = _same(before.data, after.data, before.span, {edit.start for edit in edits})
    return changed if same else None


def _same(before: Any, after: Any, span: Span, places: set[tuple[int, int]]) -> bool:
    if (span.line, span.column) in places and not isinstance(before, dict | list):
        return True
    if type(before) is not type(after):
        return False
    children = span.children
    if isinstance(before, dict) and isinstance(children, dict):
        return list(before) == list(after) and all(
            _same(before[key], after[key], children[key], places) for key in before
        )
    if isinstance(before, list) and isinstance(children, list):
        return len(before) == len(after) and all(
            map(_same, before, after, children, [places] * len(before))
        )
    return bool(before == after and str(before) == str(after))
