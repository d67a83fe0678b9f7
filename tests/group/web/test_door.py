"""The way in: the link, the code that is typed, and what the facilitator changes of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.group.web.conftest import CODE, JSON, SECRET, Phone, Room, until
from trainer.group import codes, moves
from trainer.group.web import phones
from trainer.group.web.limits import Bucket, Limits

LINK = f"/?k={SECRET}"


async def by_link(room: Room, link: str = LINK) -> Phone:
    """A phone that scanned the QR code and loaded everything the page asks for."""
    phone = await room.phone(joined=False)
    await phone.get(link)
    return phone


async def test_the_link_lets_a_phone_in_at_once(room: Room) -> None:
    phone = await room.phone(joined=False)
    assert "You are in" in await phone.get(LINK)
    assert (await phone.state())["joined"]
    assert len(room.session.state.participants) == 1
    room.open()
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200
    assert SECRET not in await phone.get("/")


async def test_the_first_that_a_phone_does_may_be_its_vote(room: Room) -> None:
    room.open()
    phone = await by_link(room)
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200


async def test_the_link_is_not_slowed_down_by_who_guesses_codes(
    make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phones, "WRONG_CODE_SECONDS", 0.01)
    monkeypatch.setattr(phones, "Bucket", lambda rate, burst: Bucket(rate, burst, lambda: 0.0))
    room: Room = await make_room()
    guessing = await room.phone(joined=False)
    while (await guessing.join("222222"))[0] != 429:
        pass
    assert (await guessing.join(CODE))[0] == 429
    phone = await by_link(room)
    assert (await phone.state())["joined"]
    posted = await room.phone(joined=False)
    assert (await posted.post("/join", {"secret": SECRET}))[0] == 200


@pytest.mark.parametrize("sent", ["", "x", SECRET[:-1], SECRET.upper(), SECRET + "A", "é", CODE])
async def test_another_secret_opens_nothing(room: Room, sent: str) -> None:
    phone = await by_link(room, f"/?k={sent}")
    assert "has not joined" in await phone.get("/state")
    assert not list(phone.http.cookie_jar)
    assert not room.session.state.participants


async def test_a_session_without_a_secret_has_no_link(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(secret="")
    phone = await by_link(room, "/?k=")
    forged = codes.new_ticket("")
    name = codes.cookie_name("s-1")
    assert "has not joined" in await phone.get("/state", headers={"Cookie": f"{name}={forged}"})


async def test_a_forged_ticket(room: Room) -> None:
    room.open()
    stranger = await room.phone(joined=False)
    name = codes.cookie_name("s-1")
    for forged in (codes.new_ticket("guess"), "0" * 64, codes.new_ticket(SECRET)[:-1] + "x"):
        data = {"decision": "phenotype", "round": "1", "pick": "cadm"}
        sent = {**JSON, "Cookie": f"{name}={forged}"}
        assert (await stranger.post("/vote", data, headers=sent))[0] == 403
    assert not room.session.state.participants


async def test_what_only_looks_at_the_link_takes_no_seat(room: Room) -> None:
    for _ in range(50):  # previews of chats: they fetch the page and bring nothing back
        phone = await by_link(room)
        assert list(phone.http.cookie_jar)
    for headers in ({"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}):
        phone = await room.phone(joined=False)
        assert "Join the room" in await phone.get(LINK, headers=headers)
        assert not list(phone.http.cookie_jar)
    assert not room.session.state.participants


async def test_a_phone_that_is_in_and_comes_by_a_link_elsewhere_stays_one(room: Room) -> None:
    phone = await by_link(room)
    await phone.state()
    seen = codes.cookie_name("s-1", "seen")
    # As a browser sends it on plain HTTP: no word of where it came from, and no strict cookie.
    phone.http.cookie_jar.clear(lambda cookie: cookie.key != seen)
    page = await phone.get(LINK)
    assert "Join the room" in page
    assert "data-auto" in page
    assert f'name="secret" value="{SECRET}"' in page
    assert len(room.session.state.participants) == 1


async def test_the_cookie_that_says_seen_opens_nothing(room: Room) -> None:
    phone = await by_link(room)
    name = codes.cookie_name("s-1", "seen")
    assert {c.key: c["samesite"] for c in phone.http.cookie_jar} == {
        codes.cookie_name("s-1"): "Strict",
        name: "Lax",
    }
    stranger = await room.phone(joined=False)
    assert "has not joined" in await stranger.get("/state", headers={"Cookie": f"{name}=1"})


async def test_teams_are_chosen_by_the_link_too(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(teams=("North", "South"))
    phone = await room.phone(joined=False)
    page = await phone.get(LINK)
    assert 'value="North"' in page
    assert "Code on the screen" not in page
    assert (await phone.post("/join", {"secret": SECRET}))[0] == 400
    assert (await phone.post("/join", {"secret": SECRET, "team": "South"}))[0] == 200
    assert (await phone.state())["team"] == "South"
    forged = f"{codes.cookie_name('s-1')}={codes.new_ticket(SECRET)}"
    told = await (await room.phone(joined=False)).get("/state", headers={"Cookie": forged})
    assert "has not joined" in told


async def test_a_wrong_code_sets_no_cookie(room: Room) -> None:
    phone = await room.phone(joined=False)
    for path in ("/", "/?c=222222", "/?k=nothing"):
        await phone.get(path)
    assert (await phone.join("222222"))[0] == 403
    assert (await phone.post("/join", {"secret": "x" * 22}))[0] == 403
    assert not list(phone.http.cookie_jar)


async def test_a_locked_door(room: Room) -> None:
    inside, waiting = await by_link(room), await by_link(room)
    await inside.state()
    room.session.do(lambda _, s: moves.allow_joining(s, False))
    late = await room.phone(joined=False)
    assert (await late.join())[0] == 409
    assert "Nobody is let in now" in await late.get(LINK)
    assert not list(late.http.cookie_jar)
    assert "has not joined" in await waiting.get("/state")
    assert (await inside.state())["joined"]
    room.session.do(lambda _, s: moves.allow_joining(s, True))
    assert (await waiting.state())["joined"]
    assert (await late.join())[0] == 200


async def test_a_new_code_and_link(room: Room) -> None:
    inside, waiting = await by_link(room), await by_link(room)
    await inside.state()
    code, secret = codes.new_code(), codes.new_secret()
    room.session.do(lambda _, s: moves.change_code(s, code, secret))
    assert (await inside.state())["joined"]
    assert "has not joined" in await waiting.get("/state")
    late = await room.phone(joined=False)
    assert (await late.join())[0] == 403
    assert "This link is out of date" in await late.get(LINK)
    assert (await late.join(room.session.code))[0] == 200
    assert (await (await by_link(room, f"/?k={room.session.secret}")).state())["joined"]


async def test_who_is_dropped_is_out_with_all_votes(room: Room) -> None:
    phone = await by_link(room)
    stream = await phone.stream()
    await until(lambda: room.site.streams.devices == 1)
    room.open()
    await phone.vote("phenotype", 1, "cadm")
    room.session.do(lambda _, s: moves.drop_last(s, 5, room.session.clock()))
    assert room.session.state.open_round.counted == 0  # type: ignore[union-attr]
    await stream.read()  # ends
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 403
    assert "Join the room" in await phone.get("/")
    page = await phone.get(LINK)  # and may come in again, as another
    assert "data-auto" in page
    assert (await phone.post("/join", {"secret": SECRET}))[0] == 200
    assert len(room.session.state.participants) == 1


async def test_strangers_do_not_keep_anybody_from_the_link(make_room: Callable[..., Any]) -> None:
    limits = Limits(lambda: 0.0)
    room: Room = await make_room(limits=limits)
    while limits.allow(""):
        pass
    room.open()
    phone = await by_link(room)
    assert "Pick one" in await phone.get("/")
    assert (await phone.vote("phenotype", 1, "cadm"))[0] == 200


async def test_a_full_room_is_told_to_who_comes_by_the_link(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves.join, "__defaults__", ("", 1))
    await (await by_link(room)).state()
    late = await room.phone(joined=False)
    assert "The room is full" in await late.get(LINK)
    assert not list(late.http.cookie_jar)
