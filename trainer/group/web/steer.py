"""The facilitator's own page: notes, key, running tally, and the steps of a script as buttons.

It has a port and a secret of its own; nothing on the phones' page leads to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from trainer.engine.moves import Refused
from trainer.engine.views import next_event_day
from trainer.group import codes, moves, tally
from trainer.group.headless import move
from trainer.group.offers import GOING_ON, Phase, may, next_page, phase_of, why_not
from trainer.group.offers import Action as Offer
from trainer.group.script import Action
from trainer.group.session import GroupSession, Move
from trainer.group.web import incoming
from trainer.group.web.guard import bring_cookie, plain
from trainer.group.web.incoming import BadRequest
from trainer.group.web.limits import GUEST
from trainer.presentation.blocks.facilitator import facilitator
from trainer.presentation.blocks.round import percent
from trainer.presentation.html import page
from trainer.presentation.words import day_text
from trainer.questions.marks import LETTERS

BUTTONS: tuple[tuple[str, Offer, str], ...] = (
    ("open", "open_vote", "Open the vote"),
    ("close", "close_vote", "Close the vote"),
    ("lock", "lock_majority", "Lock the majority's answer"),
    ("reveal", "reveal", "Reveal the report"),
    ("reopen", "vote_again", "Vote again"),
    ("unclose", "unclose", "Open this vote again"),
    ("withdraw", "withdraw", "Withdraw this round"),
    ("reasons", "reasons", "Show the reasons on the wall"),
    ("hide-reasons", "reasons", "Take the reasons off the wall"),
    ("lock-join", "admission", "Lock the door"),
    ("unlock-join", "admission", "Unlock the door"),
)
"""The word of a script, what must be allowed for it, and what stands on its button."""
GO_ON, END = "go on", "end with the debrief"
"""To the page the wall's key would go to: of a question, of the day, or of the next day. That there
is no next one has another word: it takes two touches."""
NEXT = ("open", "close", "lock", "reveal", GO_ON)
"""What comes next in a session; the others take two touches."""
WORDS = frozenset(word for word, _, _ in BUTTONS)
ON_WALL: dict[Phase, str] = {
    "day": "On the wall: the day's findings.",
    "question": "On the wall: the question. No vote was opened yet.",
    "open": "On the wall: the question. The vote is open.",
    "closed": "On the wall: how the room voted.",
    "locked": "On the wall: the group's answer.",
    "revealed": "On the wall: what was reported.",
}
"""Where the room is, for who cannot see the wall."""
NOT_YOURS = "This is the facilitator's page: scan the picture in the terminal."
WHO = "facilitator"
"""Whom the guard's limits know it by."""
STRANGERS = (2.0, 60.0)
"""Requests a second, and at once, of those who do not have the secret."""


@dataclass(frozen=True, slots=True)
class Steering:
    """That a facilitator has a page, and where: at ``port``, 0 for any that is free.

    ``public`` is the origin of a proxy or tunnel that leads to it; ``secret`` opens it.
    """

    port: int = 0
    public: str = ""
    secret: str = field(default_factory=codes.new_secret)


class Steer:
    """The handlers of the page."""

    def __init__(self, session: GroupSession, steering: Steering) -> None:
        self._session = session
        self._secret = steering.secret
        self._secure = bool(steering.public)
        self._cookie = f"lead_{codes.cookie_name(session.header.session)}"
        self._form = codes.form_token(steering.secret)

    def routes(self) -> list[web.RouteDef]:
        """All there is."""
        return [web.get("/", self.home), web.post("/do", self.do)]

    def standing(self, request: web.Request) -> str:
        """``WHO`` for the facilitator's phone, ``GUEST`` by the link, or nothing."""
        token = codes.token_in(request.headers.get("Cookie", ""), self._cookie)
        if codes.same(token, self._secret):
            return WHO
        return GUEST if codes.same(request.query.get("s", ""), self._secret) else ""

    async def home(self, request: web.Request) -> web.Response:
        """The page; by the link a cookie, and then the page at an address without the secret.

        What fetches a link to show what is behind it brings no cookie back, and sees no key.
        """
        standing = self.standing(request)
        if not standing:
            return plain(403, NOT_YOURS)
        if standing == WHO and "s" not in request.query:
            return self._page()
        answer = web.Response(text=page("steer_enter.html"), content_type="text/html")
        bring_cookie(answer, self._cookie, self._secret, secure=self._secure)
        return answer

    async def do(self, request: web.Request) -> web.Response:
        """Do what a button says, if the room is still where its page saw it."""
        if self.standing(request) != WHO:
            return plain(403, NOT_YOURS)
        try:
            sent = await incoming.fields(request)
            word, turn, form = (incoming.word(sent, name) for name in ("action", "turn", "form"))
        except BadRequest as problem:
            return self._page(str(problem), problem.status)
        if word not in (*WORDS, GO_ON, END) or not codes.same(form, self._form):
            return self._page("This came from another page.", 403)
        try:
            if word in (GO_ON, END):
                self._go_on(turn)
            else:
                self._session.do(self._move(word), turn)
        except Refused as why:
            return self._page(str(why), 409)
        return web.Response(status=303, headers={"Location": "/"})

    @property
    def _phase(self) -> Phase:
        return phase_of(self._session.state, self._session.at)

    def _move(self, word: str) -> Move:
        if word in ("reasons", "hide-reasons"):  # of the question on the wall
            at = self._session.at
            return lambda _, state: moves.show_reasons(state, at, word == "reasons")
        return move(self._session, Action(word, 0))

    def _go_on(self, turn: str) -> None:
        """What the wall's key does. Raises ``Refused``."""
        session = self._session
        if self._phase not in GOING_ON:
            raise Refused("First this question: vote, lock an answer, reveal the report.")
        to = next_page(session.case, session.state, session.at)
        if to is None:
            session.do(moves.next_day, turn)
        else:
            session.show(to, turn)

    def _onward(self) -> tuple[str, str]:
        """The button that goes on: its word, and what stands on it."""
        session = self._session
        to = next_page(session.case, session.state, session.at)
        if to is not None:
            title = f"question: {session.case.questions[to].title}" if to else "day"
            return GO_ON, f"Show the {title}"
        if next_event_day(session.case, session.state.run) is None:
            return END, "That was the last day: end with the debrief"
        return GO_ON, "Next day"

    def _page(self, error: str = "", status: int = 200) -> web.Response:
        html = page("steer.html", error=error, form=self._form, **self._values())
        return web.Response(status=status, text=html, content_type="text/html")

    def _values(self) -> dict[str, Any]:
        session, case, state = self._session, self._session.case, self._session.state
        turn = session.turn  # before all else: a page that is older than it does nothing
        phase, question = self._phase, case.questions.get(session.at)
        rounds = state.counting(question.id) if question else ()
        rows, reasons = [], []
        if question is not None and rounds:
            row = tally.counted(question, rounds[-1])
            rows = [
                (letter, option.wording, row.counts[option.id], percent(row.shares.get(option.id)),
                 option.keyed)
                for letter, option in zip(LETTERS, question.choices, strict=False)
            ]  # fmt: skip
            reasons = tally.reasons(question, rounds[-1])
        left_out = {
            "hide-reasons" if not state.reasons else "reasons",
            "unlock-join" if state.joining else "lock-join",
        }
        buttons = [
            (word, text, why_not(offer, state, question))
            for word, offer, text in BUTTONS
            if may(offer, phase) and word not in left_out
            if offer != "reasons" or reasons
        ]
        if phase in GOING_ON:
            buttons.insert(0, (*self._onward(), ""))
        return {
            "title": case.scenario.title,
            "day": day_text(case, state.run.day),
            "joined": len(state.participants),
            "voted": state.open_round.counted if state.open_round else None,
            "phase": phase,
            "where": ON_WALL.get(phase, ""),
            "question": question,
            "round": len(rounds),
            "rows": rows,
            "reasons": reasons,
            "turn": turn,
            "buttons": [(word, text) for word, text, why in buttons if not why],
            "refusals": [(text, why) for _, text, why in buttons if why],
            "next": NEXT,
            "notes": list(facilitator(case, state.run.day)),
            "unsaved": session.journal.problem,
        }
