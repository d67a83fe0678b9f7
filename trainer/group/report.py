"""The report of a session as Markdown, HTML, CSV and JSON; nothing in it names a person."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from trainer.files.spreadsheet import safe_cell
from trainer.group.small import exported
from trainer.presentation.blocks import Block
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import GroupSummary, QuestionRow, RoundRow
from trainer.presentation.html import page
from trainer.presentation.layouts.markdown import escaped
from trainer.presentation.words import DISCLAIMER

HEAD = (
    "scenario", "version", "day", "decision", "title", "round", "team", "option", "letter", "text",
    "votes", "voters", "share", "reported", "judgement", "locked",
)  # fmt: skip


def markdown(summary: GroupSummary) -> str:
    """The report of a session as Markdown."""
    summary = exported(summary)
    parts = [f"# Group session: {escaped(summary.title)}"]
    parts += map(_block, words.intro(summary))
    heading, *scores = map(_block, words.scores(summary))
    parts += [heading, "\n".join(scores)]
    for row in summary.decisions:
        parts += [_block(words.heading(row)), escaped(row.prompt)]
        if row.options:
            parts.append(_table(row))
        parts += map(_block, [*words.figures(row), *words.answers(row), *words.reasons(row)])
    return "\n\n".join([*parts, f"*{DISCLAIMER}*"]) + "\n"


def _block(block: Block) -> str:
    label = f"**{escaped(block.label)}:** " if block.label else ""
    cite = f" ({escaped(block.cite)})" if block.cite else ""
    lead = {"heading": "## ", "item": "- "}.get(block.kind, "")
    return f"{lead}{label}{escaped(block.text)}{cite}"


def _table(row: QuestionRow) -> str:
    head, *rows = words.table(row)
    cells = [head, ["---"] * len(head), *([escaped(c) for c in cells] for cells in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def html(summary: GroupSummary) -> str:
    """The report as one self-contained HTML file."""
    return page("session.html", summary=exported(summary), words=words)


def as_json(summary: GroupSummary) -> str:
    """The whole summary as JSON; changes of answer are a list of from, to and count."""
    summary = exported(summary)
    values: dict[str, Any] = asdict(summary)
    for row, plain in zip(summary.decisions, values["decisions"], strict=True):
        plain["changes"] = [{"from": a, "to": b, "count": n} for (a, b), n in row.changes.items()]
        plain["cite"] = [str(c) for c in row.cite]
        plain["told"] = plain.pop("revealed")
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def table(summary: GroupSummary) -> str:
    """The votes as CSV: a line for each option in each round, or the median if it is a number.

    A team's lines follow those of the whole room. Options with fewer than five votes share a line.
    """
    summary = exported(summary)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in summary.decisions:
        for votes in row.rounds:
            left = (summary.scenario, summary.version, row.day, row.id, row.title, votes.number)
            for right in _lines(row, votes):
                writer.writerow(map(safe_cell, (*left, *right)))
    return out.getvalue()


def _lines(row: QuestionRow, votes: RoundRow) -> Iterator[tuple[object, ...]]:
    """The cells of each line from ``team`` on, in the order of ``HEAD``."""
    voters = votes.voters
    if votes.median is not None:
        locked = "; ".join(row.locked)
        yield "", "median", "", f"{votes.median:g}", voters, voters, "", "", "", locked
    for team, counts in (("", votes.counts), *votes.teams.items()):
        for o in row.options:
            if o.id not in counts:
                continue
            share = ("", "") if team else (voters, f"{votes.shares.get(o.id, 0):.4f}")
            judged = o.reported or "", o.judgement or ""
            locked = "yes" if o.text in row.locked else "no"
            yield team, o.id, o.letter, o.text, counts[o.id], *share, *judged, locked
        if joint := votes.together.get(team):
            letters = "+".join(o.letter for o in row.options if o.id in joint.options)
            share = ("", "") if team else (voters, f"{joint.votes / voters:.4f}")
            text = "under five votes, together"
            yield team, "+".join(joint.options), letters, text, joint.votes, *share, "", "", ""


FORMS: Mapping[str, Callable[[GroupSummary], str]] = {
    "text": markdown, "markdown": markdown, "html": html, "csv": table, "json": as_json,
}  # fmt: skip
