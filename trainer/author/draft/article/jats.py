"""Read an article from JATS, the XML of PubMed Central and of publishers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from trainer.author.draft.article.article import Article, Grid, Legend, Role, Section, role_of
from trainer.author.draft.article.jats_front import front, rights
from trainer.author.draft.article.jats_text import APART, words_of
from trainer.author.draft.article.xmltree import read_xml
from trainer.errors import NotAnArticle

MAX_SPAN = 60
MAX_CELLS = 20_000
"""The most cells read of one table: more is a data set, or an attack by spans."""
_PARTS = frozenset({"list", "disp-quote", "boxed-text", "def-list", "statement"})
_HOLDS_PARAGRAPHS = _PARTS | {"list-item", "def-item", "def"}


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
    regions = [article.find(path) for path in ("body", "floats-group", "back")]
    floats = [part for region in regions if region is not None for part in region.iter()]
    wraps = [part for part in floats if part.tag == "table-wrap"]
    images = [w.findtext("label") or "a table" for w in wraps if w.find(".//table") is None]
    remarks = []
    kind = article.get("article-type", "").casefold()
    if re.search(r"retract|correct|erratum|concern|withdraw", kind):
        remarks.append(
            f"This is a notice ({kind}), not a report: look for the article it is about."
        )
    if len(articles) > 1:
        remarks.append(f"The file holds {len(articles)} articles; the first with a text was read.")
    if regions[0] is None:
        remarks.append("The file has only data about the article, not its text.")
    if images:
        names = ", ".join(label.strip() for label in images)
        remarks.append(f"Tables that are images were skipped: {names}.")
    tables = [(wrap, part) for wrap in wraps if (part := wrap.find(".//table")) is not None]
    grids = [_grid(wrap, table) for wrap, table in tables]
    for grid, (_, table) in zip(grids, tables, strict=True):
        if len(grid.rows) < len(list(table.iter("tr"))):
            remarks.append(
                f"{grid.label or 'A table'} has more than {MAX_CELLS:,} cells: only its first"
                f" {len(grid.rows)} rows were read."
            )
    return Article(
        front(article),
        rights(article),
        tuple(s for s in _sections(article) if s.paragraphs),
        tuple(Legend(_label(part), words_of(part.find("caption")))
              for part in floats if part.tag == "fig"),
        tuple(grids),
        tuple(remarks),
        marked=True,
    )  # fmt: skip


def _label(part: Element) -> str:
    return words_of(part.find("label")).rstrip(".:")


def _sections(article: Element) -> Iterator[Section]:
    for abstract in article.findall("front/article-meta/abstract"):
        # A graphical or 'key points' abstract repeats the first one in other words.
        if abstract.get("abstract-type") is None:
            paragraphs = (words_of(p) for p in abstract.iter("p"))
            yield Section("Abstract", "abstract", tuple(filter(None, paragraphs)))
    body = article.find("body")
    if body is not None:
        yield from _inside(body, "", None)


def _inside(part: Element, title: str, role: Role | None) -> Iterator[Section]:
    """The sections of ``part`` in order; its own paragraphs become sections with its title."""
    paragraphs: list[str] = []
    for child in part:
        if child.tag == "p" or child.tag in _PARTS:
            paragraphs.extend(_paragraphs(child))
        elif child.tag == "sec":
            if paragraphs:
                yield Section(title, role or "case", tuple(paragraphs))
                paragraphs = []
            name = words_of(child.find("title")) or title
            yield from _inside(child, name, _role(child, name, role))
    if paragraphs:
        yield Section(title, role or "case", tuple(paragraphs))


def _role(section: Element, title: str, inside: Role | None) -> Role:
    kind = (section.get("sec-type") or "").casefold()
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


def _grid(wrap: Element, table: Element) -> Grid:
    """A table with its spans filled in, its head rows counted, and its notes."""
    rows = list(table.iter("tr"))
    heads = [row for part in table.iter("thead") for row in part.iter("tr")]
    body = [row for row in rows if row not in heads]
    if not heads:
        # Some publishers mark head cells one by one.
        while body and len(body[0]) and all(cell.tag == "th" for cell in body[0]):
            heads.append(body.pop(0))
    notes = words_of(wrap.find("table-wrap-foot"), APART - {"fn"})
    cells = tuple(_filled([*heads, *body]))
    return Grid(_label(wrap), words_of(wrap.find("caption")), cells, len(heads), notes)


def _filled(rows: list[Element]) -> Iterator[tuple[str, ...]]:
    """Cells by row; a cell that spans several rows or columns is repeated in each of them."""
    below: dict[int, list[str]] = {}  # by column, the spanning cells' texts for the next rows
    cells = 0
    for row in rows:
        line: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _add_from_above(line, below)
            text, down = words_of(cell), _span(cell, "rowspan") - 1
            for _ in range(_span(cell, "colspan")):
                if down:
                    below[len(line)] = [text] * down
                line.append(text)
        _add_from_above(line, below)
        cells += len(line)
        if cells > MAX_CELLS:
            return
        yield tuple(line)


def _add_from_above(line: list[str], below: dict[int, list[str]]) -> None:
    while texts := below.get(len(line)):
        line.append(texts.pop())


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1
