"""What a phone may know now: never the key, feedback or a tally before the reveal.

Every page, answer and stream is made from ``snapshot``; nothing else of a session is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from trainer.case.compiled import Case
from trainer.group import tally
from trainer.group.offers import stage
from trainer.group.session import GroupSession
from trainer.group.state import GroupState
from trainer.presentation.blocks.round import first_and_last
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.words import cites, day_text
from trainer.questions import Answer, Question
from trainer.questions.marks import LETTERS, SHAPES
from trainer.store.room.journal import Header

Values = dict[str, Any]


def snapshot(session: GroupSession, participant: str) -> Values:
    """Everything that a participant's phone may show now, as JSON values."""
    state = session.state
    return {
        **_shared(session.case, session.header, state),
        **_own(session, state, participant),
    }


class Snapshots:
    """Snapshots as JSON text; the part that all phones share is encoded once for each change."""

    def __init__(self, session: GroupSession) -> None:
        self._session = session
        self._news = -1
        self._text = ""

    def text(self, participant: str) -> str:
        """``snapshot`` as one line of JSON."""
        session, state = self._session, self._session.state
        if state.news != self._news:  # votes and joins change nothing that is shared
            self._text = _json(_shared(session.case, session.header, state))[:-1]
            self._news = state.news
        return f"{self._text},{_json(_own(session, state, participant))[1:]}"


def _shared(case: Case, header: Header, state: GroupState) -> Values:
    status, question = stage(case, state)
    return {
        "status": status,
        "title": case.scenario.title,
        "day": day_text(case, state.run.day),
        "round": state.latest(question.id) if question else 0,
        "ask_confidence": header.ask_confidence,
        "ask_reason": header.ask_reason,
        "teams": list(header.teams),
        "decision": _question(question) if question else None,
        "result": _result(question, state) if question and status == "revealed" else None,
    }


def _own(session: GroupSession, state: GroupState, participant: str) -> Values:
    joined = participant in state.participants
    status, question = stage(session.case, state)
    rounds = state.counting(question.id) if question else ()
    ballots = [r.votes.get(participant) for r in rounds] if joined else []
    left = state.seconds_left(session.clock())
    return {
        "revision": state.number,
        "seconds_left": None if left is None else round(left, 1),
        "joined": joined,
        "team": state.participants.get(participant, ""),
        "ballot": _ballot(ballots[-1]) if ballots else None,
        "earlier": _ballot(last_ballot(ballots[:-1])),
        "own": _picks(question, last_ballot(ballots)) if question and status == "revealed" else [],
    }


def last_ballot(ballots: Sequence[Answer | None]) -> Answer | None:
    """The last ballot that was cast, given a ballot or None for each round."""
    return next((b for b in reversed(ballots) if b), None)


def _ballot(ballot: Answer | None) -> Values | None:
    if ballot is None:
        return None
    return {
        "picks": list(ballot.picks), "value": ballot.value, "confidence": ballot.confidence,
        "reason": ballot.reason,
    }  # fmt: skip


def _question(question: Question) -> Values:
    shape = dict(question.shape())
    shape["options"] = [
        {"id": option.id, "letter": letter, "shape": mark, "text": option.wording}
        for (letter, option), mark in zip(question.lettered, SHAPES, strict=False)
    ]
    return {
        "id": question.id,
        "title": question.title,
        "prompt": question.prompt,
        "kind": question.kind,
        "how": question.how,
        **shape,
    }


def _result(question: Question, state: GroupState) -> Values:
    """The reported answer, and the group's votes in the first and the last round."""
    rounds = [tally.counted(question, r) for r in state.counting(question.id)]
    result: Values = {
        "reported": question.answer.text,
        "cite": cites(question.answer.cite),
        "rounds": [
            {"people": r.voters, "counts": r.counts}
            | ({} if question.choices else {"median": r.median})
            for r in first_and_last(rounds)
        ],
        "marked": [],
    }
    for part in question.explained(None, hindsight=False):
        if part.figures:
            result |= {"number": part.text.partition(";")[0], "why": part.why}
        elif part.reported in ("yes", "part"):
            result["marked"].append({"id": part.id, "said": REPORTED[part.reported]})
    return result


def _picks(question: Question, ballot: Answer | None) -> list[Values]:
    """A participant's picks, each with what the report did and whether it was sound on the day."""
    if ballot is None:
        return []
    if not question.choices:
        return [{"letter": "", "shape": "", "text": "; ".join(question.in_words(ballot))}]
    return [
        {
            "letter": LETTERS[place],
            "shape": SHAPES[place],
            "text": part.text,
            "reported": REPORTED[part.reported or "silent"],
            "judgement": part.judgement,
            "word": part.word,
            "why": part.why,
        }
        for place, part in enumerate(question.explained(ballot, hindsight=False))
        if part.picked
    ]


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
