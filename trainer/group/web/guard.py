"""The checks that every request must pass."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache
from urllib.parse import urlsplit

from aiohttp import web

from trainer.group.codes import KEPT
from trainer.group.web.connections import Connections
from trainer.group.web.limits import GUEST, Limits, Rest
from trainer.unexpected import quiet_log

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOG = logging.getLogger("trainer.group.web")
quiet_log(LOG.name)


class Guard:
    """Refuses requests for foreign hosts, posts of foreign pages, and requests over the limits."""

    def __init__(
        self,
        names: frozenset[str],
        port: int,
        limits: Limits,
        standing: Callable[[web.Request], str],
        rest: Rest,
        connections: Connections,
        public: str = "",
    ) -> None:
        self._names = names
        self._port = port
        self._limits = limits
        self._standing = standing
        self._rest = rest
        self._connections = connections
        self._public = public
        """The only origin that requests may name, if the page is behind a proxy."""
        # Each phone sends the same host: it need not be parsed again for each of a thousand votes.
        self._known = lru_cache(maxsize=256)(self._is_known)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer or refuse a request. To be put into aiohttp's ``middlewares``."""
        self._rest.keep()
        answer = self._refusal(request) or await self._answer(request, handler)
        if answer.status >= 400 and wants_json(request):
            answer = _in_json(answer)
        return answer

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as problem:
            answer = plain(problem.status, problem.reason)
            if "Allow" in problem.headers:
                answer.headers["Allow"] = problem.headers["Allow"]
            return answer
        except Exception:  # an error with one phone must not affect the others
            LOG.exception("%s %s", request.method, request.path)
            return plain(500, "Something went wrong here. Load the page again.")

    def _refusal(self, request: web.Request) -> web.Response | None:
        if not self._is_ours(request):
            return plain(421, "This address is not the trainer's: use the one on the wall.")
        if request.method not in ("GET", "HEAD") and not self._own_page(request):
            return plain(403, "This came from another page.")
        standing = self._standing(request)
        allowed = self._limits.allow(standing)
        joined = allowed and standing != GUEST
        self._connections.used(request.protocol, standing if joined else "")
        if not allowed:
            answer = plain(429, "Too much at once: wait a second, then load the page again.")
            answer.headers["Retry-After"] = "1"
            return answer
        return None

    def _is_ours(self, request: web.Request) -> bool:
        """Whether the requested host is this machine: this stops foreign pages that rebind DNS."""
        hosts = request.headers.getall("Host", [])
        if len(hosts) != 1:
            return False
        wanted = [hosts[0]]
        if "://" in request.raw_path.partition("?")[0]:
            wanted.append(urlsplit(request.raw_path).netloc)
        transport = request.transport
        reached = transport.get_extra_info("sockname")[0] if transport else ""
        return all(self._known(host, reached) for host in wanted)

    def _is_known(self, host: str, reached: str) -> bool:
        if self._public:
            return host.casefold().removesuffix(":443") == urlsplit(self._public).netloc
        try:
            parts = urlsplit(f"//{host}")
            name, port = (parts.hostname or "").rstrip("."), parts.port or 80
        except ValueError:
            return False
        plain_host = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
        address = reached.removeprefix("::ffff:").partition("%")[0]
        return plain_host and port == self._port and (name in self._names or name == address)

    def _own_page(self, request: web.Request) -> bool:
        """Whether a post is from one of our pages, or from no page at all.

        A form sent without script has the origin ``null``, because we send no referrers; it must
        then carry the phone's form token, which the handler checks.
        """
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return False
        origin = request.headers.get("Origin")
        return origin in (None, "null", self._public or f"http://{request.headers['Host']}")


def named_origin(request: web.Request) -> bool:
    """Whether the browser itself confirms that a post is from our own page."""
    return (
        request.headers.get("Origin", "null") != "null"
        or request.headers.get("Sec-Fetch-Site") == "same-origin"
    )


def wants_json(request: web.Request) -> bool:
    """Whether a request is from a script: it sends JSON or accepts it."""
    return "application/json" in (request.content_type, request.headers.get("Accept"))


def _in_json(answer: web.StreamResponse) -> web.StreamResponse:
    """A refusal as JSON, in the form of the other answers to scripts."""
    if not isinstance(answer, web.Response) or answer.content_type != "text/plain":
        return answer
    body = json.dumps({"ok": False, "error": (answer.text or "").strip()}).encode()
    headers = {n: answer.headers[n] for n in ("Allow", "Retry-After") if n in answer.headers}
    return web.Response(
        status=answer.status, body=body, content_type="application/json", headers=headers
    )


def bring_cookie(
    answer: web.Response, name: str, value: str, *, secure: bool = False, site: str = "Strict"
) -> None:
    """Set a cookie that scripts cannot read and that lasts longer than a session."""
    answer.set_cookie(
        name, value, max_age=KEPT, path="/", httponly=True, secure=secure, samesite=site
    )


def plain(status: int, text: str) -> web.Response:
    """A short answer in plain text."""
    return web.Response(status=status, text=f"{text}\n")
