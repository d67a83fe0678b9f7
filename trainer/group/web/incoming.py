"""Reads what a phone sends: a small form or JSON object, complete within seconds."""

from __future__ import annotations

import asyncio
import json
import math
import unicodedata
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from trainer.errors import Unreadable
from trainer.group.events import VoteCast
from trainer.questions import Answer

LARGEST = 4096
"""The most bytes in a body; the longest vote has some hundreds."""
MOST_PICKS = 12
LONGEST_REASON = 140
"""The most characters in a reason: some lines on a wall."""
MOST_MARKS = 3
READ_SECONDS = 5.0
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class BadRequest(Unreadable):
    """The data sent cannot be accepted; ``status`` is the HTTP status of the answer."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


async def fields(request: web.Request, seconds: float = READ_SECONDS) -> dict[str, Any]:
    """The fields of a form, as lists, or of a JSON object. Raises ``BadRequest``.

    ``seconds`` is how long the body may take to arrive.
    """
    if request.content_type not in (FORM, JSON):
        raise BadRequest("Send a form or JSON.", 415)
    try:
        # A small body arrives with its head; only a body that does not needs a timeout.
        if request.content.is_eof():
            body = await request.read()
        else:
            async with asyncio.timeout(seconds):
                body = await request.read()
        if request.content_type == FORM:
            form = await request.post()
            return {key: [v for v in form.getall(key) if isinstance(v, str)] for key in form}
    except TimeoutError:
        raise BadRequest("That took too long to arrive.", 408) from None
    except (ValueError, LookupError, web.RequestPayloadError, HttpProcessingError):
        raise BadRequest("That is not a form.") from None
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("That is not JSON.") from None
    if not isinstance(values, dict):
        raise BadRequest("Send one JSON object.")
    return values


def word(sent: dict[str, Any], name: str, longest: int = 80) -> str:
    """A short text field, empty if it is missing.

    Raises ``BadRequest`` if it is not printable text of at most ``longest`` characters.
    """
    value = sent.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise BadRequest(f"'{name}' must be a short text.")
    return value


def words(sent: dict[str, Any], name: str, longest: int) -> str:
    """A field of free text as one line, cut after ``longest`` characters.

    Raises ``BadRequest`` if it is not text.
    """
    value = sent.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    if value == "":
        return ""
    if not isinstance(value, str):
        raise BadRequest(f"'{name}' must be a short text.")
    printed, marks = "", 0
    for char in value[: 4 * longest]:
        # No language puts more than three marks on a letter; a pile would cover the lines around.
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= MOST_MARKS:
            printed += char if char.isprintable() else " "
    return " ".join(printed.split())[:longest]


def vote(sent: dict[str, Any], participant: str) -> VoteCast:
    """The vote in the fields. Raises ``BadRequest``; whether it fits, the session decides."""
    picks = sent.get("pick", [])
    picks = [picks] if isinstance(picks, str) else picks
    if not isinstance(picks, list) or not all(isinstance(p, str) for p in picks):
        raise BadRequest("'pick' must be the id of an option, or a list of ids.")
    if len(picks) > MOST_PICKS:
        raise BadRequest(f"At most {MOST_PICKS} may be picked.")
    number = _number(sent, "round")
    confidence = _number(sent, "confidence")
    return VoteCast(
        participant,
        word(sent, "decision"),
        int(number) if number is not None and number.is_integer() else 0,
        Answer(
            tuple(picks),
            _number(sent, "value"),
            None if confidence is None else round(confidence),
            words(sent, "reason", LONGEST_REASON),
        ),
    )


def _number(sent: dict[str, Any], name: str) -> float | None:
    value = sent.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None or value == "":
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValueError
        # Half of the world writes a decimal comma, and a phone's keyboard may have no point.
        number = float(value.strip().replace(",", ".")[:40] if isinstance(value, str) else value)
        if not math.isfinite(number):
            raise ValueError
    except (ValueError, OverflowError):
        raise BadRequest(f"'{name}' must be a number.") from None
    return number
