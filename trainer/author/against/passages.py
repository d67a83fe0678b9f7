"""Split an article into passages: paragraphs, tables and legends, with their sentences or rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from types import MappingProxyType

from trainer.author.against.numbers import Number, numbers
from trainer.author.draft.article.article import Article, Grid, Role
from trainer.author.draft.article.text import sentences, tidy
from trainer.author.draft.facts.days import mentions
from trainer.author.draft.facts.labs import LabValue, expansions, lab_values
from trainer.author.draft.facts.places import Place, places
from trainer.author.draft.facts.timeline import ADMISSION, Count, admission_date, day_of, timeline
from trainer.case.search import folded
from trainer.case.units.printed import ucum_of

_CERTAIN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(?:after|before) (?:\w+ )?admission)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a row of a table.

    ``days`` are the days it certainly names, ``guesses`` those it may mean, and ``before`` is the
    last day that the text before it certainly names. ``test`` is the test of a row of results, and
    ``results`` its results in words, each with its day.
    """

    text: str
    spelled: str
    """The text in which names are searched: lower case, no punctuation."""
    numbers: tuple[Number, ...] = ()
    days: frozenset[int] = frozenset()
    guesses: frozenset[int] = frozenset()
    before: int | None = None
    perhaps: frozenset[int] = frozenset()
    """The days that the last dated line before it may mean, if they are guesses."""
    test: str = ""
    results: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a table or a legend: its name, section and lines.

    ``number`` counts paragraphs within their section; ``label`` is that of a table or figure.
    """

    name: str
    section: str
    role: Role
    number: int
    text: str
    lines: tuple[Line, ...]
    label: str = ""

    @property
    def days(self) -> frozenset[int]:
        """Every day it names or may mean, and the day carried over from the text before it."""
        lines = self.lines
        days = {n.day for line in lines for n in line.numbers} | {x.before for x in lines}
        named = frozenset(day for day in days if day is not None)
        return named.union(*(x.days | x.guesses | x.perhaps for x in lines))


def passages(article: Article, count: Count = ADMISSION) -> tuple[Passage, ...]:
    """Every passage of ``article`` in order, back matter included; days count as ``count`` says."""
    all_places = places(article)
    dated: dict[tuple[str, int], list[tuple[int, bool]]] = {}
    for d in timeline(all_places, count):
        if d.day is not None:
            # Once the date of admission is known, a date is as certain as a day's number.
            certain = d.sure or bool(_CERTAIN.search(d.printed))
            dated.setdefault((d.place.locator, d.sentence), []).append((d.day, certain))
    grids = iter(article.tables)
    admitted = admission_date(all_places)
    passage_list = [_passage(place, article, dated, grids, count, admitted) for place in all_places]
    back = [
        Passage(section.title, section.title, "back", i, tidy(text), tuple(_lines(text)))
        for section in article.sections if section.role == "back"
        for i, text in enumerate(section.paragraphs, 1)
    ]  # fmt: skip
    return (*_carried(passage_list, count), *back)


def _passage(
    place: Place,
    article: Article,
    dated: Mapping[tuple[str, int], list[tuple[int, bool]]],
    grids: Iterator[Grid],
    count: Count,
    admitted: date | None,
) -> Passage:
    lines = tuple(_lines(place.text, dated, place.locator, count))
    if place.kind == "paragraph":
        section = article.sections[place.section]
        number = section.paragraphs.index(place.text) + 1
        return Passage(place.title, section.title, place.role, number, place.text, lines)
    if place.kind == "table":
        grid = next(grids)
        notes = () if expansions(grid.notes) else _lines(grid.notes)
        lines = (*lines, *_rows(grid, count, admitted), *notes)
    return Passage(place.title, place.title, place.role, 1, place.text, lines, place.title)


def _lines(
    text: str,
    dated: Mapping[tuple[str, int], list[tuple[int, bool]]] = MappingProxyType({}),
    locator: str = "",
    count: Count = ADMISSION,
) -> Iterator[Line]:
    for n, sentence in enumerate(sentences(text), 1):
        days = dated.get((locator, n), [])
        sure = frozenset(day for day, certain in days if certain)
        guesses = frozenset(day for day, certain in days if not certain)
        guesses |= frozenset(_besides(sentence, count)) - sure
        yield Line(sentence, folded(sentence), numbers(sentence), sure, guesses)


def _besides(sentence: str, count: Count) -> Iterator[int]:
    """The days that a sentence may mean besides those of the timeline."""
    for mention in mentions(sentence):
        if mention.counted == "start" and (day := day_of(mention, count)) is not None:
            yield day  # 'begun on admission and ended on day three'
        elif mention.number is not None and re.match(r"day\b", mention.printed, re.IGNORECASE):
            yield mention.number  # 'on day eight, after completion of the pulse'


def _rows(grid: Grid, count: Count, admitted: date | None) -> Iterator[Line]:
    for head in dict.fromkeys(cell for row in grid.rows[: grid.heads] for cell in row):
        if not mentions(head):
            yield Line(head, folded(head), numbers(head))  # many contain a range
    values = lab_values(grid, admitted=admitted)
    names = expansions(grid.notes)
    tests: dict[str, list[LabValue]] = {}
    for value in values:
        tests.setdefault(value.name, []).append(value)
    for test, row in tests.items():
        label = folded(f"{test} {names.get(test, '')}")
        results = tuple((v.column.day, v.reading.result) for v in row if v.reading.result)
        figures = [n for _, result in results for n in numbers(result)]
        yield Line(test, label, (*map(_number, row), *figures), test=label, results=results)
    if not values:
        # In other tables each cell is a line of its own, with the heads of its row and column.
        heads = grid.rows[0] if grid.heads else ()
        for cells in grid.rows[grid.heads :]:
            named = (day_of(m, count) for m in mentions(cells[0] if cells else ""))
            days = frozenset(day for day in named if day is not None)
            for head, cell in zip_longest(heads, cells, fillvalue=""):
                text = f"{cells[0] if cells else ''} | {head} | {cell}"
                unit = ucum_of(head.rpartition(" ")[2]) or ""
                with_units = tuple(replace(n, unit=n.unit or unit) for n in numbers(cell))
                yield Line(text, folded(text), with_units, days)


def _number(value: LabValue) -> Number:
    reading = value.reading
    number = reading.value.lstrip("<>=~")
    unit = reading.unit or value.unit
    ucum = ucum_of(unit) or ""
    return Number(
        Decimal(number or "NaN"), ucum, f"{reading.value or reading.result} {unit}".strip(),
        value.column.day, reading.value[: len(reading.value) - len(number)],
    )  # fmt: skip


def _carried(all_passages: Iterable[Passage], count: Count) -> Iterator[Passage]:
    """The passages, each line with the last day that its section names before it."""
    section = ""
    last: int | None = None
    perhaps: frozenset[int] = frozenset()
    for passage in all_passages:
        if passage.section != section:
            # A heading may be a day: '17 November (day 3)', 'Examination on admission'.
            section = passage.section
            titled = mentions(section)
            last = next((m.number for m in titled if m.counted == "day" and m.sure), None)
            begun = (day_of(m, count) for m in titled if m.counted == "start")
            perhaps = frozenset(day for day in begun if day is not None)
        lines = []
        for line in passage.lines:
            lines.append(replace(line, before=last, perhaps=perhaps))
            if line.days or line.guesses:
                # A day before admission is not carried over.
                last = max((d for d in line.days if d >= 0), default=None)
                perhaps = line.guesses
        yield replace(passage, lines=tuple(lines))


def moved(passage: Passage, days: int) -> Passage:
    """The passage with ``days`` added to every day, for a case that counts from another day."""

    def later(line: Line) -> Line:
        numbers = tuple(
            replace(n, day=None if n.day is None else n.day + days) for n in line.numbers
        )
        before = None if line.before is None else line.before + days
        sure, guesses, perhaps = (
            frozenset(d + days for d in part) for part in (line.days, line.guesses, line.perhaps)
        )
        return replace(line, numbers=numbers, before=before, days=sure, guesses=guesses,
                       perhaps=perhaps)  # fmt: skip

    return replace(passage, lines=tuple(map(later, passage.lines)))
