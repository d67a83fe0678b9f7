"""Safe corrections put into a text, with every other character left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from trainer.case.reading.diagnostics import Diagnostic, NotYaml, edited
from trainer.case.reading.yaml12 import Parsed, Span, parse_all

# Places are counted from line feeds here, so that every other character stays as it is.
_ODD_BREAK = re.compile("\r(?!\n)")


class Corrected(NamedTuple):
    """A text after its corrections, and the findings that these were for."""

    text: str
    done: tuple[Diagnostic, ...]


def corrected(text: str, findings: Iterable[Diagnostic]) -> Corrected:
    """``text`` with the corrections of ``findings`` that change nothing else.

    ``text`` is as the file has it: its line ends are kept.
    """
    wanted = _apart([d for d in findings if d.fix is not None])
    if not wanted or _ODD_BREAK.search(text):
        return Corrected(text, ())
    try:
        before = parse_all(text)
    except NotYaml:
        return Corrected(text, ())
    changed = edited(text, [d.fix for d in wanted if d.fix])
    if _only_these_differ(before, changed, wanted):
        return Corrected(changed, tuple(wanted))
    # One of them does more than it says: the others are as good alone.
    good = [d for d in wanted if d.fix and _only_these_differ(before, edited(text, [d.fix]), [d])]
    changed = edited(text, [d.fix for d in good if d.fix])
    if good and _only_these_differ(before, changed, good):
        return Corrected(changed, tuple(good))
    return Corrected(text, ())


def _apart(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those whose places do not overlap, the first of each."""
    left: list[Diagnostic] = []
    end = (-1, -1)
    for d in sorted(findings, key=lambda d: d.fix.start if d.fix else (0, 0)):
        if d.fix and d.fix.start >= end and d.fix.start < d.fix.end:
            left.append(d)
            end = d.fix.end
    return left


def _only_these_differ(before: Parsed, changed: str, findings: Sequence[Diagnostic]) -> bool:
    try:
        after = parse_all(changed)
    except NotYaml:
        return False
    places = {d.fix.start for d in findings if d.fix}
    return _same(before.data, after.data, before.span, places)


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
