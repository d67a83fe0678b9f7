"""A session as Markdown."""

from __future__ import annotations

from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.debrief import AXES
from trainer.presentation.blocks.round import DecisionRow, GroupSummary
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.layouts.markdown import escaped
from trainer.presentation.words import DISCLAIMER, cites, score_text
from trainer.scoring.stored import axis_title


def markdown(told: GroupSummary) -> str:
    """The report of a session."""
    parts = [f"# Group session: {escaped(told.title)}"]
    parts += [escaped(line) for line in (*words.head(told), words.CAUTION)]
    parts.append("## The group's answers beside the report")
    parts.append("\n".join(
        f"- **{axis_title(name)}** ({AXES[name]}): {score_text(value)}"
        for name, value in told.scores.items()
    ))  # fmt: skip
    for row in told.decisions:
        parts += _decision(row)
    return "\n\n".join([*parts, f"*{DISCLAIMER}*"]) + "\n"


def _decision(row: DecisionRow) -> list[str]:
    minutes = "" if row.minutes is None else f", {row.minutes:.0f} min"
    parts = [f"## Day {row.day}: {escaped(row.title)}{minutes}", escaped(row.prompt)]
    if row.options:
        parts.append(_table(row))
    for here in row.rounds:
        said = [f"Vote {here.number}: {here.voters} voted", words.sure(here)]
        if here.median is not None:
            said.append(f"middle {here.median:g}")
        parts.append("; ".join(filter(None, said)) + ".")
    parts += [escaped(line) for line in words.movement(row)]
    if row.changes:
        parts.append("Changes: " + escaped("; ".join(words.changed(row))) + ".")
    parts.append(f"**The group:** {escaped(words.locked(row))}")
    if row.told:
        parts.append(f"**The report:** {escaped(row.answer)} ({escaped(cites(row.cite))})")
        if agreed := words.agreement(row):
            parts.append(agreed)
    return parts


def _table(row: DecisionRow) -> str:
    votes = [f"vote {r.number}" for r in row.rounds]
    head = ["", "option", *votes, *(["reported", "sound that day"] if row.told else [])]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    for o in row.options:
        cells = [o.letter, escaped(o.text)]
        cells += [f"{r.counts[o.id]} ({words.percent(r.shares.get(o.id))})" for r in row.rounds]
        if row.told:
            cells += [REPORTED[o.reported or "silent"], o.judgement or ""]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
