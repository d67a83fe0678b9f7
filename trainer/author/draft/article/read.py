"""A file an author has at hand, as an article: JATS XML or plain text, or a reason why not."""

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

_HOW = ("Use the article's JATS XML (PubMed Central and most publishers offer it), or copy its"
        " text into"
        " a .txt file.")  # fmt: skip


def read_article(path: Path) -> Article:
    """The article in ``path``. Raises ``NotAnArticle`` with what to do instead."""
    raw = _bytes(path)
    if not raw.strip():
        raise NotAnArticle(f"{path} is empty.")
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = head[:400].lower()
    for sign, what in (
        (b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word or OpenDocument file"),
        (b"\xd0\xcf\x11\xe0", "an old Word file"), (b"{\\rtf", "an RTF file"),
    ):  # fmt: skip
        if head.startswith(sign):
            raise NotAnArticle(f"{path} is {what}, which is not supported. {_HOW}")
    if low.startswith((b"<!doctype html", b"<html")) or b"<html" in low:
        raise NotAnArticle(f"{path} is a web page (HTML), which is not supported. {_HOW}")
    if head.startswith(b"<") or (raw[:2] in (b"\xff\xfe", b"\xfe\xff") and _is_wide_xml(raw)):
        return from_jats(raw)
    if path.suffix.casefold() in (".xml", ".nxml"):
        raise NotAnArticle(f"{path} is not XML: it does not start with '<'. {_HOW}")
    return from_plain(_text(path, raw))


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise NotAnArticle(sentence(path, error, "an article")) from None


def _is_wide_xml(raw: bytes) -> bool:
    return raw[:200].decode("utf-16", errors="ignore").lstrip("\ufeff \r\n").startswith("<")


def _text(path: Path, raw: bytes) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
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
