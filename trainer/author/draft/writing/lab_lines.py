"""Write laboratory tables as lines of analytes and findings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainer.author.draft.article.article import Article
from trainer.author.draft.article.text import shortened, slug, superscripts, tidy
from trainer.author.draft.facts.labs import LabValue, expansions, lab_values
from trainer.author.draft.facts.naming import order_called
from trainer.author.draft.facts.places import Place
from trainer.author.draft.facts.timeline import admission_date, operation_day
from trainer.author.draft.writing.guard import CopyGuard
from trainer.author.draft.writing.yaml_out import day_id, flow, note, number_or_text, scalar
from trainer.case.units.printed import ucum_of

TODO_UNIT = "{TODO}"


@dataclass(slots=True)
class LabLines:
    """Lines of analytes and, by day, of findings; ``tables`` has the locators of the tables used.

    A result after ``last_day``, if there is one, is put on that day.
    """

    source: str
    guard: CopyGuard
    first_day: int
    last_day: int | None
    operation: int | None
    analytes: list[str] = field(default_factory=list)
    findings: dict[int, list[str]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    """Tests with a number in some result: they need a unit even if other results are in words."""
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _doubted: set[tuple[str, str, int]] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        """The names of the tests in the tables, in lower case."""
        return {name for name, _ in self._ids}

    def know(self, name: str, unit: str, ident: str) -> None:
        """Use the existing analyte ``ident`` for results of this name and unit."""
        self._ids.setdefault((name.casefold(), unit), ident)
        self._used.add(ident)

    def know_id(self, ident: str) -> None:
        """Mark an id as taken."""
        self._used.add(ident)

    def units_of(self, name: str) -> list[str]:
        """The units, in UCUM, of the analytes with this name."""
        return [unit for known, unit in self._ids if known == name.casefold()]

    def id_of(self, name: str) -> str | None:
        """The id of the first analyte with this name, if there is one."""
        return next((i for (known, _), i in self._ids.items() if known == name.casefold()), None)

    def add(self, value: LabValue, table: str, long: Mapping[str, str]) -> None:
        """Add one result; ``long`` maps the table's abbreviations to what they stand for."""
        self.tables.add(table)
        name = self.guard.own(shortened(value.name))
        printed = value.reading.unit or value.unit
        key = (name.casefold(), ucum_of(printed) or printed)
        if not printed:
            # A result without a unit belongs to the test of that name, whatever its unit.
            key = next((k for k in self._ids if k[0] == key[0]), key)
        if key not in self._ids:
            self._ids[key] = self._analyte(name, printed, value, table, long)
        self._finding(self._ids[key], value, table)

    def _analyte(
        self, name: str, printed: str, value: LabValue, table: str, long: Mapping[str, str]
    ) -> str:
        full = self.guard.own(long.get(name, ""))
        ident = self._unique(slug(name) or "analyte")
        unit = ucum_of(printed)
        if unit is None and (printed or name.casefold() in self.numbers):
            unit = TODO_UNIT
        order = order_called(name, full) if full else order_called(name)
        printed_unit = superscripts(re.sub(r"\s+", "", tidy(printed)))
        line = flow({
            "id": ident, "name": full[:1].upper() + full[1:] if full else name,
            "short": name if full else None, "unit": unit,
            "printed": printed_unit if printed_unit and printed_unit != unit else None,
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
        dated, reading = value.column.dated, value.reading
        day = self.first_day if value.column.day is None else value.column.day
        if value.column.after_operation:
            day += self.operation or 0
        day = day if self.last_day is None else min(day, self.last_day)
        result = shortened(reading.result) if reading.result else None
        line = flow({
            "id": self._unique(f"{day_id(day)}-{analyte}"), "kind": "value", "day": day,
            "when": None if value.column.sure else dated or "not dated",
            "analyte": analyte, "value": number_or_text(reading.value) if reading.value else None,
            "result": result, "cite": f"{self.source} {table}",
        })  # fmt: skip
        doubts = [reading.doubt] if reading.doubt else []
        if result and result.endswith("…"):
            doubts.append("a longer result")
        lines = self.findings.setdefault(day, [])
        if not value.column.sure and (table, dated, day) not in self._doubted:
            self._doubted.add((table, dated, day))
            words = f"puts it '{self.guard.own(dated)}'" if dated else "has no date"
            lines += note(f"TODO is it day {day}? {table} {words}.", 2)
        mark = f"  # TODO {'; '.join(doubts)}" if doubts else ""
        lines.append(f"  - {line}{mark}")

    def _unique(self, name: str) -> str:
        name = name[:56].rstrip("-")
        unique, count = name, 1
        while unique in self._used:
            count += 1
            unique = f"{name}-{count}"
        self._used.add(unique)
        return unique


def lab_lines(
    article: Article,
    places: Sequence[Place],
    source: str,
    answers: Mapping[str, Any],
    guard: CopyGuard,
) -> LabLines:
    """The lines of the article's laboratory tables."""
    first = answers.get("first_day")
    lines = LabLines(source, guard, 1 if first is None else first, answers.get("last_day"),
                     operation_day(places))  # fmt: skip
    located = [p.locator for p in places if p.kind == "table"]
    admitted = admission_date(places)
    tables = [
        (lab_values(t, own=t.own, admitted=admitted), expansions(t.notes)) for t in article.tables
    ]
    for values, _ in tables:
        numbered = [value.name for value in values if value.reading.value]
        lines.numbers |= {guard.own(shortened(name)).casefold() for name in numbered}
    for locator, (values, long) in zip(located, tables, strict=True):
        for value in values:
            if slug(value.name):
                lines.add(value, locator, long)
    return lines


_LIMIT = r"([0-9]+(?:\.[0-9]+)?)"


def _reference(printed: str, cite: str) -> str:
    """A range with plain limits as YAML; empty for any other, such as one for each sex."""
    text = re.sub(r"[\s()\[\]]", "", tidy(printed))
    text = re.sub(r"(?<=[0-9])[A-Za-z%µ/^*]+[A-Za-z0-9%µ/^*]*\Z", "", text)
    match = re.fullmatch(rf"{_LIMIT}(?:-|to|~){_LIMIT}", text)
    if match and float(match[1]) <= float(match[2]):
        low, high = map(number_or_text, match.groups())
        return flow({"low": low, "high": high, "cite": cite})
    if match := re.fullmatch(rf"(<=?|>=?|upto){_LIMIT}", text):
        side = "low" if match[1].startswith(">") else "high"
        return flow({side: number_or_text(match[2]), "cite": cite})
    return ""
