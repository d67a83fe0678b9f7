"""A slip can be taken back: a round that was opened, closed or held by mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.tui.group.conftest import answered, vote
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.room import RoomScreen
from trainer.tui.widgets.dialogs import ChoiceScreen, Confirm

Make = Callable[..., GroupSession]


def close(session: GroupSession) -> None:
    session.do(lambda _, state: moves.close_vote(state))


async def test_a_new_round_asks_and_no_is_no_round(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    vote(session, {"cadm": 6})
    close(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        assert not session.state.voting
        assert len(session.state.rounds["phenotype"]) == 1


async def test_a_closed_round_is_opened_again_and_one_is_withdrawn(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    vote(session, {"cadm": 6})
    close(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "Open round 1 with its 6 votes again" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: session.state.voting == "phenotype")
        vote(session, {"cadm": 6, "ipf": 2})
        await pilot.press("v")
        await until(pilot, lambda: "Round 1: 8 votes" in shown(app))
        await pilot.press("v", "y")
        await until(pilot, lambda: bool(session.state.voting))
        vote(session, {"ipf": 1})
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert "Withdraw round 2 with its 1 vote" in shown(app)
        await pilot.press("1")  # an open vote can only be withdrawn
        await until(pilot, lambda: "Round 1: 8 votes" in shown(app))
        assert not session.state.voting
        assert "Round 2" not in shown(app)
        await pilot.press("v", "y")
        await until(pilot, lambda: bool(session.state.voting))
        vote(session, {"cadm": 8})
        await pilot.press("v")
        await until(pilot, lambda: "Round 2: 8 votes" in shown(app))


async def test_an_empty_round_is_no_round(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    session.do(moves.open_vote)
    vote(session, {"cadm": 6})
    close(session)
    session.do(moves.open_vote)
    close(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Round 1: 6 votes" in shown(app))
        assert "Round 2" not in shown(app)
        await pilot.press("l", "y")
        await until(pilot, lambda: session.state.run.locks["phenotype"].picks == ("cadm",))


async def test_a_vote_in_which_nobody_voted_shows_the_question_and_opens_without_asking(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    close(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nobody voted." in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: bool(session.state.voting))


async def test_earlier_questions_are_shown_again(
    make_session: Make, until: Any, shown: Any, said: Any
) -> None:
    session = make_session()
    answered(session, "cadm")
    answered(session, "high-ferritin")
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "b")
        await until(pilot, lambda: "counts ferritin" in shown(app))
        await pilot.press("b")
        await until(pilot, lambda: "clinically amyopathic" in shown(app))
        await pilot.press("b")
        await until(pilot, lambda: "No question was put before." in said(app))
        await pilot.press("n")
        await until(pilot, lambda: "A number from 0 to 100" in shown(app))
