"""How the room voted, once a round is closed; with a second one, both and who changed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.counting import some
from trainer.group import tally
from trainer.group.state import Round
from trainer.group.summary import SMALLEST_TOLD
from trainer.presentation.blocks.round import percent
from trainer.questions import Answer, Question
from trainer.tui.group.bars import Row, bars
from trainer.tui.widgets.marks import bar_colour, cell_mark, letters
from trainer.tui.widgets.question_page import lines

_BINS = 6
_MOST_CHANGES = 6


def result_page(
    case: Case, asked: Decision, rounds: Sequence[Round], width: int, height: int, dark: bool = True
) -> Group:
    """The last round, beside the first where there are more; nothing of the key."""
    numbers = [1, len(rounds)] if len(rounds) > 1 else [1]
    shown = [rounds[n - 1] for n in numbers]
    heads = [f"Round {n}: {some(rounds[n - 1].counted, 'vote')}" for n in numbers]
    below = _below(case, asked, shown)
    used = lines(asked.prompt, width) + 1 + sum(lines(text.plain, width) for text in below)
    used += 1 if len(shown) == 1 else 0
    rows = (option_rows if asked.choices else numbers_rows)(asked, shown, dark)
    head: list[RenderableType] = [Text(asked.prompt, style="bold")]
    if len(shown) == 1:
        head.append(Text(heads[0]))
    return Group(*head, Text(), bars(rows, heads, width, height - used), *below)


def option_rows(asked: Question, shown: Sequence[Round], dark: bool) -> list[Row]:
    """A bar an option."""
    rows = []
    counts = [tally.counts(asked, votes) for votes in shown]
    shares = [tally.shares(asked, votes) for votes in shown]
    for index, option in enumerate(asked.choices):
        votes = tuple(
            (c[option.id], s.get(option.id, 0.0)) for c, s in zip(counts, shares, strict=True)
        )
        rows.append(Row(cell_mark(index), option.wording, votes, bar_colour(index, dark)))
    return rows


def numbers_rows(asked: Question, shown: Sequence[Round], dark: bool) -> list[Row]:
    """A bar for each part of the range in which numbers were given."""
    low, highest, unit = (asked.shape()[name] for name in ("low", "high", "unit"))
    step = _step((highest - low) / _BINS)
    given = [asked.numbers(votes.cast) for votes in shown]
    rows = []
    while low < highest:
        high = low + step
        last = high >= highest
        found = [sum(low <= v and (last or v < high) for v in values) for values in given]
        shares = [n / len(v) if v else 0.0 for n, v in zip(found, given, strict=True)]
        text = f"{low:g} to {'' if last else 'under '}{min(high, highest):g} {unit}"
        rows.append(
            Row(Text(""), text, tuple(zip(found, shares, strict=True)), bar_colour(0, dark))
        )
        low = high
    return rows


def _step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... that is not below ``least``."""
    tens = 10.0 ** math.floor(math.log10(least))
    return next(tens * n for n in (1, 2, 5, 10) if tens * n >= least * 0.999)


def _below(case: Case, asked: Decision, shown: Sequence[Round]) -> list[Text]:
    below = []
    if not asked.choices:
        middles = [Answer(value=asked.median(votes.cast)) for votes in shown]
        told = ["; ".join(asked.in_words(middle)) or "none" for middle in middles]
        below.append(Text("Median: " + "  then  ".join(told), style="bold"))
    elif len(shown) > 1:
        below.append(Text(_changes(case, asked, shown[0], shown[1]), style="bold"))
    sure = [tally.confidence(votes) for votes in shown]
    means = [f"{c.mean:.0f} % ({c.given} said)" for c in sure if c.mean is not None]
    if means:
        below.append(Text("Confidence: " + "  then  ".join(means)))
    return [Text(), *below] if below else []


def _changes(case: Case, asked: Decision, first: Round, second: Round) -> str:
    found = tally.changes(asked, first, second)
    if sum(found.values()) < SMALLEST_TOLD:  # fewer could be known by name; hands have no memory
        share = tally.shift(asked, first, second)
        return "" if share is None else f"The distribution moved by {percent(share)}."
    several = asked.most > 1
    moved: Counter[tuple[str, str]] = Counter()
    for (a, b), n in found.items():
        # The same options ticked in another order are the same answer.
        moved[_sorted(case, asked, a), _sorted(case, asked, b)] += n
    changed = {pair: n for pair, n in moved.items() if pair[0] != pair[1]}
    text = f"{sum(changed.values())} of {sum(moved.values())} devices changed"
    # Of several picks nearly everyone's are their own: only what some have in common is told.
    common = [(n, f"{a}→{b}") for (a, b), n in changed.items() if n > 1 or not several]
    named = [f"{name}:{n}" for n, name in sorted(common, key=lambda c: (-c[0], c[1]))]
    named, rest = named[:_MOST_CHANGES], len(named) > _MOST_CHANGES
    return text + (".  " + "  ".join(named) + ("  ..." if rest else "") if named else ".")


def _sorted(case: Case, asked: Decision, picks: str) -> str:
    chosen = picks.split("+")
    return letters(case, asked.id, [o for o in case.options[asked.id] if o in chosen])
