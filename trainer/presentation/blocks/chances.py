"""How the chances of diagnoses moved: a small chart over the days, with what moved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from trainer.presentation.blocks import Block
from trainer.questions.diagnoses import name_of
from trainer.questions.differential import REST
from trainer.scoring.differential import DayOfChances

NAME, BAR, DAYS = 26, 4, 5
"""Cells of a name and of the bar of a hundred per cent, and days beside each other."""
ONE_CASE = "One case says nothing of how good these chances were; over many cases it shows."


def chances_chart(days: Sequence[DayOfChances]) -> Iterator[Block]:
    """A row a diagnosis, a column a day; each finding has a letter, and is told below."""
    if not days:
        return
    letters = iter(ascii_lowercase * len(days))
    marks = [[(next(letters), moved) for moved in day.moved_by] for day in days]
    for first in range(0, len(days), DAYS):
        shown = slice(first, first + DAYS)
        drawn = _chart(days[shown], [[m for m, _ in day] for day in marks[shown]])
        yield Block("chart", drawn, heard="\n".join(_heard(days[shown])))
    for day, marked in zip(days, marks, strict=True):
        for mark, moved in marked:
            text = f"{moved.text}: {moved.moves}"
            heard = f"Day {day.day}: {text}"  # there is no chart that the letter is from
            yield Block("item", text, f"{mark}, day {day.day}", heard=heard)


def _chart(days: Sequence[DayOfChances], marks: Sequence[Sequence[str]]) -> str:
    final = {d for day in days for d in day.final or ()}
    named = list(dict.fromkeys(d for day in days for d in day.chances))
    rows = [_row("", [f"day {day.day}" for day in days])]
    for diagnosis in named:
        cells = [_cell(day.chances.get(diagnosis)) for day in days]
        rows.append(_row(f"{'*' if diagnosis in final else ' '} {name_of(diagnosis)}", cells))
    rest = [_cell(100 - sum(day.chances.values())) for day in days]
    rows.append(_row(f"  {REST}", rest))
    if any(marks):
        rows.append(_row("  findings", [" ".join(of_day) for of_day in marks]))
    if final & set(named):
        rows.append("* what it was")
    return "\n".join(row.rstrip() for row in rows)


def _heard(days: Sequence[DayOfChances]) -> Iterator[str]:
    """``Asthma: day 1 40 %, day 3 5 %``, a line a diagnosis."""
    for diagnosis in dict.fromkeys(d for day in days for d in day.chances):
        chances = [f"day {d.day} {c} %" for d in days if (c := d.chances.get(diagnosis))]
        yield f"{name_of(diagnosis)}: {', '.join(chances)}"
    rest = [f"day {day.day} {100 - sum(day.chances.values())} %" for day in days]
    yield f"{REST}: {', '.join(rest)}"


def _row(name: str, cells: Sequence[str]) -> str:
    cut = name if len(name) <= NAME else name[: NAME - 1] + "…"
    return f"{cut:{NAME}} " + " ".join(f"{cell:{BAR + 5}}" for cell in cells)


def _cell(chance: int | None) -> str:
    if chance is None:
        return "-"
    halves = round(chance * BAR * 2 / 100)
    bar = "█" * (halves // 2) + "▌" * (halves % 2)
    return f"{bar:{BAR}} {chance:>3}"
