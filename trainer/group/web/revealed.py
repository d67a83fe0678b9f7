"""What phones are told once the report's answer has been shown to the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case.model import Decision, EstimateDecision
from trainer.group import tally
from trainer.group.events import Ballot
from trainer.group.state import GroupState, Round
from trainer.report.debrief_blocks import REPORTED
from trainer.report.marks import LETTERS, SHAPES
from trainer.report.words import cites


def shared_result(asked: Decision, state: GroupState) -> dict[str, Any]:
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
    if isinstance(asked, EstimateDecision):
        return told | {"value": asked.value, "unit": asked.unit, "why": asked.why}
    told["marked"] = [
        {"id": o.id, "said": REPORTED[o.reported]}
        for o in asked.options
        if o.reported in ("yes", "part")
    ]
    return told


def own_result(asked: Decision, ballots: Sequence[Ballot | None]) -> list[dict[str, Any]]:
    """A participant's last picks, each with what the report did and whether it was sound then."""
    last = next((b for b in reversed(ballots) if b), None)
    if last is None:
        return []
    if isinstance(asked, EstimateDecision):
        return [{"letter": "", "shape": "", "text": number(last.value, asked.unit)}]
    return [
        {
            "letter": LETTERS[at],
            "shape": SHAPES[at],
            "text": option.text,
            "reported": REPORTED[option.reported],
            "judgement": option.judgement,
            "why": option.why,
        }
        for at, option in enumerate(asked.options)
        if option.id in last.picks
    ]


def number(value: float | None, unit: str) -> str:
    """A number with its unit as a person writes it."""
    return "" if value is None else f"{value:g} {unit}"


def _spread(asked: Decision, votes: Round) -> dict[str, Any]:
    told: dict[str, Any] = {"people": votes.counted, "counts": tally.counts(asked, votes)}
    if isinstance(asked, EstimateDecision):
        told["median"] = tally.median(votes)
    return told
