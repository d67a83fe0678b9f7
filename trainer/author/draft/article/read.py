"""Read a file as an article (JATS XML or plain text), or say why it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

from trainer.author.draft.article.article import Article
from trainer.author.draft.article.jats import from_jats
from trainer.author.draft.article.plain import from_plain
from trainer.errors import NotAnArticle
from trainer.files.outside import read_bytes, sentence

MAX_BYTES = 20_000_000
MAX_TEXT = 500_000

_HOW = ("Use the article's JATS XML (PubMed Central and most publishers offer it), or copy its text"
        " into a .txt file.")  # fmt: skip
_OTHERS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "an old Word file", b"{\\rtf": "an RTF file",
}  # fmt: skip
"""The first bytes of files that are not text, and what those files are."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_article(path: Path) -> Article:
    """The article in ``path``. Raises ``NotAnArticle`` with what to do instead."""
    try:
        raw = read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise NotAnArticle(sentence(path, error, "an article")) from None
    if not raw.strip():
        raise NotAnArticle(f"{path} is empty.")
    wide = raw.startswith(_UTF_16)
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, kind in _OTHERS.items():
        if head.startswith(sign):
            raise NotAnArticle(f"{path} is {kind}, which is not supported. {_HOW}")
    low = head[:400].lower()
    if low.startswith(b"<!doctype html") or b"<html" in low:
        raise NotAnArticle(f"{path} is a web page (HTML), which is not supported. {_HOW}")
    start = raw[:200].decode("utf-16", errors="ignore").lstrip("\ufeff \r\n") if wide else ""
    if head.startswith(b"<") or start.startswith("<"):
        return from_jats(raw)
    if path.suffix.casefold() in (".xml", ".nxml"):
        raise NotAnArticle(f"{path} is not XML: it does not start with '<'. {_HOW}")
    return from_plain(_text(path, raw, "utf-16" if wide else "utf-8-sig"))


def _text(path: Path, raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise NotAnArticle(f"{path}:{line} is not UTF-8 text. Save it as UTF-8.") from None
    if "\x00" in text:
        raise NotAnArticle(f"{path} is not a text file. {_HOW}")
    if len(text) > MAX_TEXT:
        raise NotAnArticle(
            f"{path} has {len(text):,} characters; an article has at most {MAX_TEXT:,}."
        )
    if not re.search(r"\w", text):
        raise NotAnArticle(f"{path} has no words in it.")
    return text
