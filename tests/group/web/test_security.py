"""Who others on the network may pretend to be, and how often they may try."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.group.web.attack import voted
from tests.group.web.conftest import CODE, JSON, Room
from trainer.group import codes
from trainer.group.web import phones
from trainer.group.web.limits import Bucket, Limits


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_a_post_from_another_page(room: Room, headers: dict[str, str]) -> None:
    phone = await room.phone()
    room.open()
    assert await voted(phone, **headers) == 403
    assert not room.session.state.open_round.votes  # type: ignore[union-attr]
    own = {"Origin": f"http://127.0.0.1:{room.port}", "Sec-Fetch-Site": "same-origin"}
    assert await voted(phone, **own) == 200


async def test_a_form_token_of_another_phone(room: Room) -> None:
    phone, other = await room.phone(), await room.phone()
    room.open()
    data = {"decision": "phenotype", "round": "1", "pick": "cadm"}
    null = {**JSON, "Origin": "null"}
    for token, status in ((codes.form_token(other.token), 403), ("é" * 9, 403),
                          (codes.form_token(phone.token), 200)):  # fmt: skip
        assert (await phone.post("/vote", {**data, "form": token}, headers=null))[0] == status


@pytest.mark.parametrize("token", ["", "0" * 32, "x" * 32, "A" * 32, "é", "../../etc", "0" * 3000])
async def test_a_forged_token(room: Room, token: str) -> None:
    await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    name = codes.cookie_name("s-1")
    status = await voted(stranger, Cookie=f"{name}={token}")
    assert status == 403
    stranger.http.cookie_jar.update_cookies({name: codes.participant_of("0" * 32)})
    assert await voted(stranger) == 403


async def test_the_hash_in_the_journal_is_no_token(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    known = next(iter(room.session.state.participants))
    assert known == codes.participant_of(phone.token) != phone.token
    for token in (known, known[:32]):
        assert await voted(stranger, Cookie=f"{codes.cookie_name('s-1')}={token}") == 403


async def test_a_token_of_another_session(room: Room) -> None:
    phone = await room.phone()
    room.open()
    stranger = await room.phone(joined=False)
    assert await voted(stranger, Cookie=f"{codes.cookie_name('s-2')}={phone.token}") == 403


async def test_a_vote_that_is_replayed_later(room: Room) -> None:
    phone = await room.phone()
    room.open()
    assert await voted(phone) == 200
    room.close()
    assert await voted(phone) == 409
    room.open()
    assert await voted(phone) == 409
    assert (await phone.vote("phenotype", 2, "cadm"))[0] == 200
    for decision, round_ in (("poor-prognosis", 1), ("phenotype", 3), ("no-such", 1), ("", 0)):
        assert (await phone.vote(decision, round_, "cadm"))[0] == 409


async def test_the_cookie_is_for_this_page_alone(room: Room) -> None:
    phone = await room.phone(joined=False)
    async with phone.http.post("/join", data={"code": CODE}, headers=JSON) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert len(phone.token) == 32


async def test_guessing_the_code(
    make_room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    room: Room = await make_room(limits=Limits(lambda: 0.0))
    monkeypatch.setattr(phones, "WRONG_CODE_SECONDS", 0.01)
    monkeypatch.setattr(phones, "Bucket", lambda rate, burst: Bucket(rate, burst, lambda: now[0]))
    guessed: Room = await make_room()
    phone = await guessed.phone(joined=False)
    found = [(await phone.join(f"{n:06}"))[0] for n in range(70)]
    assert found == [403] * 60 + [429] * 10
    assert (await phone.join())[0] == 429  # and says nothing of whether it was right
    now[0] += 1
    assert (await phone.join())[0] == 200
    assert room.port


async def test_a_wrong_code_waits(room: Room) -> None:
    phone = await room.phone(joined=False)
    began = time.monotonic()
    assert (await phone.join("ABCDEG"))[0] == 403
    assert time.monotonic() - began >= phones.WRONG_CODE_SECONDS
    for odd in ("", "é" * 6, "\x00", "A" * 500, "ABCDEF\nX"):
        assert (await phone.join(odd))[0] in (400, 403)
    assert not room.session.state.participants


async def test_the_code_dies_with_the_session(room: Room) -> None:
    phone = await room.phone(joined=False)
    assert (await phone.join("ZZZZZZ"))[0] == 403
    room.end()
    assert (await phone.join())[0] == 409


async def test_one_phone_too_fast_is_not_the_others_trouble(make_room: Callable[..., Any]) -> None:
    room: Room = await make_room(limits=Limits(lambda: 0.0))
    fast, other = await room.phone(), await room.phone()
    room.open()
    found = [await voted(fast) for _ in range(45)]
    assert found.count(200) == 40
    assert found[-1] == 429
    assert await voted(other) == 200


async def test_strangers_do_not_keep_the_room_from_voting(make_room: Callable[..., Any]) -> None:
    limits = Limits(lambda: 0.0)
    room: Room = await make_room(limits=limits)
    phone = await room.phone()
    room.open()
    while limits.allow(""):
        pass
    stranger = await room.phone(joined=False)
    assert "Too much at once" in await stranger.get("/")
    assert await voted(phone) == 200


async def test_the_room_is_full(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    take = type(room.session).join
    most = {"most": 2}

    def join(self: Any, who: str, team: str = "") -> Any:
        from trainer.group import moves

        return self.do(lambda _, s: moves.join(s, who, team, **most))

    assert take
    monkeypatch.setattr(type(room.session), "join", join)
    for _ in range(2):
        await room.phone()
    late = await room.phone(joined=False)
    status, told = await late.join()
    assert status == 409
    assert "full" in told["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
async def test_the_code_lets_in_only_who_means_it(room: Room, headers: dict[str, str]) -> None:
    phone = await room.phone(joined=False)
    page = await phone.get(f"/?c={CODE}", headers=headers)
    assert "Join the room" in page
    assert f'value="{CODE}"' in page
    async with phone.http.head(f"/?c={CODE}") as answer:
        assert answer.status == 200
    assert not room.session.state.participants
