"""Decode the bytes of a scenario file, and split its text into lines.

Editors break a line at a line feed, a carriage return or both. libyaml also breaks it at U+0085,
U+2028 and U+2029, which are invisible and come with text copied from the web. In YAML 1.2 they do
not break lines, so they are read as spaces.
"""

from __future__ import annotations

from pathlib import Path

from trainer.errors import Unreadable
from trainer.files.outside import read_bytes, sentence

MAX_BYTES = 1_000_000
SEPARATORS = "\x85\u2028\u2029"


def read_raw(path: Path, what: str = "a scenario file") -> bytes:
    """The bytes of a file that should be ``what``. Raises ``Unreadable`` with words for people."""
    try:
        return read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise Unreadable(sentence(path, error, what)) from None


def text_of(raw: bytes, name: str) -> str:
    """The text of a file's bytes. Raises ``Unreadable`` if they are not UTF-8."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(f"{name} is UTF-16 text.", "Save the file as UTF-8.")
    try:
        return plain_breaks(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"{name}:{line} is not UTF-8 text (byte {raw[error.start]:#04x})."
        raise Unreadable(message, "Save the file as UTF-8.", line) from None


def plain_breaks(text: str) -> str:
    """``text`` with a line feed at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors count them, split at line feeds and carriage returns."""
    return text.replace("\r", "\n").split("\n")


def unbroken(text: str) -> str:
    """``text`` with a space for each character that only libyaml takes for a line break.

    All other characters keep their lines and columns.
    """
    for separator in SEPARATORS:
        text = text.replace(separator, " ")
    return text
