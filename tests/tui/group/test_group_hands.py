"""Hands counted and typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.tui.group.conftest import answered
from tests.tui.test_contrast import cells
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.dialogs import HandCount

Make = Callable[..., GroupSession]


async def test_hands_are_typed_line_by_line_and_close_the_vote(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        assert session.state.voting == "phenotype"
        await pilot.press("1", "tab", "enter", "1", "2", "enter", "3", "enter", "enter")
        await until(pilot, lambda: "Round 1: 16 votes" in shown(app))
        assert not session.state.voting
        hands = session.state.rounds["phenotype"][0].hands[""]
        assert dict(hands.counts) == {"anti-synthetase": 1, "cadm": 12, "ipf": 3}
        # A slip is put right, in the closed round, too.
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        await pilot.press("2", *["enter"] * 5)
        await until(pilot, lambda: "Round 1: 17 votes" in shown(app))


@pytest.mark.parametrize("light", [False, True])
async def test_everything_around_a_count_of_hands_can_be_read(
    make_session: Make, until: Any, shown: Any, light: bool
) -> None:
    app = GroupApp(make_session())
    async with app.run_test(size=(120, 40)) as pilot:
        if light:
            app.action_light()
        await pilot.press("n", "h")
        await until(pilot, lambda: "Hands in round 1" in shown(app))
        assert min(cells(app))[0] >= 4.5


async def test_two_rounds_of_hands_show_how_the_room_moved(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        await pilot.press("5", "enter", "enter", "5", "enter", "enter", "enter")
        await until(pilot, lambda: "Round 1: 10 votes" in shown(app))
        await pilot.press("v", "y", "h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        await pilot.press("enter", "enter", "8", "enter", "2", "enter", "enter")
        await until(pilot, lambda: "Round 2: 10 votes" in shown(app))
        assert "The distribution moved by 50 %." in shown(app)


async def test_each_team_has_its_count(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session(teams=("Red", "Blue"))
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: "Team Red (1 of 2)" in shown(app))
        # As fast as a paste: no digit may land in another team's line.
        await pilot.press("4", *["enter"] * 5, "6", *["enter"] * 5)
        await until(pilot, lambda: "Round 1: 10 votes" in shown(app))
        hands = session.state.rounds["phenotype"][0].hands
        assert {team: h.people for team, h in hands.items()} == {"Red": 4, "Blue": 6}


async def test_impossible_counts_are_told(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    answered(session, "cadm")
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: "people who raised a hand" in shown(app))
        await pilot.press("9", *["enter"] * 7, "3", "enter")
        await until(pilot, lambda: "At least 9 people raised a hand." in shown(app))
        assert isinstance(app.screen, HandCount)
        await pilot.press("1", "2", "enter")
        await until(pilot, lambda: "Round 1: 12 votes" in shown(app))


async def test_with_devices_in_the_room_the_vote_stays_open(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.join("p1")
    session.do(moves.open_vote)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        await pilot.press("4", *["enter"] * 5)
        await until(pilot, lambda: "4 votes, 1 in" in shown(app))
        assert session.state.voting


async def test_lines_can_be_clicked(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        await pilot.click("CountTable", offset=(10, 2))
        await pilot.press("7", "backspace", "8")
        await pilot.click("#dialog-buttons Button")
        await until(pilot, lambda: "Round 1: 8 votes" in shown(app))
        assert dict(session.state.rounds["phenotype"][0].hands[""].counts) == {"cadm": 8}


async def test_long_options_stay_whole_where_hands_are_counted(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("n", "h")
        await until(pilot, lambda: isinstance(app.screen, HandCount))
        table = app.screen.query_one("CountTable")
        await until(pilot, lambda: table.size.height == 10)  # two rows each
        words = " ".join(line.strip(" │") for line in shown(app).splitlines())
        for option in session.case.questions["phenotype"].choices:
            assert all(word in words for word in option.wording.split())
        await pilot.click("CountTable", offset=(20, 5))  # the second row of the third
        await pilot.press("8", *["enter"] * 3)
        await until(pilot, lambda: "Round 1: 8 votes" in shown(app))
        assert dict(session.state.rounds["phenotype"][0].hands[""].counts) == {"cadm": 8}
