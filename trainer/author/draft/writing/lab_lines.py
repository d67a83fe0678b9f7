"""Laboratory tables as analytes and findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.author.draft.article.article import Article
from trainer.author.draft.article.text import shortened, slug, superscripts, tidy
from trainer.author.draft.finding.labs import LabValue, expansions, lab_values
from trainer.author.draft.finding.naming import order_called
from trainer.author.draft.finding.places import Place
from trainer.author.draft.finding.timeline import operation_day
from trainer.author.draft.writing.guard import Guard
from trainer.author.draft.writing.yaml_out import flow, note, number_or_text, scalar
from trainer.case.units.printed import ucum_of

TODO_UNIT = "{TODO}"


@dataclass(frozen=True, slots=True)
class LabLines:
    """Lines of analytes and, by day, of findings; the locators of the tables used."""

    analytes: Sequence[str]
    findings: dict[int, list[str]]
    tables: frozenset[str]


@dataclass(slots=True)
class _Writer:
    source: str
    first_day: int
    guard: Guard
    analytes: list[str] = field(default_factory=list)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    findings: dict[int, list[str]] = field(default_factory=dict)
    asked: set[tuple[str, str, int]] = field(default_factory=set)
    last_day: int | None = None
    operation: int | None = None
    numbers: set[str] = field(default_factory=set)
    """Names of tests with a number somewhere: they need a unit even where a result is in words."""

    def add(self, value: LabValue, table: str, long: dict[str, str]) -> None:
        name = self.guard.own(shortened(value.name))
        printed = value.reading.unit or value.unit
        key = (name.casefold(), ucum_of(printed) or printed)
        if not printed:
            # A result without a unit belongs to the test of that name, whatever its unit.
            key = next((k for k in self.ids if k[0] == key[0]), key)
        if key not in self.ids:
            self.ids[key] = self._analyte(name, printed, value, table, long)
        self._finding(self.ids[key], value, table)

    def _analyte(
        self, name: str, printed: str, value: LabValue, table: str, long: dict[str, str]
    ) -> str:
        full = self.guard.own(long.get(name, ""))
        ident = self._unique(slug(name) or "analyte")
        unit = ucum_of(printed)
        if unit is None and (printed or name.casefold() in self.numbers):
            unit = TODO_UNIT
        order = order_called(name, full) if full else order_called(name)
        shown = superscripts(re.sub(r"\s+", "", tidy(printed)))
        line = flow({
            "id": ident, "name": full[:1].upper() + full[1:] if full else name,
            "short": name if full else None, "unit": unit,
            "printed": shown if shown and shown != unit else None,
            "orders": [order] if order else None,
        })  # fmt: skip
        if reference := _reference(value.range, f"{self.source} {table}"):
            line = f"{line[:-1]}, reference: {reference}}}"
        elif value.range:
            line += f"  # TODO reference range, printed as {scalar(self.guard.own(value.range))}"
        if unit == TODO_UNIT:
            line += "  # TODO unit"
        self.analytes.append(f"  - {line}")
        return ident

    def _finding(self, analyte: str, value: LabValue, table: str) -> None:
        day = self.first_day if value.day is None else value.day
        if value.after_operation:
            day += self.operation or 0
        day = day if self.last_day is None else min(day, self.last_day)
        said = value.reading
        result = shortened(said.result) if said.result else None
        name = f"d{day}" if day >= 0 else f"m{-day}"
        line = flow({
            "id": self._unique(f"{name}-{analyte}"), "kind": "value", "day": day,
            "when": None if value.sure else value.dated or "not dated",
            "analyte": analyte, "value": number_or_text(said.value) if said.value else None,
            "result": result, "cite": f"{self.source} {table}",
        })  # fmt: skip
        doubts = [said.doubt] if said.doubt else []
        if result and result.endswith("…"):
            doubts.append("a longer result")
        mark = f"  # TODO {'; '.join(doubts)}" if doubts else ""
        lines = self.findings.setdefault(day, [])
        asked = (table, value.dated, day)
        if not value.sure and asked not in self.asked:
            self.asked.add(asked)
            said_there = (
                f"puts it '{self.guard.own(value.dated)}'" if value.dated else "has no date"
            )
            lines += note(f"TODO is it day {day}? {table} {said_there}.", 2)
        lines.append(f"  - {line}{mark}")

    def _unique(self, name: str) -> str:
        name = name[:56].rstrip("-")
        found, count = name, 1
        while found in self.used:
            count += 1
            found = f"{name}-{count}"
        self.used.add(found)
        return found


def lab_lines(
    article: Article,
    places: Sequence[Place],
    source: str,
    days: tuple[int, int | None],
    guard: Guard,
) -> LabLines:
    """The article's laboratory tables, ready to be written.

    ``days`` are the first day and, if the author gave it, the last: nothing is later than that.
    """
    writer = _Writer(source, days[0], guard, last_day=days[1], operation=operation_day(places))
    tables: set[str] = set()
    located = [p.locator for p in places if p.kind == "table"]
    read = [lab_values(table) for table in article.tables]
    for value in (v for values in read for v in values):
        if value.reading.value:
            writer.numbers.add(guard.own(shortened(value.name)).casefold())
    for table, locator, values in zip(article.tables, located, read, strict=True):
        long = expansions(table.notes)
        for value in values:
            if slug(value.name):
                tables.add(locator)
                writer.add(value, locator, long)
    head = note("TODO check each unit, and the orders, which are guesses from the names.", 2)
    return LabLines([*head, *writer.analytes] if writer.analytes else [], writer.findings,
                    frozenset(tables))  # fmt: skip


_LIMIT = r"([0-9]+(?:\.[0-9]+)?)"


def _reference(printed: str, cite: str) -> str:
    """A range with plain limits as YAML; empty for any other, such as one for each sex."""
    text = re.sub(r"[\s()\[\]]", "", tidy(printed))
    text = re.sub(r"(?<=[0-9])[A-Za-z%µ/^*]+[A-Za-z0-9%µ/^*]*\Z", "", text)
    if match := re.fullmatch(rf"{_LIMIT}(?:-|to|~){_LIMIT}", text):
        low, high = match[1], match[2]
        if float(low) > float(high):
            return ""
        return flow({"low": number_or_text(low), "high": number_or_text(high), "cite": cite})
    if match := re.fullmatch(rf"(<=?|>=?|upto){_LIMIT}", text):
        side = "low" if match[1].startswith(">") else "high"
        return flow({side: number_or_text(match[2]), "cite": cite})
    return ""
