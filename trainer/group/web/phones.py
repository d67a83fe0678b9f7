"""The handlers of the phones' page. None of them can lead the session."""

from __future__ import annotations

import asyncio
import contextlib
import json
from functools import lru_cache
from typing import Any

from aiohttp import web

from trainer.engine.moves import Refused
from trainer.group import codes, moves
from trainer.group.session import GroupSession
from trainer.group.web import incoming, pages
from trainer.group.web.guard import bring_cookie, named_origin, plain, wants_json
from trainer.group.web.incoming import BadRequest
from trainer.group.web.limits import GUEST, Bucket
from trainer.group.web.saving import Ballots, Saves
from trainer.group.web.snapshot import Snapshots, snapshot
from trainer.group.web.streams import Streams
from trainer.presentation.blocks import Block

WRONG_CODE_SECONDS = 0.5
NOT_IN = "This phone has not joined: open the page again."
OVER = "This session is over."
OLD_LINK = "This link is out of date: scan the QR code on the screen, or type the code."
_OK = {saved: json.dumps({"ok": True, "saved": saved}).encode() for saved in (True, False)}


class Phones:
    """The handlers, and the state that they share."""

    def __init__(
        self, session: GroupSession, streams: Streams, snapshots: Snapshots, secure: bool = False
    ) -> None:
        self._session = session
        self._secure = secure
        """Whether the page is reached only by HTTPS: its cookies are then sent in no other way."""
        self._streams = streams
        self._snapshots = snapshots
        self._saves = Saves()
        self._ballots = Ballots(session, self._saves)
        self._cookie = codes.cookie_name(session.header.session)
        # Cached, because a phone sends the same cookies with every request.
        self._in_cookies = lru_cache(maxsize=moves.MOST_DEVICES)(self._read_cookies)
        self._second_cookie = codes.cookie_name(session.header.session, "seen")
        """The cookie that says only that this browser has the other cookie."""
        # At two guesses a second, trying all of the thousand million codes takes 17 years.
        self._wrong_codes = Bucket(rate=2, burst=60)

    def routes(self) -> list[web.RouteDef]:
        """All routes of the page."""
        return [
            web.get("/", self.home),
            web.post("/join", self.join),
            web.post("/vote", self.vote),
            web.get("/state", self.state),
            web.get("/events", self.events, allow_head=False),
            web.get("/mine", self.mine),
            web.get("/mine.txt", self.mine_text),
        ]

    async def home(self, request: web.Request) -> web.Response:
        """The room's page for a participant, the page for joining for anybody else."""
        if token := self._phone(request)[0]:
            return self._room(token)
        code = codes.clean_code(request.query.get("c", ""))
        secret = request.query.get("k", "")
        at_once = self._is_first_visit(request) and not self._session.header.teams
        if self._is_secret(secret):
            return self._give_ticket() if at_once else self._join_page(secret=secret)
        if code and at_once:
            return await self._let_in(code, "", as_json=False, redirect="")
        return self._join_page(code, OLD_LINK if secret else "")

    def _give_ticket(self) -> web.Response:
        """The room's page with a ticket: the phone joins when its next request brings it back."""
        if why := self._why_shut():
            return self._join_page(error=why, status=409)
        ticket = codes.new_ticket(self._session.secret)
        return self._with_cookies(self._room(ticket), ticket)

    def _why_shut(self) -> str:
        """Why nobody can join now; empty if joining is possible."""
        try:
            moves.join(self._session.state, "")
        except Refused as why:
            return str(why)
        return OVER if self._session.state.run.finished else ""

    async def join(self, request: web.Request) -> web.Response:
        """Let in a phone that sends the code or the link's secret, and give it a token."""
        as_json = wants_json(request)
        if self.participant(request):
            return _ok(saved=True) if as_json else _redirect("/")
        try:
            sent = await incoming.fields(request)
            code = codes.clean_code(incoming.word(sent, "code"))
            secret = incoming.word(sent, "secret")
            team = incoming.word(sent, "team")
        except BadRequest as problem:
            return self._refuse_join(as_json, problem.status, str(problem))
        return await self._let_in(code, team, as_json=as_json, redirect="/", secret=secret)

    async def _let_in(
        self, code: str, team: str, *, as_json: bool, redirect: str, secret: str = ""
    ) -> web.Response:
        """Check the code or the link's secret, then let the phone in and give it a token.

        ``redirect`` is the path that the phone is sent to; if it is empty, it gets the room's page.
        """
        teams = self._session.header.teams
        # Nobody can guess 128 bits, so guessing the code does not slow down joining by the link.
        if not self._is_secret(secret):
            secret = ""
            if self._wrong_codes.empty:
                text = "Many wrong codes came in: wait some seconds."
                return self._refuse_join(as_json, 429, text)
            if not codes.same(code, self._session.code):
                self._wrong_codes.take()
                await asyncio.sleep(WRONG_CODE_SECONDS)
                return self._refuse_join(as_json, 403, "That is not the code on the screen.")
        if self._session.state.run.finished:
            return self._refuse_join(as_json, 409, OVER)
        if teams and team not in teams:
            return self._refuse_join(as_json, 400, "Choose your team.", code, secret)
        token = codes.new_token()
        try:
            receipt = self._session.join(codes.participant_of(token), team)
        except Refused as problem:
            return self._refuse_join(as_json, 409, str(problem), code, secret)
        saved = await self._saves.wait(receipt.saved)
        # An address with the code gives the room's page at once: after a redirect, a browser that
        # came from another site would not send its new cookie.
        page = _redirect(redirect) if redirect else self._room(token)
        return self._with_cookies(_ok(saved=saved) if as_json else page, token)

    def _with_cookies(self, answer: web.Response, token: str) -> web.Response:
        """The answer with a phone's two cookies.

        The first is its token. The second gives no access: a browser sends it even when it follows
        a link from another site, and it then shows that this browser has joined.
        """
        for name, value, site in (
            (self._cookie, token, "Strict"),
            (self._second_cookie, "1", "Lax"),
        ):
            bring_cookie(answer, name, value, secure=self._secure, site=site)
        return answer

    def _is_secret(self, sent: str) -> bool:
        return bool(self._session.secret) and codes.same(sent, self._session.secret)

    async def vote(self, request: web.Request) -> web.Response:
        """Take a ballot, and answer once it is on disk or the disk has refused it."""
        as_json = wants_json(request)
        token, participant = self._phone(request)
        if not token:
            return _error(403, NOT_IN) if as_json else self._join_page(error=NOT_IN, status=403)
        try:
            sent = await incoming.fields(request)
            if request.content_type == incoming.FORM and not named_origin(request):
                _check_form(request, sent, token)
            saved = await self._ballots.cast(incoming.vote(sent, participant))
        except BadRequest as problem:
            return self._refuse_vote(as_json, token, problem.status, str(problem))
        except Refused as problem:
            return self._refuse_vote(as_json, token, 409, str(problem))
        return _ok(saved=saved) if as_json else _redirect("/")

    async def state(self, request: web.Request) -> web.Response:
        """The snapshot as JSON."""
        participant = self.participant(request)
        if not participant:
            return _error(403, NOT_IN)
        return web.Response(text=self._snapshots.text(participant), content_type="application/json")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream of the snapshot, sent now and after each change."""
        participant = self.participant(request)
        if not participant:
            return _error(403, NOT_IN)
        return await self._streams.serve(request, participant)

    async def mine(self, request: web.Request) -> web.Response:
        """A phone's own answers beside the report's, once the session is over."""
        if not self.participant(request) or not self._session.state.run.finished:
            return _redirect("/")
        return _page(pages.mine(self._session.case.scenario.title, self._answers(request)))

    async def mine_text(self, request: web.Request) -> web.Response:
        """A phone's own answers as a text file to keep."""
        if not self.participant(request):
            return _error(403, NOT_IN)
        if not self._session.state.run.finished:
            return plain(409, "This is ready when the session is over.")
        answer = web.Response(text=pages.as_text(self._session.case, self._answers(request)))
        answer.headers["Content-Disposition"] = 'attachment; filename="my-answers.txt"'
        return answer

    def _answers(self, request: web.Request) -> list[list[Block]]:
        return pages.own_answers(self._session.case, self._session.state, self.participant(request))

    def _is_first_visit(self, request: web.Request) -> bool:
        """Whether a person opened this address for the first time, by scanning or typing it.

        A browser that prefetches must not join. A browser that follows a link from another site
        does not send its token, so a phone that has joined would join a second time: it gets the
        page for joining instead, whose post sends the token. Only the second cookie shows this on
        plain HTTP, where browsers do not say which site a request comes from.
        """
        headers = request.headers
        purpose = headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
        if request.method != "GET" or "prefetch" in purpose:
            return False
        joined = codes.token_in(headers.get("Cookie", ""), self._second_cookie)
        return not joined and headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def participant(self, request: web.Request) -> str:
        """The participant who sent a request; empty for a stranger."""
        return self._phone(request)[1]

    def _phone(self, request: web.Request) -> tuple[str, str]:
        """The phone's token and its participant, both empty for a stranger.

        A phone that sends its ticket back joins.
        """
        token, participant = self._claimed(request)
        joined = participant in self._session.state.participants
        if joined or (self._is_ticket(token) and self._admit(participant)):
            return token, participant
        return "", ""

    def _claimed(self, request: web.Request) -> tuple[str, str]:
        """The token in a request and the participant it stands for, who may not have joined."""
        return self._in_cookies(request.headers.get("Cookie", ""))

    def _read_cookies(self, cookies: str) -> tuple[str, str]:
        token = codes.token_in(cookies, self._cookie)
        return token, codes.participant_of(token)

    def standing(self, request: web.Request) -> str:
        """The participant of a request, ``GUEST`` with a ticket or the link's secret, else empty.

        This lets nobody in, because the request may still be refused by the rate limits.
        """
        token, participant = self._claimed(request)
        if participant in self._session.state.participants:
            return participant
        guest = self._is_ticket(token) or self._is_secret(request.query.get("k", ""))
        return GUEST if guest else ""

    def _is_ticket(self, token: str) -> bool:
        return not self._session.header.teams and codes.is_ticket(token, self._session.secret)

    def _admit(self, participant: str) -> bool:
        with contextlib.suppress(Refused):
            self._session.join(participant)
        return participant in self._session.state.participants

    def _room(self, token: str, error: str = "", status: int = 200) -> web.Response:
        values = snapshot(self._session, codes.participant_of(token))
        question = values["decision"]
        place = self._session.state.place(question["id"]) if question else 0
        return _page(pages.room(values, codes.form_token(token), place, error), status)

    def _join_page(
        self, code: str = "", error: str = "", status: int = 200, secret: str = ""
    ) -> web.Response:
        title, teams = self._session.case.scenario.title, self._session.header.teams
        return _page(pages.join(title, teams, code, error, secret), status)

    def _refuse_join(
        self, as_json: bool, status: int, why: str, code: str = "", secret: str = ""
    ) -> web.Response:
        return _error(status, why) if as_json else self._join_page(code, why, status, secret)

    def _refuse_vote(self, as_json: bool, token: str, status: int, why: str) -> web.Response:
        return _error(status, why) if as_json else self._room(token, why, status)


def _check_form(request: web.Request, sent: dict[str, Any], token: str) -> None:
    if "Origin" in request.headers and not codes.same(
        incoming.word(sent, "form"), codes.form_token(token)
    ):
        raise BadRequest("This came from another page.", 403)


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(status=status, text=html, content_type="text/html")


def _redirect(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})


def _ok(*, saved: bool) -> web.Response:
    return web.Response(body=_OK[saved], content_type="application/json")


def _error(status: int, why: str) -> web.Response:
    answer = _json(status, {"ok": False, "error": why})
    if status == 429:
        answer.headers["Retry-After"] = "1"
    return answer


def _json(status: int, values: dict[str, Any]) -> web.Response:
    body = json.dumps(values).encode()
    return web.Response(status=status, body=body, content_type="application/json")
