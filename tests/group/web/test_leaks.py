"""Nothing of the key, the feedback or the tally reaches a phone before the reveal."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest

from tests.group.web.conftest import Phone, Room, next_state, until
from tests.group.web.marked import SECRET
from trainer.case.model import EstimateQuestion
from trainer.engine.moves import Refused
from trainer.group import moves, offers
from trainer.group.state import begin
from trainer.presentation.blocks.verdict import REPORTED
from trainer.questions import Answer

BEFORE = {
    "status", "title", "day", "round", "ask_confidence", "ask_reason", "teams", "decision",
    "result",
    "revision", "seconds_left", "joined", "team", "ballot", "earlier", "own",
}  # fmt: skip
OF_DECISION = {"id", "title", "prompt", "kind", "how", "maximum", "options", "low", "high", "unit"}
OF_OPTION = {"id", "letter", "shape", "text"}
JUDGEMENTS = ("critical", "recommended", "unnecessary", "harmful", "acceptable")
FIELDS = ("judgement", "hindsight", '"why"', '"counts"', '"people"', "reported&#34;", "<meter")


@pytest.fixture
async def watched(room: Room) -> tuple[Room, list[Phone], Any]:
    """A room of three phones, of which one listens and keeps every byte."""
    phones = [await room.phone() for _ in range(3)]
    stream = await phones[0].stream()
    return room, phones, stream


async def test_every_byte_of_a_whole_session(watched: tuple[Room, list[Phone], Any]) -> None:
    room, phones, stream = watched
    seen, told = bytearray(), 0

    async def listen() -> None:
        while chunk := await stream.content.readany():
            seen.extend(chunk)

    listening = asyncio.create_task(listen())
    await look(phones)
    while not room.session.state.run.finished:
        asked = offers.current(room.session.case, room.session.state)
        if asked is None:
            room.session.do(moves.next_day)
            await look(phones)
            continue
        if isinstance(asked, EstimateQuestion):
            answers: list[dict[str, Any]] = [{"value": asked.low + n} for n in range(3)]
        else:
            answers = [{"picks": (asked.options[n % 2].id,)} for n in range(3)]
        for round_ in (1, 2):
            room.open(600)
            await look(phones)
            for phone, answer in zip(phones, answers, strict=True):
                status, _ = await phone.vote(
                    asked.id, round_, *answer.get("picks", ()),
                    **({"value": answer["value"]} if "value" in answer else {}),
                )  # fmt: skip
                assert status == 200
            await look(phones)
            room.close()
            await look(phones)
        value = None if not isinstance(asked, EstimateQuestion) else asked.low
        picks = () if value is not None else (asked.options[0].id,)
        locked = Answer(picks, value)
        room.session.do(lambda c, s, a=locked: moves.lock_pick(c, s, a))  # type: ignore[misc]
        await look(phones)
        await until(lambda: b'"locked"' in seen)
        clean(asked, bytes(seen), *(bytes(p.seen) for p in phones))
        room.reveal()
        await look(phones)
        assert f"{SECRET} answer {asked.id}" in phones[0].seen.decode()
        await until(lambda name=asked.id: f"{SECRET} answer {name}".encode() in seen)
        told += 1
        seen.clear()
        for phone in phones:
            phone.seen.clear()
    assert told == len(room.session.case.questions)
    listening.cancel()


async def look(phones: list[Phone]) -> None:
    for phone in phones:
        await phone.get("/")
        room = await phone.get("/state")
        await phone.get("/mine")
        told = json.loads(room)
        assert set(told) == BEFORE
        if told["status"] == "revealed":
            continue
        assert told["result"] is None
        assert told["own"] == []
        if told["decision"]:
            assert set(told["decision"]) <= OF_DECISION
            assert all(set(o) == OF_OPTION for o in told["decision"]["options"])


def clean(asked: Any, *texts: bytes) -> None:
    shown = " ".join([asked.prompt, asked.title, *(o.text for o in getattr(asked, "options", ()))])
    for text in map(bytes.decode, texts):
        assert SECRET not in text
        for field in FIELDS:
            assert field not in text
        for word in (*JUDGEMENTS, *REPORTED.values()):
            if word not in shown:
                assert not re.search(rf"\b{word}\b", text), word


async def test_others_votes_change_nothing_a_phone_is_told(room: Room) -> None:
    first, second = await room.phone(), await room.phone()
    room.open()
    before, page = await first.state(), await first.get("/")
    await second.vote("phenotype", 1, "cadm")
    after = await first.state()
    # How much happened in all is told, and that is not who was for what.
    assert after.pop("revision") == before.pop("revision") + 1
    assert after == before
    assert await first.get("/") == page


async def test_strangers_are_told_nothing(room: Room) -> None:
    stranger = await room.phone(joined=False)
    room.open()
    assert "phenotype" not in await stranger.get("/")
    for path in ("/state", "/events", "/mine.txt"):
        assert "has not joined" in await stranger.get(path)


async def test_own_result_is_ones_own(room: Room) -> None:
    first, second = await room.phone(), await room.phone()
    stream = await second.stream()
    await next_state(stream)
    room.open()
    await first.vote("phenotype", 1, "cadm")
    await second.vote("phenotype", 1, "ipf")
    room.close()
    room.lock("cadm")
    room.reveal()
    told = await first.state()
    while (heard := await next_state(stream))["status"] != "revealed":
        pass
    assert [o["text"] for o in told["own"]] != [o["text"] for o in heard["own"]]
    assert told["own"][0]["why"] == f"{SECRET} why cadm"
    assert heard["own"][0]["why"] == f"{SECRET} why ipf"
    assert told["result"] == heard["result"]
    assert told["result"]["rounds"] == [
        {
            "people": 2,
            "counts": {
                "anti-synthetase": 0,
                "dermatomyositis-open": 0,
                "cadm": 1,
                "ipf": 1,
                "vasculitis": 0,
            },
        }
    ]


def test_the_marks_are_there(case: Any) -> None:
    assert all(SECRET in d.answer.text for d in case.questions.values())
    with pytest.raises(Refused):
        moves.reveal(case, begin(case))
