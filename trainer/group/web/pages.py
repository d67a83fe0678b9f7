"""The pages of a phone: joining, the room, and its own answers. A template each.

The room's are made of a snapshot alone, so that they can say no more than that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trainer.group.codes import ALPHABET, CODE_LENGTH
from trainer.group.web.mine import Mine
from trainer.presentation.html import page

Values = dict[str, Any]
RELOAD = 5
"""Seconds after which a phone without script looks again, where nothing is being filled in."""


def join(title: str, teams: Sequence[str], code: str = "", error: str = "") -> str:
    """The page that lets a phone in, with the code of the QR already in it."""
    code = code if is_code(code) else ""
    return page("phones/join.html", title=title, teams=teams, code=code, error=error)


def is_code(code: str) -> bool:
    """Whether it could be a session's code."""
    return len(code) == CODE_LENGTH and all(c in ALPHABET for c in code)


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
    asked = now["decision"]["id"] if now["decision"] else "-"
    return f"{now['status']} {asked} {now['round']} {now['day']}"


def own_answers(title: str, mine: Sequence[Mine]) -> str:
    """A phone's own answers beside the report's."""
    return page("phones/mine.html", title=title, mine=mine, error="")
