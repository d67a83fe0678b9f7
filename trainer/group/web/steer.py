"""The facilitator's own page: notes, key, running tally, and the steps of a script as buttons.

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
from trainer.questions.marks import LETTERS

LOCK_PICK = "lock this"
"""The word of the page on which another answer is given; ``pass`` is the other one."""
WORDS = frozenset((*(word for word, _, _ in BUTTONS), GO_ON, END, LOCK_PICK, "pass"))
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
        return [web.get("/", self.home), web.get("/pick", self.pick), web.post("/do", self.do)]

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
        if word not in WORDS or not codes.same(form, self._form):
            return self._page("This came from another page.", 403)
        try:
            if word in (GO_ON, END):
                self._go_on(turn)
            elif word == LOCK_PICK:
                ballot = incoming.vote(sent, WHO).ballot
                self._session.do(lambda c, s: moves.lock_pick(c, s, ballot), turn)
            elif word != PICK:
                self._session.do(self._move(word), turn)
        except BadRequest as problem:
            return self._page(str(problem), problem.status)
        except Refused as why:
            return self._page(str(why), 409)
        return _see("/pick" if word == PICK else "/")

    async def pick(self, request: web.Request) -> web.Response:
        """The page on which another answer than the majority's is given: it stays until it is."""
        if self.standing(request) != WHO:
            return plain(403, NOT_YOURS)
        session = self._session
        turn, question = session.turn, session.case.questions.get(session.at)
        if question is None or why_not("lock_pick", session.state, question):
            return _see("/")
        options = [
            (letter, o.id, o.wording) for letter, o in zip(LETTERS, question.choices, strict=False)
        ]
        values = {"question": question, "options": options, "turn": turn, "form": self._form}
        return web.Response(text=page("steer_pick.html", **values), content_type="text/html")

    def _move(self, word: str) -> Move:
        if word in ("reasons", "hide-reasons"):  # of the question on the wall
            at = self._session.at
            return lambda _, state: moves.show_reasons(state, at, word == "reasons")
        return move(self._session, Action(word, 0))

    def _go_on(self, turn: str) -> None:
        """What the wall's key does. Raises ``Refused``."""
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


def _see(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})
