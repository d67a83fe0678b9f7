"""Give the places of an article short names (locators), which the scenario's citations use."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from trainer.author.draft.article.article import Article, Grid, Role, Section
from trainer.author.draft.article.text import shortened

_LETTER: dict[Role, str] = {
    "abstract": "A", "background": "B", "case": "C", "discussion": "D", "conclusion": "E",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, a table or a figure legend: its locator, its title, and its text."""

    locator: str
    title: str
    role: Role
    text: str
    section: int
    kind: str = "paragraph"
    rows: tuple[tuple[str, str], ...] = ()
    """For a table: the first cell of each row, and the other cells."""


def places(article: Article) -> tuple[Place, ...]:
    """Every place of ``article`` worth citing, in order: A, B1, C1, C2 .., then T1 .. and F1 .."""
    all_places: list[Place] = []
    totals: Counter[str] = Counter()
    for section in article.sections:
        totals[_LETTER.get(section.role, "")] += len(section.paragraphs)
    counts: Counter[str] = Counter()
    for i, section in enumerate(article.sections):
        letter = _LETTER.get(section.role, "")
        for j, text in enumerate(section.paragraphs if letter else (), start=1):
            counts[letter] += 1
            alone = letter in "AB" and totals[letter] == 1
            locator = letter if alone else f"{letter}{counts[letter]}"
            all_places.append(Place(locator, _title(section, j), section.role, text, i))
    used = {p.locator for p in all_places}
    tables = [("T", "table", t.label, t.caption, _rows(t)) for t in article.tables]
    legends = [("F", "figure", f.label, f.text, ()) for f in article.legends]
    for parts in (tables, legends):
        for i, (prefix, kind, label, text, rows) in enumerate(parts, start=1):
            digits = re.search(r"[0-9]+", label)
            locator = f"{prefix}{digits[0] if digits else i}"
            while locator in used:
                locator += "x"
            used.add(locator)
            title = (label or f"{kind.capitalize()} {i}") + (", legend" if kind == "figure" else "")
            all_places.append(Place(locator, title, "case", text, -1 - len(all_places), kind, rows))
    return tuple(all_places)


def _rows(table: Grid) -> tuple[tuple[str, str], ...]:
    # Heads are included, because the first row of a table without a head may count as one.
    return tuple((row[0], "; ".join(filter(None, row[1:]))) for row in table.rows if row)


def _title(section: Section, number: int) -> str:
    title = shortened(section.title or section.role.capitalize())
    return title if len(section.paragraphs) == 1 else f"{title}, paragraph {number}"
