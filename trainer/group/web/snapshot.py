"""What a phone may know now: never the key, feedback or a tally before the reveal.

``snapshot`` is what every page, answer and stream is made of; nothing else of a session is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trainer.case.compiled import Case
from trainer.group.offers import stage
from trainer.group.session import GroupSession
from trainer.group.state import GroupState
from trainer.group.web.revealed import own_result, shared_result
from trainer.presentation.words import day_text
from trainer.questions import Answer, Question
from trainer.questions.marks import LETTERS, SHAPES
from trainer.store.room.header import Header

Values = dict[str, Any]


def snapshot(session: GroupSession, participant: str) -> Values:
    """All that a participant's phone may show now, as JSON values."""
    state = session.state
    return {
        **_shared(session.case, session.header, state),
        **_own(session.case, state, participant, session.clock()),
    }


class Snapshots:
    """Snapshots as JSON text: what all phones share is put into words once for each change."""

    def __init__(self, session: GroupSession) -> None:
        self._session = session
        self._key: tuple[Any, ...] = ()
        self._text = ""

    def text(self, participant: str) -> str:
        """``snapshot`` as one line of JSON."""
        session, state = self._session, self._session.state
        # Votes and joins leave all of these as they are, and change nothing that is shared. The
        # run itself is in the key, not its id, which another run could be given later.
        key = (state.run, state.voting, sum(map(len, state.rounds.values())))
        if not self._key or key[0] is not self._key[0] or key[1:] != self._key[1:]:
            self._text = _json(_shared(session.case, session.header, state))[:-1]
            self._key = key
        own = _own(session.case, state, participant, session.clock())
        return f"{self._text},{_json(own)[1:]}"


def _shared(case: Case, header: Header, state: GroupState) -> Values:
    status, asked = stage(case, state)
    return {
        "status": status,
        "title": case.scenario.title,
        "day": day_text(case, state.run.day),
        "round": len(state.rounds.get(asked.id, ())) if asked else 0,
        "ask_confidence": header.ask_confidence,
        "teams": list(header.teams),
        "decision": _question(asked) if asked else None,
        "result": shared_result(asked, state) if asked and status == "revealed" else None,
    }


def _own(case: Case, state: GroupState, participant: str, now: float) -> Values:
    joined = participant in state.participants
    status, asked = stage(case, state)
    rounds = state.rounds.get(asked.id, ()) if asked else ()
    ballots = [r.votes.get(participant) for r in rounds] if joined else []
    told = asked is not None and status == "revealed" and joined
    left = None
    if state.open_round is not None and state.open_round.deadline is not None:
        left = round(max(0.0, state.open_round.deadline - now), 1)
    return {
        "revision": state.number,
        "seconds_left": left,
        "joined": joined,
        "team": state.participants.get(participant, ""),
        "ballot": _ballot(ballots[-1]) if ballots else None,
        "earlier": _ballot(next((b for b in reversed(ballots[:-1]) if b), None)),
        "own": own_result(asked, ballots) if asked and told else [],
    }


def _ballot(ballot: Answer | None) -> Values | None:
    if ballot is None:
        return None
    return {"picks": list(ballot.picks), "value": ballot.value, "confidence": ballot.confidence}


def _question(asked: Question) -> Values:
    shape = dict(asked.shape())
    shape["options"] = [
        {"id": option.id, "letter": letter, "shape": mark, "text": option.wording}
        for letter, mark, option in zip(LETTERS, SHAPES, asked.choices, strict=False)
    ]
    return {
        "id": asked.id,
        "title": asked.title,
        "prompt": asked.prompt,
        "kind": asked.kind,
        "how": asked.how,
        **shape,
    }


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
