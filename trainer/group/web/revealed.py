"""What phones are told once the report's answer has been shown to the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.group import tally
from trainer.group.state import GroupState, Round
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.words import cites
from trainer.questions import Answer, Question
from trainer.questions.marks import LETTERS, SHAPES


def shared_result(asked: Question, state: GroupState) -> dict[str, Any]:
    """What was reported, and how the group was divided at first and at last."""
    rounds = [r for r in state.rounds.get(asked.id, ()) if r.counted]
    # Where there was one round only, first and last would say the same twice.
    shown = [rounds[0], *rounds[-1:]] if len(rounds) > 1 else rounds
    told: dict[str, Any] = {
        "reported": asked.answer.text,
        "cite": cites(asked.answer.cite),
        "rounds": [_spread(asked, r) for r in shown],
        "marked": [],
    }
    for part in asked.explained(None, hindsight=False):
        if part.figures:
            told |= {"number": part.text.partition(";")[0], "why": part.why}
        elif part.reported in ("yes", "part"):
            told["marked"].append({"id": part.id, "said": REPORTED[part.reported]})
    return told


def own_result(asked: Question, ballots: Sequence[Answer | None]) -> list[dict[str, Any]]:
    """A participant's last picks, each with what the report did and whether it was sound then."""
    last = next((b for b in reversed(ballots) if b), None)
    if last is None:
        return []
    if not asked.choices:
        return [{"letter": "", "shape": "", "text": "; ".join(asked.in_words(last))}]
    return [
        {
            "letter": LETTERS[at],
            "shape": SHAPES[at],
            "text": part.text,
            "reported": REPORTED[part.reported or "silent"],
            "judgement": part.judgement,
            "why": part.why,
        }
        for at, part in enumerate(asked.explained(last, hindsight=False))
        if part.picked
    ]


def _spread(asked: Question, votes: Round) -> dict[str, Any]:
    told: dict[str, Any] = {"people": votes.counted, "counts": tally.counts(asked, votes)}
    if not asked.choices:
        told["median"] = asked.median(votes.cast)
    return told
