"""The text of a scenario file's bytes."""

from __future__ import annotations

from pathlib import Path

from trainer.case.reading.breaks import plain_breaks
from trainer.errors import Unreadable
from trainer.files.outside import read_bytes, sentence

MAX_BYTES = 1_000_000


def read_raw(path: Path, what: str = "a scenario file") -> bytes:
    """The bytes of a file that should be ``what``. Raises ``Unreadable``, in words for people."""
    try:
        return read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise Unreadable(sentence(path, error, what)) from None


def text_of(raw: bytes, name: str) -> str:
    """The text of a file's bytes. Raises ``Unreadable`` with a sentence for people."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(f"{name} is UTF-16 text.", "Save the file as UTF-8.")
    try:
        return plain_breaks(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"{name}:{line} is not UTF-8 text (byte {raw[error.start]:#04x})."
        raise Unreadable(what, "Save the file as UTF-8.", line) from None
