"""How the chances of diagnoses changed: a small chart over the days, and what changed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.questions.diagnoses import name_of
from trainer.questions.differential import REST
from trainer.scoring.differential import DayOfChances, days_of_chances

WIDTH, CELL, WIDEST, DAYS = 76, 10, 18, 5
"""Columns of a row; of a day, at least and at most; and the number of days side by side."""
_FIGURE = 6
"""Columns of a day beside its bar: a space, three digits, and a gap."""
_CORNER = "  chances in %"
ONE_CASE = "How good your chances are can only be judged over many cases, not from one."


def chances_so_far(case: Case, state: State, name: str) -> Iterator[Block]:
    """The chart of chances up to the differential ``name``; nothing if it is the first one."""
    days = days_of_chances(case, state)
    place = next((n for n, day in enumerate(days) if day.question == name), 0)
    if place:
        yield Block("heading", "How your chances moved")
        yield from chances_chart(days[: place + 1])


def chances_chart(days: Sequence[DayOfChances]) -> Iterator[Block]:
    """A chart with a row per diagnosis and a column per day, then what each finding changed.

    Letters link the chart to the findings below it.
    """
    if not days:
        return
    letters = iter(ascii_lowercase * len(days))
    marks = [[(next(letters), moved) for moved in day.moved_by] for day in days]
    for first in range(0, len(days), DAYS):
        columns = slice(first, first + DAYS)
        drawn = _chart(days[columns], [[m for m, _ in day] for day in marks[columns]])
        yield Block("chart", drawn, in_words="\n".join(_in_words(days[columns])))
    for day, marked in zip(days, marks, strict=True):
        for mark, moved in marked:
            text, date = f"{moved.text}: {moved.moves}", f"day {day.day}"
            yield Block("item", text, f"{mark}, {date}", in_words=date)


def _chart(days: Sequence[DayOfChances], marks: Sequence[Sequence[str]]) -> str:
    final = {d for day in days for d in day.final or ()}
    named = list(dict.fromkeys(d for day in days for d in day.chances))
    names = [f"{'*' if d in final else ' '} {name_of(d)}" for d in named]
    longest = max(len(name) for name in (*names, _CORNER)) + 1
    width = min(longest, WIDTH - CELL * len(days))
    cell = min((WIDTH - width) // len(days), WIDEST)

    def row(name: str, cells: Sequence[str]) -> str:
        cut = name if len(name) < width else f"{name[: width - 2]}…"
        return f"{cut:{width}}" + "".join(f"{each:{cell}}" for each in cells)

    rows = [row(_CORNER, [f"day {day.day}" for day in days])]
    for diagnosis, name in zip(named, names, strict=True):
        chances = (day.chances.get(diagnosis) for day in days)
        rows.append(row(name, [_cell(chance, cell - _FIGURE) for chance in chances]))
    rest = (100 - sum(day.chances.values()) for day in days)
    rows.append(row(f"  {REST}", [_cell(chance, cell - _FIGURE) for chance in rest]))
    if any(marks):
        together = "" if any(len(of_day) * 2 > cell for of_day in marks) else " "
        rows.append(row("  findings", [together.join(of_day) for of_day in marks]))
    if final & set(named):
        rows.append("* what it was")
    return "\n".join(row.rstrip() for row in rows)


def _in_words(days: Sequence[DayOfChances]) -> Iterator[str]:
    """The chart in words, a line per diagnosis: ``Asthma: day 1 40 %, day 3 5 %``."""
    for diagnosis in dict.fromkeys(d for day in days for d in day.chances):
        chances = [f"day {d.day} {c} %" for d in days if (c := d.chances.get(diagnosis))]
        yield f"{name_of(diagnosis)}: {', '.join(chances)}"
    rest = [f"day {day.day} {100 - sum(day.chances.values())} %" for day in days]
    yield f"{REST}: {', '.join(rest)}"


def _cell(chance: int | None, whole: int) -> str:
    """A chance and its bar; ``whole`` columns are 100 per cent."""
    if chance is None:
        return "-"
    halves = round(chance * whole * 2 / 100)
    bar = "█" * (halves // 2) + "▌" * (halves % 2) or ("▏" if chance else "")
    return f"{bar:{whole}} {chance:>3}"
