"""The facilitator's page: notes, key, running tally, and the actions of a script as buttons.

It has a port and a secret of its own; nothing on the phones' page leads to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from trainer.engine.moves import Refused
from trainer.group import codes, moves
from trainer.group.headless import move
from trainer.group.offers import GOING_ON, next_page, phase_of, why_not
from trainer.group.script import Action
from trainer.group.session import GroupSession, Move
from trainer.group.web import incoming
from trainer.group.web.guard import bring_cookie, plain
from trainer.group.web.incoming import BadRequest
from trainer.group.web.limits import GUEST
from trainer.group.web.steps import BUTTONS, END, GO_ON, PICK, page_values
from trainer.presentation.html import page

LOCK_PICK = "lock this"
"""The action of the page for another answer; its other action is ``pass``."""
WORDS = frozenset((*(word for word, _, _ in BUTTONS), GO_ON, END, LOCK_PICK, "pass"))
NOT_YOURS = "This is the facilitator's page: scan the QR code in the terminal."
FACILITATOR = "facilitator"
"""The name that stands for the facilitator in the guard's limits."""
STRANGERS = (2.0, 60.0)
"""Requests without the secret: how many a second, and how many at once."""


@dataclass(frozen=True, slots=True)
class Steering:
    """The settings of the facilitator's page: ``port``, 0 for any free one.

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
        """All routes of the page."""
        return [web.get("/", self.home), web.get("/pick", self.pick), web.post("/do", self.do)]

    def standing(self, request: web.Request) -> str:
        """``FACILITATOR`` with the cookie, ``GUEST`` with the link's secret, else empty."""
        token = codes.token_in(request.headers.get("Cookie", ""), self._cookie)
        if codes.same(token, self._secret):
            return FACILITATOR
        return GUEST if codes.same(request.query.get("s", ""), self._secret) else ""

    async def home(self, request: web.Request) -> web.Response:
        """The page; the link first sets a cookie, and leads to an address without the secret.

        A program that fetches the link to preview it sends no cookie back, and so sees no key.
        """
        standing = self.standing(request)
        if not standing:
            return plain(403, NOT_YOURS)
        if standing == FACILITATOR and "s" not in request.query:
            return self._page()
        answer = web.Response(text=page("steer_enter.html"), content_type="text/html")
        bring_cookie(answer, self._cookie, self._secret, secure=self._secure)
        return answer

    async def do(self, request: web.Request) -> web.Response:
        """Do the action of a button, unless the room has moved on since its page was made."""
        if self.standing(request) != FACILITATOR:
            return plain(403, NOT_YOURS)
        try:
            sent = await incoming.fields(request)
            word, turn, form = (incoming.word(sent, name) for name in ("action", "turn", "form"))
        except BadRequest as problem:
            return self._page(str(problem), problem.status)
        if word not in WORDS or not codes.same(form, self._form):
            return self._page("This came from another page.", 403)
        try:
            if word in (GO_ON, END):
                self._go_on(turn)
            elif word == LOCK_PICK:
                ballot = incoming.vote(sent, FACILITATOR).ballot
                self._session.do(lambda c, s: moves.lock_pick(c, s, ballot), turn)
            elif word != PICK:
                self._session.do(self._move(word), turn)
        except BadRequest as problem:
            return self._page(str(problem), problem.status)
        except Refused as why:
            return self._page(str(why), 409)
        return _redirect("/pick" if word == PICK else "/")

    async def pick(self, request: web.Request) -> web.Response:
        """The page for locking another answer than the majority's; it stays for ten minutes."""
        if self.standing(request) != FACILITATOR:
            return plain(403, NOT_YOURS)
        session = self._session
        turn, question = session.turn, session.case.questions.get(session.at)
        if question is None or why_not("lock_pick", session.state, question):
            return _redirect("/")
        options = [(letter, o.id, o.wording) for letter, o in question.lettered]
        values = {"question": question, "options": options, "turn": turn, "form": self._form}
        return web.Response(text=page("steer_pick.html", **values), content_type="text/html")

    def _move(self, word: str) -> Move:
        if word in ("reasons", "hide-reasons"):  # they apply to the question on the wall
            at = self._session.at
            return lambda _, state: moves.show_reasons(state, at, word == "reasons")
        return move(self._session, Action(word, 0))

    def _go_on(self, turn: str) -> None:
        """Go on, as the key at the wall does. Raises ``Refused``."""
        session = self._session
        if phase_of(session.state, session.at) not in GOING_ON:
            raise Refused("First this question: vote, lock an answer, reveal the report.")
        to = next_page(session.case, session.state, session.at)
        if to is None:
            session.do(moves.next_day, turn)
        else:
            session.show(to, turn)

    def _page(self, error: str = "", status: int = 200) -> web.Response:
        html = page("steer.html", error=error, form=self._form, **page_values(self._session))
        return web.Response(status=status, text=html, content_type="text/html")


def _redirect(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
