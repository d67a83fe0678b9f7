"""A room's first votes written into the case as a panel, for script-concordance scoring."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.reading.diagnostics import Edit, NotYaml, edited, render
from trainer.case.reading.yaml12 import Span, parse_all
from trainer.errors import NoPanel
from trainer.group import tally
from trainer.group.events import Stamped
from trainer.group.fitting import fitted


@dataclass(frozen=True, slots=True)
class PanelVotes:
    """The first, independent vote on a question; ``date`` is the UTC date of the session."""

    question: str
    date: str
    size: int
    votes: Mapping[str, int]


def panels(case: Case, events: Sequence[Stamped]) -> list[PanelVotes]:
    """A panel for each single-best question the room voted on. Raises ``NoPanel`` if there is none.

    Only the first round counts, because later rounds follow a discussion. A question with several
    picks has no modal answer, so it gets no panel.
    """
    fit = fitted(case, events)
    state = fit.state
    date = datetime.fromtimestamp(state.started, UTC).strftime("%Y-%m-%d")
    panel_votes = []
    for name in state.rounds:
        question, rounds = case.questions[name], state.counting(name)
        # If votes were left out, the first round that counts now may not have been the first one.
        if question.single_best and rounds and rounds[0].counted and name not in fit.votes:
            votes = tally.counted(question, rounds[0])
            panel_votes.append(PanelVotes(name, date, votes.voters, votes.counts))
    if not panel_votes:
        raise NoPanel("The room voted on no question with a single answer.")
    return panel_votes


def as_yaml(panel_votes: Sequence[PanelVotes], who: str, indent: str = "") -> dict[str, str]:
    """The ``panel:`` block of each question, indented for its place in the case.

    ``who`` describes the voters; if it is empty, the block gives their number.
    """
    blocks = {}
    for panel in panel_votes:
        named = who or f"A group session with {panel.size} voters"
        votes = [f"{indent}    {option}: {count}" for option, count in panel.votes.items()]
        lines = [
            f"{indent}panel:",
            f'{indent}  date: "{panel.date}"',
            # Every JSON string is also a valid YAML string.
            f"{indent}  who: {json.dumps(named, ensure_ascii=False)}",
            f"{indent}  votes:",
            *votes,
        ]
        blocks[panel.question] = "\n".join(lines) + "\n"
    return blocks


def stored(text: str, path: Path, panel_votes: Sequence[PanelVotes], who: str) -> str:
    """The case's text with each panel inserted before its decision's ``answer``.

    Raises ``NoPanel`` if the text is not YAML or lacks the question, if the question has a panel
    already or is written on one line, or if the case would not load with the panel.
    """
    try:
        parsed = parse_all(text)
    except NotYaml as error:
        raise NoPanel(f"{path} cannot be read: {error}") from None
    places = _places(parsed.data, parsed.span)
    edits = []
    for panel in panel_votes:
        if panel.question not in places:
            raise NoPanel(f"{path} has no decision '{panel.question}'.")
        span = places[panel.question]
        keys = span.keys or {}
        if "panel" in keys:
            raise NoPanel(f"'{panel.question}' has a panel already: remove it from {path} first.")
        line, column = keys.get("answer", (span.line, 0))
        if line == span.line or any(
            line == other for k, (other, _) in keys.items() if k != "answer"
        ):
            raise NoPanel(f"'{panel.question}' is written on one line: give each key its own.")
        block = as_yaml([panel], who, " " * column)[panel.question]
        edits.append(Edit((line, 0), (line, 0), block))
    changed = edited(text, edits)
    if problems := load_text(changed, path).diagnostics:
        raise NoPanel(f"{path} would have an error with it: {render(problems[0])}")
    return changed


def _places(data: object, span: Span) -> dict[str, Span]:
    questions = data.get("decisions") if isinstance(data, dict) else None
    inner = span.children.get("decisions") if isinstance(span.children, dict) else None
    if not isinstance(questions, list) or inner is None or not isinstance(inner.children, list):
        return {}
    return {
        str(item.get("id")): place
        for item, place in zip(questions, inner.children, strict=True)
        if isinstance(item, dict)
    }
