"""The addresses a phone may ask for, and what each answers. None of them steers the session."""

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
from trainer.group.web.saving import Ballots, Saved
from trainer.group.web.snapshot import Snapshots, snapshot
from trainer.group.web.streams import Streams
from trainer.presentation.blocks import Block

WRONG_CODE_SECONDS = 0.5
NOT_IN = "This phone has not joined: open the page again."
OVER = "This session is over."
OLD_LINK = "This link is of before: scan the one on the screen, or type the code."
_OK = {saved: json.dumps({"ok": True, "saved": saved}).encode() for saved in (True, False)}


class Phones:
    """The handlers, and what they share."""

    def __init__(
        self, session: GroupSession, streams: Streams, snapshots: Snapshots, secure: bool = False
    ) -> None:
        self._session = session
        self._secure = secure
        """Whether the page is reached by HTTPS alone."""
        self._streams = streams
        self._snapshots = snapshots
        self._saved = Saved()
        self._ballots = Ballots(session, self._saved)
        self._cookie = codes.cookie_name(session.header.session)
        # A phone sends the same cookies with every request.
        self._in_cookies = lru_cache(maxsize=moves.MOST_DEVICES)(self._read_cookies)
        self._second_cookie = codes.cookie_name(session.header.session, "seen")
        """The cookie that says that this browser has the other one, and nothing else."""
        # At two guesses a second a code of a thousand million is found in some 17 years.
        self._wrong_codes = Bucket(rate=2, burst=60)

    def routes(self) -> list[web.RouteDef]:
        """The fixed map of all there is."""
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
        """The room for who is in; for others the page to join."""
        if token := self._phone(request)[0]:
            return self._room(token)
        code = codes.clean_code(request.query.get("c", ""))
        secret = request.query.get("k", "")
        at_once = self._meant(request) and not self._session.header.teams
        if self._is_secret(secret):
            return self._give_ticket() if at_once else self._join_page(secret=secret)
        if code and at_once:
            return await self._let_in(code, "", as_json=False, see="")
        return self._join_page(code, OLD_LINK if secret else "")

    def _give_ticket(self) -> web.Response:
        """The room for who came by the link, and a ticket: with that it will have joined."""
        if why := self._shut():
            return self._join_page(error=why, status=409)
        ticket = codes.new_ticket(self._session.secret)
        return self._known(self._room(ticket), ticket)

    def _shut(self) -> str:
        """Why nobody is let in now; nothing if somebody is."""
        try:
            moves.join(self._session.state, "")
        except Refused as why:
            return str(why)
        return OVER if self._session.state.run.finished else ""

    async def join(self, request: web.Request) -> web.Response:
        """Let a phone in that knows the code, and give it its token."""
        as_json = wants_json(request)
        if self.participant(request):
            return _ok(saved=True) if as_json else _see("/")
        try:
            sent = await incoming.fields(request)
            code = codes.clean_code(incoming.word(sent, "code"))
            secret = incoming.word(sent, "secret")
            team = incoming.word(sent, "team")
        except BadRequest as problem:
            return self._no_join(as_json, problem.status, str(problem))
        return await self._let_in(code, team, as_json=as_json, see="/", secret=secret)

    async def _let_in(
        self, code: str, team: str, *, as_json: bool, see: str, secret: str = ""
    ) -> web.Response:
        """Give a phone that knows the code or the link's secret its token, and let it in.

        ``see`` is where to send it, or nothing.
        """
        teams = self._session.header.teams
        # Nobody guesses 128 bits: the link is not slowed down by those who guess the code.
        if not self._is_secret(secret):
            secret = ""
            if self._wrong_codes.empty:
                return self._no_join(as_json, 429, "Many wrong codes came in: wait some seconds.")
            if not codes.same(code, self._session.code):
                self._wrong_codes.take()
                await asyncio.sleep(WRONG_CODE_SECONDS)
                return self._no_join(as_json, 403, "That is not the code on the screen.")
        if self._session.state.run.finished:
            return self._no_join(as_json, 409, OVER)
        if teams and team not in teams:
            return self._no_join(as_json, 400, "Choose your team.", code, secret)
        token = codes.new_token()
        try:
            receipt = self._session.join(codes.participant_of(token), team)
        except Refused as problem:
            return self._no_join(as_json, 409, str(problem), code, secret)
        saved = await self._saved.wait(receipt.saved)
        # From the picture's address the room is shown at once: a browser that came from another
        # site would not bring its new cookie along to where it is sent.
        page = _see(see) if see else self._room(token)
        return self._known(_ok(saved=saved) if as_json else page, token)

    def _known(self, answer: web.Response, token: str) -> web.Response:
        """An answer that brings a phone its cookies.

        The first is its token. The second opens nothing: it comes along also where a browser
        follows a link of another site, and then says that this browser is in.
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
        """Take a ballot; answered once it is on disk, or the disk has refused it."""
        as_json = wants_json(request)
        token, participant = self._phone(request)
        if not token:
            return _no(403, NOT_IN) if as_json else self._join_page(error=NOT_IN, status=403)
        try:
            sent = await incoming.fields(request)
            if request.content_type == incoming.FORM and not named_origin(request):
                _check_form(request, sent, token)
            saved = await self._ballots.cast(incoming.vote(sent, participant))
        except BadRequest as problem:
            return self._no_vote(as_json, token, problem.status, str(problem))
        except Refused as problem:
            return self._no_vote(as_json, token, 409, str(problem))
        return _ok(saved=saved) if as_json else _see("/")

    async def state(self, request: web.Request) -> web.Response:
        """The snapshot."""
        participant = self.participant(request)
        if not participant:
            return _no(403, NOT_IN)
        return web.Response(text=self._snapshots.text(participant), content_type="application/json")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The snapshot, and again after each change."""
        participant = self.participant(request)
        if not participant:
            return _no(403, NOT_IN)
        return await self._streams.serve(request, participant)

    async def mine(self, request: web.Request) -> web.Response:
        """A phone's own answers beside the report's, once the session is over."""
        if not self.participant(request) or not self._session.state.run.finished:
            return _see("/")
        return _page(pages.mine(self._session.case.scenario.title, self._answers(request)))

    async def mine_text(self, request: web.Request) -> web.Response:
        """The same to keep."""
        if not self.participant(request):
            return _no(403, NOT_IN)
        if not self._session.state.run.finished:
            return plain(409, "This is ready when the session is over.")
        answer = web.Response(text=pages.as_text(self._session.case, self._answers(request)))
        answer.headers["Content-Disposition"] = 'attachment; filename="my-answers.txt"'
        return answer

    def _answers(self, request: web.Request) -> list[list[Block]]:
        return pages.own_answers(self._session.case, self._session.state, self.participant(request))

    def _meant(self, request: web.Request) -> bool:
        """Whether a person opened this address for the first time: scanned or typed.

        A browser that fetches ahead must not join. One that comes by a link from another site has
        left its token behind, so that a phone that is in would be let in as a second one:
        it gets the page to join instead, whose post brings the cookie along. On plain HTTP nothing
        says where it came from but the cookie that does come along.
        """
        sent = request.headers
        ahead = sent.get("Sec-Purpose", "") + sent.get("Purpose", "")
        if request.method != "GET" or "prefetch" in ahead:
            return False
        known = codes.token_in(sent.get("Cookie", ""), self._second_cookie)
        return not known and sent.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def participant(self, request: web.Request) -> str:
        """Who asks, or nothing for a stranger."""
        return self._phone(request)[1]

    def _phone(self, request: web.Request) -> tuple[str, str]:
        """The phone's token and its participant, nothing for both of a stranger.

        A ticket that comes back is let in.
        """
        token, participant = self._sent(request)
        known = participant in self._session.state.participants
        if known or (self._is_ticket(token) and self._admit(participant)):
            return token, participant
        return "", ""

    def _sent(self, request: web.Request) -> tuple[str, str]:
        """The token that a request brings, and the participant it would belong to."""
        return self._in_cookies(request.headers.get("Cookie", ""))

    def _read_cookies(self, cookies: str) -> tuple[str, str]:
        token = codes.token_in(cookies, self._cookie)
        return token, codes.participant_of(token)

    def standing(self, request: web.Request) -> str:
        """The participant of a request, ``GUEST`` with a ticket or the link's secret, or nothing.

        It lets nobody in: what is asked for too fast must not be.
        """
        token, participant = self._sent(request)
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
        now = snapshot(self._session, codes.participant_of(token))
        question = now["decision"]
        place = self._session.state.place(question["id"]) if question else 0
        return _page(pages.room(now, codes.form_token(token), place, error), status)

    def _join_page(
        self, code: str = "", error: str = "", status: int = 200, secret: str = ""
    ) -> web.Response:
        title, teams = self._session.case.scenario.title, self._session.header.teams
        return _page(pages.join(title, teams, code, error, secret), status)

    def _no_join(
        self, as_json: bool, status: int, why: str, code: str = "", secret: str = ""
    ) -> web.Response:
        return _no(status, why) if as_json else self._join_page(code, why, status, secret)

    def _no_vote(self, as_json: bool, token: str, status: int, why: str) -> web.Response:
        return _no(status, why) if as_json else self._room(token, why, status)


def _check_form(request: web.Request, sent: dict[str, Any], token: str) -> None:
    if "Origin" in request.headers and not codes.same(
        incoming.word(sent, "form"), codes.form_token(token)
    ):
        raise BadRequest("This came from another page.", 403)


def _page(html: str, status: int = 200) -> web.Response:
    return web.Response(status=status, text=html, content_type="text/html")


def _see(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path})


def _ok(*, saved: bool) -> web.Response:
    return web.Response(body=_OK[saved], content_type="application/json")


def _no(status: int, why: str) -> web.Response:
    answer = _json(status, {"ok": False, "error": why})
    if status == 429:
        answer.headers["Retry-After"] = "1"
    return answer


def _json(status: int, values: dict[str, Any]) -> web.Response:
    body = json.dumps(values).encode()
    return web.Response(status=status, body=body, content_type="application/json")
