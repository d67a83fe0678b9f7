"""The votes of a whole session, for its debrief."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from trainer.counting import some
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import DecisionRow, GroupSummary
from trainer.presentation.words import cites
from trainer.tui.group.bars import Row, bars
from trainer.tui.widgets.marks import bar_colour, cell_mark


def votes_shown(told: GroupSummary, width: int, dark: bool = True) -> Group:
    """Each decision: first and last vote, how far the room moved, what was reported."""
    parts: list[RenderableType] = [Text(words.CAUTION, style="dim")]
    for row in told.decisions:
        parts += [Text(), *_decision(row, width, dark)]
    if not told.decisions:
        parts += [Text(), Text("No question was answered.")]
    return Group(*parts)


def _decision(row: DecisionRow, width: int, dark: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(f"Day {row.day}: {row.title}", style="bold underline")]
    parts.append(Text.assemble(("The group: ", "bold"), words.locked(row)))
    if row.told:
        cite = cites(row.cite)
        parts.append(Text.assemble(("The report: ", "bold"), row.answer, (f"  {cite}", "dim")))
    if row.rounds:
        parts += [Text(), _bars(row, width, dark), Text()]
    parts += [Text(line) for line in _figures(row)]
    return parts


def _bars(row: DecisionRow, width: int, dark: bool) -> RenderableType:
    shown = [row.rounds[0], row.rounds[-1]] if len(row.rounds) > 1 else list(row.rounds)
    if not row.options:
        middles = [
            f"Round {r.number}: {some(r.voters, 'vote')}, median "
            + ("none" if r.median is None else f"{r.median:g}")
            for r in shown
        ]
        return Text("\n".join(middles))
    rows = []
    for index, option in enumerate(row.options):
        votes = tuple((r.counts.get(option.id, 0), r.shares.get(option.id, 0.0)) for r in shown)
        note = "   reported" if option.reported in ("yes", "part") else ""
        rows.append(Row(cell_mark(index), option.text, votes, bar_colour(index, dark), note))
    heads = [f"Round {r.number}: {some(r.voters, 'vote')}" for r in shown]
    return bars(rows, heads, width, 0)


def _figures(row: DecisionRow) -> list[str]:
    lines = [words.agreement(row)] if row.rounds else ["There was no vote."]
    # A gain says more than a shift where one answer is right; elsewhere there is none.
    moved = words.movement(row)
    lines += moved[-1:]
    sure = [f"round {r.number} {said}" for r in row.rounds if (said := words.sure(r))]
    if sure:
        lines.append("Confidence: " + "; ".join(sure) + ".")
    if changed := words.changed(row):
        lines.append("Changes: " + ", ".join(changed) + ".")
    return [line for line in lines if line]
