"""Joining and voting over HTTP: acknowledged, replaced, kept, and found again after a restart."""

from __future__ import annotations

import asyncio
import errno
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.group.web.conftest import CODE, JSON, Phone, Room, until
from trainer.group import moves
from trainer.group.events import VoteCast
from trainer.group.saved import read
from trainer.group.web import incoming
from trainer.questions import Answer


def ballots(room: Room, decision: str = "phenotype") -> dict[str, Answer]:
    return dict(room.session.state.rounds[decision][-1].votes)


async def test_a_vote_is_on_disk_when_it_is_acknowledged(room: Room, tmp_path: Path) -> None:
    phone = await room.phone()
    room.open()
    assert await phone.vote("phenotype", 1, "cadm") == (200, {"ok": True, "saved": True})
    _, events = read(tmp_path / "journal")
    assert [e.event.kind for e in events] == ["joined", "opened", "vote"]
    assert phone.token not in (tmp_path / "journal").read_text()


async def test_acknowledged_only_once_the_disk_has_answered(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = await room.phone()
    room.open()
    slow = threading.Event()
    wait = type(room.session.journal)._append

    def held(self: Any, data: bytes) -> bool:
        assert slow.wait(30)
        return wait(self, data)

    monkeypatch.setattr(type(room.session.journal), "_append", held)
    voting = asyncio.create_task(phone.vote("phenotype", 1, "cadm"))
    await until(lambda: len(ballots(room)) == 1)
    assert not voting.done()
    slow.set()
    assert (await voting)[0] == 200


async def test_a_full_disk_is_said_and_the_vote_counts(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    phone = await room.phone()
    room.open()
    journal = room.session.journal
    await asyncio.wrap_future(journal.retry())

    def full(_: Any) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert await phone.vote("phenotype", 1, "cadm") == (200, {"ok": True, "saved": False})
    assert len(ballots(room)) == 1
    monkeypatch.undo()
    assert await phone.vote("phenotype", 1, "ipf") == (200, {"ok": True, "saved": True})
    assert [e.event.kind for e in read(tmp_path / "journal")[1]][-2:] == ["vote", "vote"]


async def test_a_phone_that_leaves_takes_no_acknowledgement_from_others(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [await room.phone() for _ in range(3)]
    room.open()
    append = type(room.session.journal)._append
    all_wait = threading.Event()

    def slow(self: Any, data: bytes) -> bool:
        assert all_wait.wait(30)
        return append(self, data)

    monkeypatch.setattr(type(room.session.journal), "_append", slow)
    votes = [asyncio.create_task(p.vote("phenotype", 1, "cadm")) for p in phones]
    await until(lambda: len(ballots(room)) == 3)  # all wait for the disk now
    votes[0].cancel()
    await asyncio.wait([votes[0]])
    await phones[1].state()  # and by now the site has seen it go
    all_wait.set()
    assert [(await v)[0] for v in votes[1:]] == [200, 200]
    assert len(ballots(room)) == 3
    assert (await phones[1].vote("phenotype", 1, "ipf"))[0] == 200


async def test_votes_that_come_together_are_answered_each_as_if_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [await room.phone() for _ in range(4)]
    room.open()
    all_came = asyncio.Barrier(len(phones))
    fields = incoming.fields

    async def slow(request: Any) -> dict[str, Any]:
        sent = await fields(request)
        await all_came.wait()
        return sent

    monkeypatch.setattr(incoming, "fields", slow)
    vote_all = type(room.session).vote_all
    together: list[int] = []

    def counted(self: Any, votes: Iterable[VoteCast]) -> Any:
        votes = list(votes)
        together.append(len(votes))
        return vote_all(self, votes)

    monkeypatch.setattr(type(room.session), "vote_all", counted)
    monkeypatch.setattr("trainer.group.web.saving.MOST_TOGETHER", 3)
    picks = ("cadm", "no-such", "ipf", "cadm")
    sent = [p.vote("phenotype", 1, pick) for p, pick in zip(phones, picks, strict=True)]
    assert sorted(status for status, _ in await asyncio.gather(*sent)) == [200, 200, 200, 409]
    assert sorted(b.picks for b in ballots(room).values()) == [("cadm",), ("cadm",), ("ipf",)]
    assert together == [3, 1]


async def test_what_goes_wrong_with_ballots_is_told_to_all_who_wait(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [await room.phone() for _ in range(3)]
    room.open()

    def broken(*_: Any) -> Any:
        raise RuntimeError("broken")

    with monkeypatch.context() as patched:
        patched.setattr(type(room.session), "vote_all", broken)
        sent = [p.vote("phenotype", 1, "cadm") for p in phones]
        assert [status for status, _ in await asyncio.gather(*sent)] == [500, 500, 500]
    assert (await phones[0].vote("phenotype", 1, "cadm"))[0] == 200


async def test_the_last_vote_of_a_phone_counts_once(room: Room) -> None:
    phone, other = await room.phone(), await room.phone()
    room.open()
    for pick in ("cadm", "ipf", "ipf", "vasculitis"):
        await phone.vote("phenotype", 1, pick)
    await other.vote("phenotype", 1, "cadm")
    assert sorted(b.picks for b in ballots(room).values()) == [("cadm",), ("vasculitis",)]
    assert (await phone.state())["ballot"]["picks"] == ["vasculitis"]


async def test_json_serves_as_well_as_a_form(room: Room) -> None:
    phone = await room.phone(joined=False)
    assert (await phone.post("/join", json={"code": " abc-def "}))[0] == 200
    room.open()
    sent = {"decision": "phenotype", "round": 1, "pick": "cadm", "confidence": 80}
    assert (await phone.post("/vote", json=sent))[0] == 200
    assert list(ballots(room).values()) == [Answer(("cadm",), None, 80)]


async def test_every_kind_of_question(room: Room) -> None:
    phone = await room.phone()
    room.open()
    room.close()
    room.lock()
    room.reveal()
    room.open()
    assert (await phone.vote("poor-prognosis", 1, "high-ferritin", "growth"))[0] == 200
    assert list(ballots(room, "poor-prognosis").values()) == [Answer(("high-ferritin", "growth"))]
    room.close()
    room.lock()
    room.reveal()
    room.open()
    assert (await phone.vote("mortality", 1, value="47,5"))[0] == 200
    assert list(ballots(room, "mortality").values()) == [Answer((), 47.5)]
    for wrong in ("", "x", "nan", "inf", "1e999", "-1", "101"):
        assert (await phone.vote("mortality", 1, value=wrong))[0] in (400, 409)
    assert list(ballots(room, "mortality").values()) == [Answer((), 47.5)]


async def test_a_second_round_is_another_vote(room: Room) -> None:
    phone = await room.phone()
    room.open()
    await phone.vote("phenotype", 1, "cadm")
    room.close()
    assert (await phone.state())["status"] == "closed"
    room.open()
    told = await phone.state()
    assert (told["round"], told["ballot"], told["earlier"]["picks"]) == (2, None, ["cadm"])
    status, why = await phone.vote("phenotype", 1, "ipf")
    assert (status, why["ok"]) == (409, False)
    assert (await phone.vote("phenotype", 2, "ipf"))[0] == 200


async def test_a_countdown_closes_the_round_at_zero(make_room: Callable[..., Any]) -> None:
    now = [1000.0]
    room: Room = await make_room(clock=lambda: now[0])
    phone = await room.phone()
    room.open(30)
    now[0] += 12.5
    assert (await phone.state())["seconds_left"] == 17.5
    now[0] += 17.4
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200
    now[0] += 0.2
    assert (await phone.vote("phenotype", 1, "ipf"))[0] == 409
    await until(lambda: room.session.state.voting == "")
    assert [b.picks for b in ballots(room).values()] == [("cadm",)]


async def test_a_phone_is_known_again_after_the_terminal_was_killed(
    make_room: Callable[..., Any],
) -> None:
    room: Room = await make_room()
    phone = await room.phone()
    room.open()
    await phone.vote("phenotype", 1, "cadm")
    port = room.port
    await room.site.close()

    again: Room = await make_room(port)
    told = await phone.state()
    assert told["joined"]
    assert told["ballot"]["picks"] == ["cadm"]
    assert (await phone.vote("phenotype", 1, "ipf"))[0] == 200
    assert [b.picks for b in ballots(again).values()] == [("ipf",)]


async def test_joining_twice_is_one_phone(room: Room) -> None:
    phone = await room.phone()
    token = phone.token
    assert (await phone.join())[0] == 200
    assert phone.token == token
    assert len(room.session.state.participants) == 1


async def test_teams(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(teams=("North", "South"))
    phone = await room.phone(joined=False)
    assert (await phone.join())[0] == 400
    assert (await phone.join(team="East"))[0] == 400
    assert (await phone.join(team="South"))[0] == 200
    assert (await phone.state())["team"] == "South"
    assert 'value="North"' in await (await room.phone(joined=False)).get("/")


async def test_without_script(room: Room) -> None:
    phone = await room.phone(joined=False)
    plain: dict[str, str] = {}
    status, page = await phone.post("/join", {"code": "222222"}, headers=plain)
    assert status == 403
    assert "not the code" in page
    status, _ = await phone.post("/join", {"code": CODE}, headers=plain)
    assert status == 303
    assert "You are in" in await phone.get("/")
    room.open()
    page = await phone.get("/")
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    # No-referrer has browsers say "null" for the origin of a form.
    null = {"Origin": "null"}
    assert (await phone.post("/vote", {**form, "pick": "cadm"}, headers=null))[0] == 303
    page = await phone.get("/")
    assert "Your answer is in: <strong>C ▲" in page
    assert 'value="cadm" checked' in page
    room.close()
    status, page = await phone.post("/vote", {**form, "pick": "ipf"}, headers=null)
    assert status == 409
    assert "That vote is closed." in page


async def test_own_answers_to_keep(room: Room) -> None:
    phone = await room.phone()
    room.open()
    await phone.vote("phenotype", 1, "ipf", confidence=60)
    room.close()
    room.open()
    await phone.vote("phenotype", 2, "cadm")
    room.close()
    room.lock("cadm")
    room.reveal()
    room.session.do(lambda c, s: moves.open_vote(c, s))
    room.close()
    assert "ready when" in await phone.get("/mine.txt")
    room.end()
    text = await phone.get("/mine.txt")
    assert "You, round 1: D. Idiopathic" in text
    assert "(60 % sure)" in " ".join(text.split())
    assert "You, round 2: C. Clinically" in text
    assert "answer phenotype" in text
    assert "not revealed in this session" in text
    assert "answer poor-prognosis" not in text
    assert "For education, not medical advice." in text
    assert "You, round 2" in await phone.get("/mine")
    async with phone.http.get("/mine.txt") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")


async def test_a_thousand_phones_behind_one_router(room: Room) -> None:
    phones: list[Phone] = [await room.phone(joined=False) for _ in range(20)]

    async def many(phone: Phone) -> list[int]:
        done = []
        for _ in range(50):
            done.append((await phone.post("/join", {"code": CODE}, headers=JSON))[0])
            phone.http.cookie_jar.clear()
        return done

    done = await asyncio.gather(*(many(p) for p in phones))
    assert {s for found in done for s in found} == {200}
    assert len(room.session.state.participants) == 1000


async def test_the_address_with_the_code_lets_a_phone_in_at_once(room: Room) -> None:
    phone = await room.phone(joined=False)
    assert "Join the room" in await phone.get("/")
    assert "not the code" in await phone.get("/?c=222222")
    assert "You are in" in await phone.get(f"/?c={CODE}")
    assert "You are in" in await phone.get(f"/?c={CODE}")
    assert len(room.session.state.participants) == 1
