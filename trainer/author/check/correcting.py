"""Corrections written into a file, all or nothing."""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trainer.author.check.corrections import corrected
from trainer.case.loader import load_text
from trainer.case.reading.breaks import plain_breaks
from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.text import read_raw, text_of
from trainer.errors import NotWritten
from trainer.files.outside import TooLarge, read_bytes

_BOM = b"\xef\xbb\xbf"
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was corrected in a file, what is left, and its text before and after."""

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


def outcome(path: Path) -> Outcome:
    """What correcting the file would do; nothing is written. Raises ``Unreadable``."""
    raw = read_raw(path)
    text_of(raw, str(path))
    bom = _BOM if raw.startswith(_BOM) else b""
    text = raw[len(bom) :].decode()
    left = _check(text, path)
    done: list[Diagnostic] = []
    # A correction can bring the next to light: what did not fit was not looked at.
    for _ in range(_ROUNDS):
        text, better = corrected(text, left)
        if not better:
            break
        done += better
        left = _check(text, path)
    return Outcome(path, tuple(done), left, raw, bom + text.encode())


def _check(text: str, path: Path) -> tuple[Diagnostic, ...]:
    return load_text(plain_breaks(text), path, warnings=True).diagnostics


def write(result: Outcome) -> None:
    """Put the corrected text in the place of the file. Raises ``NotWritten``."""
    path = result.path.resolve()  # what a link points to, not the link
    temporary = None
    try:
        if not os.access(path, os.W_OK):
            raise PermissionError("it may not be written")
        if not _still_has(path, result.before):
            raise OSError("it was changed meanwhile; try again")
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(result.after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            if temporary is not None:
                temporary.unlink()
        reason = error.strerror or str(error)
        raise NotWritten(f"{result.path} was not changed: {reason}.") from None


def _still_has(path: Path, content: bytes) -> bool:
    try:
        return read_bytes(path, len(content)) == content
    except TooLarge:
        return False
