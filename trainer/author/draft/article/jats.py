"""JATS, the XML of PubMed Central and of publishers, as an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from trainer.author.draft.article.article import (
    Article,
    Front,
    Grid,
    Legend,
    Role,
    Section,
    role_of,
)
from trainer.author.draft.article.jats_front import front, rights
from trainer.author.draft.article.jats_table import grid
from trainer.author.draft.article.jats_text import words_of
from trainer.author.draft.article.xmltree import read_xml
from trainer.errors import NotAnArticle

_HOLDS_PARAGRAPHS = frozenset({"list", "list-item", "disp-quote", "boxed-text", "def-list",
                               "def-item", "def", "statement"})  # fmt: skip


def from_jats(raw: bytes) -> Article:
    """The article in a JATS file, alone or in a wrapper. Raises ``NotAnArticle``."""
    root = read_xml(raw)
    articles = [root] if root.tag == "article" else list(root.iter("article"))
    if not articles:
        raise NotAnArticle(
            f"The XML is not a JATS article: its root is <{root.tag[:40]}>."
            " PubMed Central and most publishers offer the JATS XML of open articles."
        )
    article = next((a for a in articles if a.find("body") is not None), articles[0])
    remarks = []
    if len(articles) > 1:
        remarks.append(f"The file holds {len(articles)} articles; the first with a text was read.")
    if article.find("body") is None:
        remarks.append("The file has no text of the article, only what describes it.")
    meta = article.find("front")
    tables, legends, images = _floats(article)
    if images:
        remarks.append(f"Tables that are images were passed over: {', '.join(images)}.")
    return Article(
        Front() if meta is None else front(meta),
        () if meta is None else rights(meta),
        tuple(s for s in _sections(article) if s.paragraphs),
        tuple(legends),
        tuple(tables),
        tuple(remarks),
    )


def _sections(article: Element) -> Iterator[Section]:
    for abstract in article.findall("front/article-meta/abstract"):
        # A graphical or 'key points' abstract repeats the first one in other words.
        if abstract.get("abstract-type") is None:
            text = tuple(words_of(p) for p in abstract.iter("p"))
            yield Section("Abstract", "abstract", tuple(t for t in text if t))
    body = article.find("body")
    if body is not None:
        yield from _inside(body, "", None)


def _inside(part: Element, title: str, inside: Role | None) -> Iterator[Section]:
    """The sections of ``part``; its own paragraphs first, in front of those of its parts."""
    role = inside
    if part.tag != "body":
        role = _role(part, title, inside)
    own: list[str] = []
    for child in part:
        if child.tag in ("p", "list", "disp-quote", "boxed-text", "def-list", "statement"):
            own.extend(_paragraphs(child))
        elif child.tag == "sec":
            if own:
                yield Section(title, role or "case", tuple(own))
                own = []
            head = child.find("title")
            name = "" if head is None else words_of(head)
            yield from _inside(child, name or title, role)
    if own:
        yield Section(title, role or "case", tuple(own))


def _role(part: Element, title: str, inside: Role | None) -> Role:
    kind = (part.get("sec-type") or "").casefold()
    if "supplement" in kind:
        return "back"
    return role_of(title or kind.replace("|", " "), inside)


def _paragraphs(part: Element) -> Iterator[str]:
    if part.tag in _HOLDS_PARAGRAPHS:
        for child in part:
            if child.tag == "p" or child.tag in _HOLDS_PARAGRAPHS:
                yield from _paragraphs(child)
    elif text := words_of(part):
        yield text


def _floats(article: Element) -> tuple[list[Grid], list[Legend], list[str]]:
    tables, legends, images = [], [], []
    for home in (article.find("body"), article.find("floats-group"), article.find("back")):
        for part in () if home is None else home.iter():
            if part.tag == "table-wrap":
                table = grid(part)
                if table is None:
                    images.append((part.findtext("label") or "a table").strip())
                else:
                    tables.append(table)
            elif part.tag == "fig":
                label, caption = part.find("label"), part.find("caption")
                legends.append(
                    Legend("" if label is None else re.sub(r"[.:]+\Z", "", words_of(label)),
                           "" if caption is None else words_of(caption))
                )  # fmt: skip
    return tables, legends, images
