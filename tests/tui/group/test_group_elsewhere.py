"""The room is led from elsewhere while the wall asks something: it acts where it asked, or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.tui.group.conftest import Server, first_day_over, vote
from trainer.group import moves
from trainer.group.codes import new_secret
from trainer.group.session import MOVED_ON, GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.debrief import GroupDebriefScreen
from trainer.tui.group.dialogs import HandCount, LockPick
from trainer.tui.group.lookup import KnownScreen
from trainer.tui.group.room import RoomScreen
from trainer.tui.screens.order_entry import OrderEntry
from trainer.tui.widgets.dialogs import ChoiceScreen, Confirm, Dialog

Make = Callable[..., GroupSession]


def voted(session: GroupSession) -> None:
    """A first round, closed."""
    session.do(moves.open_vote)
    vote(session, {"cadm": 6, "ipf": 1})
    session.do(lambda _, state: moves.close_vote(state))


def round_anew(session: GroupSession) -> None:
    """Take the round back and open another."""
    session.do(moves.withdraw)
    session.do(moves.open_vote)


def another_round(session: GroupSession) -> None:
    """Another device takes the round back, and holds one of its own."""
    round_anew(session)
    session.vote("p0", "phenotype", 2, session.state.rounds["phenotype"][0].votes["p0"])
    session.do(lambda _, state: moves.close_vote(state))


@pytest.mark.parametrize("key", ["v", "u", "t", "l", "e"])
async def test_a_box_of_before_goes_and_says_why(
    make_session: Make, until: Any, said: Any, key: str
) -> None:
    session = make_session()
    voted(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        session.do(moves.lock_majority)
        await until(pilot, lambda: MOVED_ON in said(app))
        assert isinstance(app.screen, RoomScreen)
        assert app.screen.phase == "locked"


@pytest.mark.parametrize(("key", "answer"), [("v", True), ("u", "withdraw"), ("l", True), ("t", 9)])
async def test_an_answer_given_meanwhile_does_nothing(
    make_session: Make, until: Any, said: Any, key: str, answer: object
) -> None:
    session = make_session()
    voted(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        another_round(session)  # the same page as before, of another round
        number = session.state.number
        app.screen.dismiss(answer)
        await until(pilot, lambda: MOVED_ON in said(app))
        assert session.state.number == number


async def test_the_end_is_not_taken_for_the_end_of_another_day(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    first_day_over(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        session.do(moves.next_day)
        app.screen.dismiss(True)
        await until(pilot, lambda: MOVED_ON in said(app))
        assert not session.state.run.finished


async def count_hands(app: GroupApp, pilot: Any, until: Any, voters: str) -> HandCount:
    """The box in which hands are counted, with the first option's votes typed in."""
    await pilot.press("h", voters)
    await until(pilot, lambda: isinstance(app.screen, HandCount))
    assert isinstance(app.screen, HandCount)
    return app.screen


async def test_hands_being_counted_stay_with_their_round(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await count_hands(app, pilot, until, "4")
        session.do(lambda _, state: moves.close_vote(state))
        await until(pilot, lambda: room(app).phase == "closed")
        assert isinstance(app.screen, HandCount)  # what was typed in is not lost
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.state.rounds["phenotype"][0].counted == 4)
        await count_hands(app, pilot, until, "7")
        round_anew(session)
        await until(pilot, lambda: MOVED_ON in said(app))
        assert isinstance(app.screen, RoomScreen)
        assert session.state.open_round
        assert session.state.open_round.counted == 0


async def test_a_count_that_comes_too_late_is_no_count_of_another_round(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        box = await count_hands(app, pilot, until, "4")
        round_anew(session)
        box.action_count()
        assert session.state.open_round
        assert session.state.open_round.counted == 0


async def test_a_pick_is_for_the_question_it_was_typed_for(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "p", "c")
        await until(pilot, lambda: isinstance(app.screen, LockPick))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        session.do(moves.lock_pick)
        session.do(moves.reveal)
        await until(pilot, lambda: MOVED_ON in said(app))
        assert isinstance(app.screen, RoomScreen)
        assert list(session.state.run.locks) == ["phenotype"]


async def test_an_order_is_for_the_day_it_was_called_out_on(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    first_day_over(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", *"ferritin")
        await until(pilot, lambda: "Ferritin" in shown(app))
        box = app.screen
        assert isinstance(box, OrderEntry)
        session.do(moves.next_day)
        box.action_place()
        assert not session.state.run.orders
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))


async def test_the_wall_shows_the_page_it_is_turned_to_whatever_was_before_it(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("k", "j", "f", "question_mark", "ctrl+p"):
            await pilot.press(key)
            await until(pilot, lambda: len(app.screen_stack) == 2)
            session.show("" if session.at else "phenotype")
            await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, KnownScreen))
        session.join("p0")  # that is no other page
        session.do(lambda _, state: moves.allow_joining(state, False))
        await pilot.pause()
        assert isinstance(app.screen, KnownScreen)
        session.do(lambda _, state: moves.end(state))
        await until(pilot, lambda: isinstance(app.screen, GroupDebriefScreen))
        await until(pilot, lambda: "1 Votes" in shown(app))


async def test_a_key_on_a_page_of_before_does_nothing(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: room(app).phase == "question")
        session.do(moves.open_vote)
        room(app).action_close_vote()  # v, which was to open it: the wall has not drawn it yet
        await until(pilot, lambda: MOVED_ON in said(app) and room(app).phase == "open")
        assert session.state.voting


async def test_a_code_changed_meanwhile_is_not_changed_again(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "c")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        session.do(lambda _, state: moves.change_code(state, "ABCDEF", new_secret()))
        await pilot.press("y")
        await until(pilot, lambda: any("changed meanwhile" in text for text in said(app)))
        assert session.code == "ABCDEF"


async def test_who_came_since_the_box_counted_is_not_put_out(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.join("p0")
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "u", "5", "enter")
        await until(pilot, lambda: "Put out 1 device?" in shown(app))
        session.join("p1")
        await pilot.press("y")
        await until(pilot, lambda: list(session.state.participants) == ["p1"])


async def test_the_keys_of_the_door_follow_what_is_done_elsewhere(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session, Server())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await until(pilot, lambda: "Lock the door" in shown(app))
        session.do(lambda _, state: moves.allow_joining(state, False))
        await until(pilot, lambda: "Unlock" in shown(app))


async def test_no_majority_is_no_offer_and_the_key_says_why(
    make_session: Make, until: Any, said: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    session.do(lambda _, state: moves.close_vote(state))
    app = GroupApp(session)
    async with app.run_test(size=(80, 60)) as pilot:
        await until(pilot, lambda: "Nobody voted." in shown(app) and "Vote again" in shown(app))
        assert "l Lock" not in shown(app)
        await pilot.press("l")
        await until(pilot, lambda: any("Nobody has voted: vote again" in s for s in said(app)))
        await pilot.press("n")
        await until(pilot, lambda: any(s.startswith("First the group's") for s in said(app)))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Not now" in shown(app) and "Nobody has voted" in shown(app))
        await pilot.press("escape", "u")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))


async def test_a_key_that_leads_on_never_does_nothing_in_silence(
    make_session: Make, until: Any, said: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, what in (("vlpr", "First n"), ("lrn", "First v"), ("rn", "First the"),
                           ("vlpn", "First r"), ("vlpr", "First n goes on")):  # fmt: skip
            for key in keys:
                app.clear_notifications()
                await pilot.press(key)
                await until(pilot, lambda what=what: any(s.startswith(what) for s in said(app)))
            if what == "First n":
                await pilot.press("n")
            elif what == "First v":
                await pilot.press("v")
                vote(session, {"cadm": 1})
                await pilot.press("v")
            elif what == "First the":
                await pilot.press("l", "y")
            else:
                await pilot.press("r")


async def test_after_the_last_round_no_other_is_offered(
    make_session: Make, until: Any, said: Any, shown: Any
) -> None:
    session = make_session()
    for number in range(5):
        session.do(moves.open_vote)
        vote(session, {"cadm": 1 + number})
        session.do(lambda _, state: moves.close_vote(state))
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "l Lock" in shown(app))
        assert "Vote again" not in shown(app)
        for key in ("v", "t"):
            await pilot.press(key)
            await until(pilot, lambda: any("There have been 5 rounds" in s for s in said(app)))
            assert isinstance(app.screen, RoomScreen)


def room(app: GroupApp) -> RoomScreen:
    return next(s for s in app.screen_stack if isinstance(s, RoomScreen))
