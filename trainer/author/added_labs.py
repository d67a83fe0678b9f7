"""Add results from a table to an existing case: lines are added, nothing else changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.author.draft.article.article import Grid
from trainer.author.draft.facts.labs import LabValue, lab_values
from trainer.author.draft.writing.guard import CopyGuard
from trainer.author.draft.writing.lab_lines import LabLines
from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import Edit, edited, render
from trainer.case.reading.yaml12 import Span, parse
from trainer.case.units.printed import ucum_of
from trainer.errors import Failure


@dataclass(slots=True)
class Added:
    """The case's text with the results added.

    ``count`` is how many were added, ``known`` how many the case already had; ``left_out`` has a
    line for people on each result that was left out.
    """

    text: str
    count: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)


def with_labs(text: str, path: Path, grid: Grid, cite: str = "") -> Added:
    """Add the results of ``grid`` to the case in ``text``.

    They are cited as ``cite``; without it, as the first table that the first source lists, or its
    first place. Raises ``Failure`` if the case has errors, or would have them afterwards.
    """
    loaded = load_text(text, path)
    if loaded.scenario is None:
        raise Failure(f"{path} has errors. Mend them first: trainer check {path}")
    scenario, added = loaded.scenario, Added(text)
    source, place = (cite or _citation(scenario)).split(" ", 1)
    lines = _lines_for(scenario, source)
    values = lab_values(grid, own=True)
    lines.numbers |= {value.name.casefold() for value in values if value.reading.value}
    for value in values:
        if reason := _left_out(value, scenario, lines):
            added.left_out.append(reason)
        elif (known := _known(value, scenario, lines)) is not None:
            if known == (value.reading.value or value.reading.result):
                added.known += 1
            else:
                added.left_out.append(f"{value.name}: the case has {known} on that day.")
        else:
            lines.add(value, place, {})
            added.count += 1
    added.text = edited(text, _edits(text, lines))
    problems = [d for d in load_text(added.text, path).diagnostics if d.severity == "error"]
    if problems:
        raise Failure("Nothing was added: the case would have errors.\n" + render(problems[0]))
    return added


def _citation(scenario: Scenario) -> str:
    source = scenario.sources[0]
    places = list(source.locators)
    table = next((name for name in places if name.startswith("T")), places[0] if places else "P1")
    return f"{source.id} {table}"


def _lines_for(scenario: Scenario, source: str) -> LabLines:
    clock = scenario.clock
    lines = LabLines(source, CopyGuard(frozenset()), clock.first_day, None, None)
    for analyte in scenario.analytes:
        for name in filter(None, (analyte.name, analyte.short)):
            lines.know(name, analyte.unit or "", analyte.id)
    for part in (*scenario.findings, *scenario.course, *scenario.source_notes):
        lines.know_id(part.id)
    return lines


def _left_out(value: LabValue, scenario: Scenario, lines: LabLines) -> str:
    if value.column.day is None:
        return f"{value.name}: the column does not say which day."
    if value.column.day > scenario.clock.last_day:
        return f"{value.name}: day {value.column.day} comes after the last day of the case."
    unit = ucum_of(value.reading.unit or value.unit)
    units = lines.units_of(value.name)
    if unit and units and unit not in units:
        return f"{value.name}: the case has it in {' or '.join(units)}, the table in {unit}."
    return ""


def _known(value: LabValue, scenario: Scenario, lines: LabLines) -> str | None:
    """The result that the case already has for that test on that day, if any."""
    analyte = lines.id_of(value.name)
    for finding in scenario.findings:
        same_day = finding.day == value.column.day
        if finding.kind == "value" and finding.analyte == analyte and same_day:
            return str(finding.result if finding.value is None else finding.value)
    return None


def _edits(text: str, lines: LabLines) -> list[Edit]:
    data, span = parse(text)
    children: Any = span.children
    edits = []
    if lines.analytes:
        if "analytes" in children:
            edits.append(_after(children["analytes"], -1, lines.analytes))
        else:
            start = children["findings"]
            line = span.keys["findings"][0] if span.keys else start.line
            edits.append(Edit((line, 0), (line, 0), "\n".join(["analytes:", *lines.analytes, ""])))
    days = [finding["day"] for finding in data["findings"]]
    new_by_place: defaultdict[int, list[str]] = defaultdict(list)
    for day, new in sorted(lines.findings.items()):
        earlier = [i for i, other in enumerate(days) if other <= day]
        new_by_place[earlier[-1] if earlier else 0] += new
    edits += [_after(children["findings"], place, new) for place, new in new_by_place.items()]
    return edits


def _after(listed: Span, place: int, new: list[str]) -> Edit:
    """An edit that adds lines after the item at ``place``; each item must have its own lines."""
    items = listed.children if isinstance(listed.children, list) else []
    if not items or (len(items) > 1 and items[0].line == items[1].line):
        raise Failure("A list in the case stands on one line: give each item its own line first.")
    line, column = max(_ends(items[place]))
    line += bool(column)
    return Edit((line, 0), (line, 0), "\n".join([*new, ""]))


def _ends(span: Span) -> Iterator[tuple[int, int]]:
    if span.end is not None:
        yield span.end
    for _, inner in span.inner():
        yield from _ends(inner)
