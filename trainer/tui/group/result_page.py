"""How the room voted, once a round is closed; with a second one, both and who changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from trainer.case.compiled import Case
from trainer.case.model import Decision, EstimateDecision
from trainer.group import tally
from trainer.group.state import Round
from trainer.group.summary import SMALLEST_TOLD
from trainer.report.marks import COLOURS
from trainer.tui.group.bars import Row, bars, percent
from trainer.tui.group.marks import letters, mark
from trainer.tui.group.question_page import lines

_BINS = 6
_MOST_CHANGES = 6


def result_page(
    case: Case, asked: Decision, rounds: Sequence[Round], width: int, height: int, dark: bool = True
) -> Group:
    """The last round, beside the first where there are more; nothing of the key."""
    numbers = [1, len(rounds)] if len(rounds) > 1 else [1]
    shown = [rounds[n - 1] for n in numbers]
    heads = [f"Round {n}: {votes_text(rounds[n - 1].counted)}" for n in numbers]
    below = _below(case, asked, shown)
    used = lines(asked.prompt, width) + 1 + sum(lines(text.plain, width) for text in below)
    used += 1 if len(shown) == 1 else 0
    rows = numbers_rows(asked, shown) if isinstance(asked, EstimateDecision) else (
        option_rows(asked, shown, dark)
    )  # fmt: skip
    head: list[RenderableType] = [Text(asked.prompt, style="bold")]
    if len(shown) == 1:
        head.append(Text(heads[0]))
    return Group(*head, Text(), bars(rows, heads, width, height - used - 1), *below)


def votes_text(count: int) -> str:
    """``1 vote``, ``12 votes``."""
    return f"{count} vote" if count == 1 else f"{count} votes"


def option_rows(asked: Decision, shown: Sequence[Round], dark: bool) -> list[Row]:
    """A bar an option."""
    rows = []
    counts = [tally.counts(asked, votes) for votes in shown]
    shares = [tally.shares(asked, votes) for votes in shown]
    for index, option in enumerate(getattr(asked, "options", ())):
        votes = tuple(
            (c[option.id], s.get(option.id, 0.0)) for c, s in zip(counts, shares, strict=True)
        )
        # Yellow on white cannot be seen: there the bar is black, the mark keeps its colour.
        rows.append(Row(mark(index), option.text, votes, COLOURS[index] if dark else ""))
    return rows


def numbers_rows(asked: EstimateDecision, shown: Sequence[Round]) -> list[Row]:
    """A bar for each sixth of the range in which numbers were given."""
    step = (asked.high - asked.low) / _BINS
    given = [tally.estimates(votes) for votes in shown]
    rows = []
    for index in range(_BINS):
        low, high = asked.low + index * step, asked.low + (index + 1) * step
        last = index == _BINS - 1
        found = [sum(low <= v < high or (last and v == high) for v in values) for values in given]
        shares = [n / len(v) if v else 0.0 for n, v in zip(found, given, strict=True)]
        text = f"{low:g} to {'' if last else 'under '}{high:g} {asked.unit}"
        rows.append(Row(Text(""), text, tuple(zip(found, shares, strict=True)), ""))
    return rows


def _below(case: Case, asked: Decision, shown: Sequence[Round]) -> list[Text]:
    below = []
    if isinstance(asked, EstimateDecision):
        middles = [tally.median(votes) for votes in shown]
        told = ["none" if m is None else f"{m:g} {asked.unit}" for m in middles]
        below.append(Text("Median: " + "  then  ".join(told), style="bold"))
    elif len(shown) > 1:
        below.append(Text(_changes(case, asked, shown[0], shown[1]), style="bold"))
    sure = [tally.confidence(votes) for votes in shown]
    means = [f"{c.mean:.0f} % ({c.given} said)" for c in sure if c.mean is not None]
    if means:
        below.append(Text("Confidence: " + "  then  ".join(means)))
    return [Text(), *below] if below else []


def _changes(case: Case, asked: Decision, first: Round, second: Round) -> str:
    found = tally.changes(first, second)
    if sum(found.values()) < SMALLEST_TOLD:  # fewer could be known by name; hands have no memory
        moved = tally.shift(asked, first, second)
        return "" if moved is None else f"The distribution moved by {percent(moved)}."
    moved_by = sorted(((n, a, b) for (a, b), n in found.items() if a != b), reverse=True)
    everyone = sum(found.values())
    changed = sum(n for n, _, _ in moved_by)
    text = f"{changed} of {everyone} devices changed"
    named = [
        f"{letters(case, asked.id, a.split('+'))} → {letters(case, asked.id, b.split('+'))}: {n}"
        for n, a, b in moved_by[:_MOST_CHANGES]
    ]
    rest = sum(n for n, _, _ in moved_by[_MOST_CHANGES:])
    if rest:
        named.append(f"other changes: {rest}")
    return text + (".  " + "   ".join(named) if named else ".")
