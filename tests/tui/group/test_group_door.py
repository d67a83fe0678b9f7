"""The way in as the room sees it, and what the facilitator does about who is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.tui.group.conftest import Clock, Server, vote
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.join import JoinScreen
from trainer.tui.widgets.dialogs import AskNumber, Confirm

Make = Callable[..., GroupSession]


async def test_the_way_in(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    server = Server()
    app = GroupApp(session, server)
    async with app.run_test(size=(80, 24)) as pilot:
        head = "http://192.0.2.7:8642   code 7KQ2MX   0 connected"
        await until(pilot, lambda: head in shown(app))
        server.devices = 1
        await until(pilot, lambda: "1 connected" in shown(app))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JoinScreen))
        assert "7 K Q 2 M X" in shown(app)


async def test_a_full_room_s_head_is_whole_and_a_long_address_goes_before_the_count(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    for n in range(42):
        session.join(f"{n:064x}")
    server = Server()
    server.devices, server.urls = 40, ("http://192.168.100.200:8642/",)
    app = GroupApp(session, server)
    async with app.run_test(size=(80, 24)) as pilot:
        whole = "http://192.168.100.200:8642/   code 7KQ2MX   40 connected of 42"
        await until(pilot, lambda: whole in shown(app))
        server.urls = ("https://a-room-with-quite-a-long-name.example.org/",)
        await until(pilot, lambda: f"{server.urls[0]}   code 7KQ2MX" in shown(app))
        assert "connected" not in shown(app)
        assert "…" not in shown(app)


async def test_the_door_is_locked_and_unlocked(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "l")
        await until(pilot, lambda: not session.state.joining)
        await until(pilot, lambda: "nobody is let in" in shown(app) and "Unlock" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "door locked" in shown(app))
        await pilot.press("j", "l")
        await until(pilot, lambda: session.state.joining and "Lock the door" in shown(app))


async def test_a_crowd_of_strangers_is_seen_and_put_out_with_its_votes(
    make_session: Make, until: Any, shown: Any, clock: Clock
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    vote(session, {"cadm": 3})
    clock.now += 900
    for n in range(40):
        session.join(f"stranger{n}")
        session.vote(f"stranger{n}", "phenotype", 1, session.state.open_round.votes["p0"])
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "0 connected of 43" in shown(app))
        await pilot.press("j")
        await until(pilot, lambda: "of 43 joined, 43 voted" in shown(app))
        assert "40 of them in the last 5 minutes" in shown(app)
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, AskNumber))
        await pilot.press("9", "enter")
        await until(pilot, lambda: "Put out 40 devices and take back their 40 votes?" in shown(app))
        await pilot.press("y")
        await until(pilot, lambda: "of 3 joined, 3 voted" in shown(app))
        assert session.state.open_round.counted == 3


async def test_a_new_code_is_asked_for_and_shown(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session, Server())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "7 K Q 2 M X" in shown(app))
        assert "██████  ██  ██" in shown(app)  # in large letters, too
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: " ".join(session.code) in shown(app))
        assert session.code != "7KQ2MX"


async def test_the_wall_turns_to_the_page_that_its_facilitator_s_phone_turns_to(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        title = session.case.questions["phenotype"].title
        await until(pilot, lambda: "Before today" in shown(app))
        assert title not in shown(app)
        session.show("phenotype")
        await until(pilot, lambda: title in shown(app) and "v Open vote" in shown(app))
        session.show("")
        await until(pilot, lambda: "Before today" in shown(app))
