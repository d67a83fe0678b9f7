"""The pages of a phone: joining, the room, and its own answers. A template each.

The room's are made of a snapshot alone, so that they can say no more than that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from aiohttp import web

from trainer.group.codes import is_code
from trainer.presentation.blocks import Block
from trainer.presentation.html import page
from trainer.questions.marks import COLOURS

Values = dict[str, Any]
RELOAD = 5
"""Seconds after which a phone without script looks again, where nothing is being filled in."""


def join(title: str, teams: Sequence[str], code: str = "", error: str = "") -> str:
    """The page that lets a phone in, with the code of the QR already in it."""
    code = code if is_code(code) else ""
    return page("phones/join.html", title=title, teams=teams, code=code, error=error)


def room(now: Values, form_token: str, error: str = "") -> str:
    """The page for a snapshot: each status has a template of its name."""
    return page(
        f"phones/{now['status']}.html",
        **now,
        key=key(now),
        shown=json.dumps(now["ballot"]),
        form_token=form_token,
        reload=0 if now["status"] in ("open", "revealed", "ended") else RELOAD,
        error=error,
    )


def key(now: Values) -> str:
    """Which state of the room a page shows: another key, another page."""
    question = now["decision"]["id"] if now["decision"] else "-"
    return f"{now['status']} {question} {now['round']} {now['day']}"


def own_answers(title: str, mine: Sequence[Sequence[Block]]) -> str:
    """A phone's own answers beside the report's."""
    return page("phones/mine.html", title=title, mine=mine, error="")


def files() -> list[web.RouteDef]:
    """``/phone.css`` and ``/phone.js``, read once: no path of a request reaches the disk."""
    return [
        _route("phone.css", "text/css", _text("phone.css") + colours()),
        _route("phone.js", "text/javascript", _text("phone.js")),
    ]


def colours() -> str:
    """Style rules for the options' colours, the same as on the projected screen."""
    return "".join(
        f".c{at} {{ --mark: {colour}; --ink: {_ink(colour)}; }}\n"
        for at, colour in enumerate(COLOURS)
    )


def _ink(colour: str) -> str:
    """Black or white, whichever is read better on ``colour``: by WCAG's relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#fff"


def _text(name: str) -> str:
    return (resources.files(__package__) / "static" / name).read_text(encoding="utf-8")


def _route(name: str, kind: str, text: str) -> web.RouteDef:
    async def give(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind)

    return web.get(f"/{name}", give)
