"""Read an article from plain text: titles, paragraphs, tables and legends, as far as possible."""

from __future__ import annotations

import re

from trainer.author.draft.article.article import Article, Grid, Legend, Role, Section, role_of
from trainer.author.draft.article.plain_front import authors_in, front_in
from trainer.author.draft.article.plain_table import tables
from trainer.author.draft.article.text import any_of, tidy

_HEADING = re.compile(
    r"(?:[0-9]{1,2}[0-9.]{0,6}\s+)?" + any_of(__file__, "lists/headings.txt") + r"[.:]?\Z",
    re.IGNORECASE,
)
_PRINTED_AROUND = re.compile(any_of(__file__, "lists/printers_lines.txt"), re.IGNORECASE)
_DECLARATION = re.compile(any_of(__file__, "lists/declarations.txt"), re.IGNORECASE)
_LABELLED = re.compile(r"(core tip|abstract|background|case presentation|conclusions?|keywords?|"
                       r"introduction|methods|results)(?::\s*|\s{1,3}(?=[A-Z]))(?=\S)",
                       re.IGNORECASE)  # fmt: skip
_LEGEND = re.compile(r"(?P<label>fig(?:ure|\.)?\s*[0-9]+)\b[.:|]?\s*(?P<text>\S.*)", re.IGNORECASE)


def from_plain(text: str) -> Article:
    """The article in a plain text; parts that cannot be told apart stay in one section."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    lines = text.split("\n")
    all_tables = tables(lines)
    for table in all_tables:
        lines[table.first : table.end] = [""] * (table.end - table.first)
    reader = _Reader()
    reader.read(_blocks(lines))
    rights = tuple(p for p in re.split(r"\n\s*\n", text) if re.search(
        r"creative\s*commons|\bCC[ -]?(?:BY|0)|rights reserved", p, re.IGNORECASE))  # fmt: skip
    return Article(
        front_in(text, reader.title, reader.authors),
        rights,
        tuple(reader.sections),
        tuple(reader.legends),
        tuple(t.grid for t in all_tables if t.grid.label or _has_figures(t.grid)),
        () if reader.title else ("No title was found in the text.",),
    )


def _has_figures(grid: Grid) -> bool:
    cells = [c for row in grid.rows for c in row if c]
    return sum(any(x.isdigit() for x in c) for c in cells) * 4 > len(cells)


def _blocks(lines: list[str]) -> list[str]:
    """Headings and paragraphs: lines joined up to an empty one, or past it within a sentence."""
    blocks: list[str] = []
    current = ""
    for i, line in enumerate([*lines, ""]):
        bare = line.strip()
        if bare and not _is_heading(bare) and not _stands_alone(lines, i):
            if current.endswith("-") and bare[:1].islower():
                current = current[:-1] + bare
            else:
                current = f"{current} {bare}".strip()
            continue
        blocks += filter(None, (current, bare))
        current = ""
    joined: list[str] = []
    for block in blocks:
        if joined and _goes_on(joined[-1], block):
            joined[-1] += " " + block
        else:
            joined.append(block)
    return joined


def _stands_alone(lines: list[str], at: int) -> bool:
    """Whether the line is short, with nothing above it and a whole paragraph in the next line."""
    bare = lines[at].strip()
    return (
        len(bare) < 50
        and (at == 0 or not lines[at - 1].strip())
        and at + 1 < len(lines)
        and len(lines[at + 1]) > 90
        and bare[:1].isupper()
        and not re.search(r"[.,;:?!]\Z|\d|[|=\t]", bare)
    )


def _goes_on(before: str, block: str) -> bool:
    ended = before.rstrip().endswith((".", "!", "?", ":"))
    return block[:1].islower() and len(before) > 30 and not ended


def _is_heading(line: str) -> bool:
    if len(line) > 160:
        return False
    bare = line.lstrip("#").strip().strip("*").strip()
    if _PRINTED_AROUND.match(bare) and not _HEADING.match(bare):
        return False
    if line.startswith("#") or _HEADING.match(bare):
        return True
    letters = re.sub(r"[^A-Za-z]", "", bare)
    short = len(letters) > 3 and len(bare) < 70 and not re.search(r"[.,;:=|\t]|\d", bare)
    # A heading: words without punctuation or digits, in capitals or each with a capital.
    return short and (letters.isupper() or (len(bare.split()) <= 5 and bare.istitle()))


class _Reader:
    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.legends: list[Legend] = []
        self.title = ""
        self.authors: tuple[str, ...] = ()
        self.heading = ""
        self.role: Role | None = None
        self.major: Role | None = None
        self.paragraphs: list[str] = []

    def read(self, blocks: list[str]) -> None:
        for block, following in zip(blocks, [*blocks[1:], ""], strict=False):
            self._block(block, following)
        self._close()
        if not self.sections:
            text = [t for b in blocks if (t := tidy(b)) and t != self.title]
            self.sections.append(Section("Case report", "case", tuple(text)))

    def _block(self, block: str, following: str) -> None:
        bare = tidy(block.lstrip("#").strip().strip("*"))
        kind_only = re.fullmatch(r"case reports?", bare, re.IGNORECASE)
        if self.role is None and kind_only and _could_be_title(tidy(following), following):
            return  # the kind of article, printed above its title
        if self.role is None and not self.title and _could_be_title(bare, block):
            self.title = bare
        elif self._is_part_heading(block, bare, following):
            self._open(bare)
        elif _DECLARATION.match(bare):
            self._open("Declarations")
        elif match := _LEGEND.match(bare):
            if len(match["text"].split()) > 3:
                self.legends.append(Legend(match["label"], match["text"]))
        elif (match := _LABELLED.match(bare)) and self.role in (None, "abstract"):
            self._open("Abstract" if self.role else match[1])
            if match[1].casefold() not in ("abstract", "core tip"):
                self.heading = f"Abstract, {match[1].casefold()}"
            self.role = "abstract"
            self.paragraphs.append(bare[match.end() :])
        elif self.role is None:
            if self.title and not self.authors:
                self.authors = authors_in(bare)
        elif not re.fullmatch(r"[\W\d]*", bare) and not _PRINTED_AROUND.match(bare):
            self.paragraphs.append(bare)

    def _is_part_heading(self, block: str, bare: str, following: str) -> bool:
        if _is_heading(block):
            return bool(following)
        # 'Further diagnostic work-up': short, no full stop, and a paragraph under it.
        return (
            self.major == "case"
            and len(bare.split()) <= 7
            and not re.search(r"[.,;:?!]\Z|\d|[|=]", bare)
            and bare[:1].isupper()
            and len(following.split()) > 6
        )

    def _open(self, heading: str) -> None:
        self._close()
        self.heading = heading.rstrip(".:").strip()
        if self.heading.isupper():
            self.heading = self.heading.capitalize()
        role = role_of(self.heading)
        if _HEADING.match(heading) or role != "case" or self.major is None:
            self.role = self.major = role
        else:
            self.role = role_of(self.heading, self.major)

    def _close(self) -> None:
        if self.paragraphs and self.role is not None:
            self.sections.append(Section(self.heading, self.role, tuple(self.paragraphs)))
        self.paragraphs = []


def _could_be_title(bare: str, block: str) -> bool:
    if block.startswith("# "):
        return True
    count = len(bare.split())
    return (
        4 <= count <= 45
        and not _PRINTED_AROUND.match(bare)
        and not bare.endswith((".", ",", ";"))
        and not _is_heading(block)
        and not re.match(r"[\w ]{3,30}: ", bare[:12])
        and not _LABELLED.match(bare)
    )
