"""Apply safe corrections: every other character of the text stays, and the write is atomic."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.case.loader import load_text
from trainer.case.reading.diagnostics import Diagnostic, NotYaml, edited
from trainer.case.reading.text import plain_breaks, read_raw, text_of
from trainer.case.reading.yaml12 import Parsed, Span, parse_all
from trainer.errors import NotWritten
from trainer.files.outside import TooLarge, read_bytes
from trainer.store.files import PRIVATE, replacing, write_new

_BOM = b"\xef\xbb\xbf"
_ROUNDS = 5
# Places are counted by line feeds: a text with bare carriage returns is not corrected.
_ODD_BREAK = re.compile("\r(?!\n)")


def corrected(text: str, findings: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """Apply the corrections of ``findings`` that change nothing else; return those findings too.

    ``text`` has the line ends of the file, and keeps them.
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
    # One correction changes more than it should: use those that are safe by themselves.
    good = [d for d in wanted if _changed(text, before, [d]) is not None]
    changed = _changed(text, before, good) if good else None
    return (text, []) if changed is None else (changed, good)


def _apart(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings with corrections; of those that overlap, only the first."""
    kept: list[Diagnostic] = []
    end = (-1, -1)
    for d in sorted(findings, key=lambda d: d.fix.start if d.fix else (0, 0)):
        if d.fix and d.fix.start >= end and d.fix.start < d.fix.end:
            kept.append(d)
            end = d.fix.end
    return kept


def _changed(text: str, before: Parsed, findings: Sequence[Diagnostic]) -> str | None:
    """The text with these corrections, or None if they would change the meaning of other parts."""
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


@dataclass(frozen=True, slots=True)
class Correction:
    """The findings corrected in a file, those left, and its content before and after."""

    path: Path
    done: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    before: bytes
    after: bytes

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (
            [f"{line}\n" for line in raw.decode("utf-8-sig").split("\n")]
            for raw in (self.before, self.after)
        )
        return "".join(difflib.unified_diff(old, new, str(self.path), str(self.path)))


def rewritten(path: Path, before: bytes, text: str) -> Correction:
    """A correction that replaces the whole text, with the line ends that the file has."""
    ends = "\r\n" if b"\r\n" in before else "\n"
    return Correction(path, (), (), before, text.replace("\n", ends).encode("utf-8"))


def outcome(path: Path) -> Correction:
    """The result of correcting the file, which is not written. Raises ``Unreadable``."""
    raw = read_raw(path)
    text_of(raw, str(path))
    bom = _BOM if raw.startswith(_BOM) else b""
    text = raw[len(bom) :].decode()
    left = _check(text, path)
    done: list[Diagnostic] = []
    # A correction can reveal more findings, because parts that did not fit were not checked.
    for _ in range(_ROUNDS):
        text, fixed = corrected(text, left)
        if not fixed:
            break
        done += fixed
        left = _check(text, path)
    return Correction(path, tuple(done), left, raw, bom + text.encode())


def _check(text: str, path: Path) -> tuple[Diagnostic, ...]:
    return load_text(plain_breaks(text), path, warnings=True).diagnostics


def write(result: Correction) -> None:
    """Replace the file by the corrected text.

    Raises ``NotWritten`` if the file cannot be written or has changed since it was read.
    """
    path = result.path.resolve()  # replace the target of a link, not the link
    try:
        if not os.access(path, os.W_OK):
            raise PermissionError("it may not be written")
        if not _still_has(path, result.before):
            raise OSError("it was changed meanwhile; try again")
        with replacing(path) as new:
            write_new(new, result.after, PRIVATE)
            shutil.copymode(path, new)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotWritten(f"{result.path} was not changed: {reason}.") from None


def _still_has(path: Path, content: bytes) -> bool:
    try:
        return read_bytes(path, len(content)) == content
    except TooLarge:
        return False
