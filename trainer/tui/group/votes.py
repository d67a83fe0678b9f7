"""How the room voted: the page of a closed vote, and all votes of a session for its debrief."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from trainer.case.model import AnyQuestion
from trainer.group.state import GroupState, Round
from trainer.group.summary import question_row
from trainer.presentation.blocks import Block
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import GroupSummary, QuestionRow
from trainer.questions import Answer
from trainer.tui.group.figures import BarRow, bars
from trainer.tui.widgets.question_page import bar_colour, cell_mark, lines

_BINS = 6
_MOST_CHANGES = 6


def result_page(
    state: GroupState, question: AnyQuestion, width: int, height: int, dark: bool = True
) -> Group:
    """The last round, beside the first one if there are several; nothing of the key."""
    row = question_row(state, question)
    heads = [words.head(r) for r in words.first_and_last(row.rounds)]
    below = _below(question, row)
    above = [Text(question.prompt, style="bold"), *(map(Text, heads) if len(heads) == 1 else ())]
    used = sum(lines(text.plain, width) for text in (*above, *below)) + 1
    if question.choices:
        rows = option_rows(row, dark)
    else:
        votes = state.counting(question.id)
        rows = number_rows(question, words.first_and_last(votes), dark)
    return Group(*above, Text(), bars(rows, heads, width, height - used), *below)


def _below(question: AnyQuestion, row: QuestionRow) -> list[Text]:
    rounds = words.first_and_last(row.rounds)
    text = ""
    if not question.choices:
        medians = [question.in_words(Answer(value=r.median)) for r in rounds]
        text = "Median: " + "  then  ".join("; ".join(parts) or "none" for parts in medians)
    elif len(rounds) > 1:
        text = words.changes(row, _MOST_CHANGES) if row.changes else words.shift(row)
    texts = (words.confidence(rounds), *words.by_team(row))
    below = [line for line in (Text(text, style="bold"), *map(Text, texts)) if line.plain]
    return [Text(), *below] if below else []


def option_rows(row: QuestionRow, dark: bool) -> list[BarRow]:
    """A bar for each option."""
    rows = []
    for place, option in enumerate(row.options):
        votes = tuple(
            (r.counts[option.id], r.shares.get(option.id, 0.0))
            for r in words.first_and_last(row.rounds)
        )
        note = "   reported" if option.keyed else ""
        rows.append(BarRow(cell_mark(place), option.text, votes, bar_colour(place, dark), note))
    return rows


def number_rows(question: AnyQuestion, rounds: Sequence[Round], dark: bool) -> list[BarRow]:
    """A bar for each part of the range in which numbers were given."""
    low, highest, unit = (question.shape()[name] for name in ("low", "high", "unit"))
    step = _step((highest - low) / _BINS)
    numbers = [question.numbers(votes.cast) for votes in rounds]
    rows = []
    while low < highest:
        high = low + step
        last = high >= highest
        counts = [sum(low <= v and (last or v < high) for v in values) for values in numbers]
        shares = [n / len(v) if v else 0.0 for n, v in zip(counts, numbers, strict=True)]
        text = f"{low:g} to {'' if last else 'under '}{min(high, highest):g} {unit}"
        votes = tuple(zip(counts, shares, strict=True))
        rows.append(BarRow(Text(""), text, votes, bar_colour(0, dark)))
        low = high
    return rows


def _step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... that is not below ``least``."""
    tens = 10.0 ** math.floor(math.log10(least))
    return next(tens * n for n in (1, 2, 5, 10) if tens * n >= least * 0.999)


def session_votes(summary: GroupSummary, width: int, dark: bool = True) -> Group:
    """For each question: first and last vote, how far the room moved, what was reported."""
    parts: list[RenderableType] = [Text(words.CAUTION, style="dim")]
    for row in summary.decisions:
        parts += [Text(), *_lines([words.heading(row), *words.answers(row)])]
        if row.rounds and row.options:
            heads = [words.head(r) for r in words.first_and_last(row.rounds)]
            parts += [Text(), bars(option_rows(row, dark), heads, width, 0), Text()]
        parts += _lines(words.figures(row))
    if not summary.decisions:
        parts += [Text(), Text("No question was answered.")]
    return Group(*parts)


def _lines(blocks: Iterable[Block]) -> list[Text]:
    return [
        Text(block.text, style="bold underline")
        if block.kind == "heading"
        else Text.assemble((block.lead, "bold"), block.text, (f"  {block.cite}".rstrip(), "dim"))
        for block in blocks
    ]
