"""The pages of a phone: joining, the room, and its own answers, each from a template.

The room's pages are made from a snapshot only, so they cannot show more than the snapshot has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

from aiohttp import web

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.group.codes import is_code
from trainer.group.state import GroupState
from trainer.group.web.snapshot import last_ballot
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import answer_text, verdict_of
from trainer.presentation.html import page
from trainer.presentation.layouts.text import lines
from trainer.presentation.words import DISCLAIMER, NOT_A_STANDARD, day_text
from trainer.questions import Answer
from trainer.questions.marks import COLOURS

Values = dict[str, Any]
RELOAD = 5
"""Seconds after which a page without script reloads, unless it has a form to fill in."""


def join(
    title: str, teams: Sequence[str], code: str = "", error: str = "", secret: str = ""
) -> str:
    """The page for joining, with the code or the link's secret already filled in."""
    code = code if is_code(code) else ""
    return page("phones/join.html", title=title, teams=teams, code=code, error=error, secret=secret)


def room(values: Values, form_token: str, place: int, error: str = "") -> str:
    """The page for a snapshot, from the template named like its status.

    ``place`` is the number that the room gives to the round.
    """
    return page(
        f"phones/{values['status']}.html",
        **values,
        key=key(values),
        shown=json.dumps(values["ballot"]),
        form_token=form_token,
        reload=0 if values["status"] in ("open", "revealed", "ended") else RELOAD,
        place=place,
        error=error,
    )


def key(values: Values) -> str:
    """The state of the room that a page shows: if the key changes, the page must be replaced."""
    question = values["decision"]["id"] if values["decision"] else "-"
    return f"{values['status']} {question} {values['round']} {values['day']}"


def mine(title: str, answers: Sequence[Sequence[Block]]) -> str:
    """A phone's own answers beside the report's, once the session is over."""
    return page("phones/mine.html", title=title, answers=answers, error="")


def files() -> list[web.RouteDef]:
    """``/phone.css`` and ``/phone.js``, read once: no request's path is looked up on disk."""
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
    """Black or white, whichever has more contrast with ``colour`` by WCAG's relative luminance."""
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


def own_answers(case: Case, state: GroupState, participant: str) -> list[list[Block]]:
    """The phone's answers to all questions voted on, each under its day and question.

    The reported answer is included only if it was revealed to the room.
    """
    return [
        [
            Block("heading", f"{day_text(case, question.day)}: {question.title}"),
            Block("heading", question.prompt),
            *_answers(question, state, participant),
        ]
        for question in case.questions.values()
        if state.latest(question.id)
    ]


def as_text(case: Case, answers: Sequence[Sequence[Block]]) -> str:
    """A phone's own answers as plain text, to keep or to print."""
    head = f"{case.scenario.title}\nYour answers beside the report's."
    parts = ["\n".join(lines(blocks, 76)) for blocks in answers]
    return "\n\n".join([head, *parts, f"{DISCLAIMER} {NOT_A_STANDARD}"]) + "\n"


def _answers(question: AnyQuestion, state: GroupState, participant: str) -> Iterator[Block]:
    ballots = [r.votes.get(participant) for r in state.counting(question.id)] or [None]
    for number, ballot in enumerate(ballots, 1):
        label = "You" if len(ballots) == 1 else f"You, round {number}"
        yield Block("text", _answer(question, ballot), label)
        if ballot and ballot.reason:
            yield Block("text", ballot.reason, "Why")
    lock = state.run.locks.get(question.id)
    if lock is None or not lock.revealed:
        yield Block("text", "not revealed in this session", "Reported")
        return
    parts = question.explained(last_ballot(ballots), hindsight=False)
    own = [p for p in parts if p.picked or p.judgement is None]
    yield from verdict_of(question.answer.text, question.answer.cite, own)


def _answer(question: AnyQuestion, ballot: Answer | None) -> str:
    if ballot is None:
        return "no answer"
    picked = [
        f"{letter}. {option.wording}"
        for letter, option in question.lettered
        if option.id in ballot.picks
    ]
    return answer_text(picked or question.in_words(ballot), ballot.confidence)
