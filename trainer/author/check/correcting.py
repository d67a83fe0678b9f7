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
from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.text import plain_breaks, read_raw, text_of
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
        lines = difflib.unified_diff(old, new, str(self.path), str(self.path))
        return "".join(lines)


def outcome(path: Path) -> Outcome:
    """What correcting the file would do; nothing is written. Raises ``Unreadable``."""
    raw = read_raw(path)
    text_of(raw, str(path))
    bom = _BOM if raw.startswith(_BOM) else b""
    text = raw[len(bom) :].decode()
    found = _check(text, path)
    done: list[Diagnostic] = []
    # A correction can bring the next to light: what did not fit was not looked at.
    for _ in range(_ROUNDS):
        better = corrected(text, found)
        if not better.done:
            break
        done += better.done
        text = better.text
        found = _check(text, path)
    return Outcome(path, tuple(done), found, raw, bom + text.encode())


def _check(text: str, path: Path) -> tuple[Diagnostic, ...]:
    return load_text(plain_breaks(text), path, warnings=True).diagnostics


def _content(path: Path, most: int) -> bytes | None:
    """None where there is more than that."""
    try:
        return read_bytes(path, most)
    except TooLarge:
        return None


def write(result: Outcome) -> None:
    """Put the corrected text in the place of the file. Raises ``NotWritten``."""
    path = result.path.resolve()  # what a link points to, not the link
    temporary = None
    try:
        if not os.access(path, os.W_OK):
            raise PermissionError("it may not be written")
        if _content(path, len(result.before)) != result.before:
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
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        reason = error.strerror or str(error)
        raise NotWritten(f"{result.path} was not changed: {reason}.") from None
