"""The facilitator's own page: notes, key, running tally, and the steps of a script as buttons.

It has a port and a secret of its own; nothing on the phones' page leads to it.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from trainer.engine.moves import Refused
from trainer.group import codes, tally
from trainer.group.headless import move
from trainer.group.offers import Action as Offer
from trainer.group.offers import may, now
from trainer.group.script import Action
from trainer.group.session import GroupSession
from trainer.group.web import incoming
from trainer.group.web.guard import bring_cookie, plain
from trainer.group.web.incoming import BadRequest
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
    ("next day", "next_day", "Next day"),
    ("reopen", "vote_again", "Vote again"),
    ("unclose", "unclose", "Open this vote again"),
    ("withdraw", "withdraw", "Withdraw this round"),
    ("reasons", "reasons", "Show the reasons on the wall"),
    ("hide-reasons", "reasons", "Take the reasons off the wall"),
    ("lock-join", "admission", "Lock the door"),
    ("unlock-join", "admission", "Unlock the door"),
)
"""The word of a script, what must be allowed for it, and what stands on its button."""
NEXT = ("open", "close", "lock", "reveal", "next day")
"""What comes next in a session; the others take two touches."""
WORDS = frozenset(word for word, _, _ in BUTTONS)
NOT_YOURS = "This is the facilitator's page: scan the picture in the terminal."
WHO = "facilitator"
"""Whom the guard's limits know it by."""


class Steer:
    """The handlers of the page; ``secret`` opens it."""

    def __init__(self, session: GroupSession, secret: str) -> None:
        self._session = session
        self._secret = secret
        self._cookie = f"lead_{codes.cookie_name(session.header.session)}"
        self._form = codes.form_token(secret)

    def routes(self) -> list[web.RouteDef]:
        """All there is."""
        return [web.get("/", self.home), web.post("/do", self.do)]

    def standing(self, request: web.Request) -> str:
        """``WHO`` for the facilitator's phone, or nothing."""
        token = codes.token_in(request.headers.get("Cookie", ""), self._cookie)
        return WHO if codes.same(token, self._secret) else ""

    async def home(self, request: web.Request) -> web.Response:
        """The page; with the secret in its address, a cookie for the next time."""
        if self.standing(request):
            return self._page()
        if not codes.same(request.query.get("s", ""), self._secret):
            return plain(403, NOT_YOURS)
        answer = self._page()
        bring_cookie(answer, self._cookie, self._secret)
        return answer

    async def do(self, request: web.Request) -> web.Response:
        """Do what a button says, if the room is still where its page saw it."""
        if not self.standing(request):
            return plain(403, NOT_YOURS)
        try:
            sent = await incoming.fields(request)
            word, turn, form = (incoming.word(sent, name) for name in ("action", "turn", "form"))
        except BadRequest as problem:
            return self._page(str(problem), problem.status)
        if word not in WORDS or not codes.same(form, self._form):
            return self._page("This came from another page.", 403)
        if turn != str(self._session.state.news):
            return self._page("The room has gone on meanwhile: look again.", 409)
        try:
            self._session.do(move(self._session, Action(word, 0)))
        except Refused as why:
            return self._page(str(why), 409)
        return web.Response(status=303, headers={"Location": "/"})

    def _page(self, error: str = "", status: int = 200) -> web.Response:
        html = page("steer.html", error=error, form=self._form, **self._values())
        return web.Response(status=status, text=html, content_type="text/html")

    def _values(self) -> dict[str, Any]:
        session, case, state = self._session, self._session.case, self._session.state
        phase, question = now(case, state)
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
            "open" if phase == "closed" else "",
            "next day" if question is not None else "",  # first what is asked today
        }
        buttons = [
            (word, text)
            for word, offer, text in BUTTONS
            if may(offer, phase) and word not in left_out
            if offer != "reasons" or session.header.ask_reason
        ]
        return {
            "title": case.scenario.title,
            "day": day_text(case, state.run.day),
            "joined": len(state.participants),
            "voted": state.open_round.counted if state.open_round else None,
            "phase": phase,
            "question": question,
            "round": len(rounds),
            "rows": rows,
            "reasons": reasons,
            "turn": state.news,
            "buttons": buttons,
            "next": NEXT,
            "notes": list(facilitator(case, state.run.day)),
            "unsaved": session.journal.problem,
        }
