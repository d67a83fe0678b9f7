"""Diagnoses are found, weighed, locked and revised in the full screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from tests.questions.case_with_differentials import TEXT
from trainer.case.loader import load_text
from trainer.engine import moves
from trainer.questions import Answer
from trainer.session import Session
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.chances_input import ChancesInput

SIZES = [(80, 24), (120, 40)]


async def begin(app, pilot, until, mode="study") -> Session:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    session = Session.start(load_text(TEXT, Path("a-cough.yaml")), app.store, mode=mode)
    app.play(session)
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.query(FooterKey))
    await pilot.press("d")
    await until(pilot, lambda: isinstance(app.screen, DecideScreen))
    await until(pilot, lambda: app.screen.query_one("#answer-search").has_focus)
    return session


def listed(app) -> tuple[tuple[str, int], ...]:
    return app.screen.query_one(ChancesInput).chances


@pytest.mark.parametrize("size", SIZES)
async def test_letters_search_enter_adds_and_digits_and_arrows_weigh(
    make_app, until, shown, size
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"asthma", "enter")
        await until(pilot, lambda: listed(app) == (("asthma", 10),))
        assert app.screen.query_one("#answer-search").has_focus
        await pilot.press("4", "right")
        assert listed(app) == (("asthma", 45),)
        await pilot.press(*"shp", "enter", "backspace", "backspace", "backspace", *"PE", "enter")
        await until(pilot, lambda: len(listed(app)) == 2)
        assert not session.state.locks  # s, h and p were letters
        await pilot.press("2", "left")
        assert listed(app) == (("asthma", 45), ("pulmonary-embolism", 15))
        assert "something else" in shown(app)
        assert "40 %" in shown(app)
        await pilot.press("escape", "s")
        await until(pilot, lambda: "first-list" in session.state.locks)
        lock = session.state.locks["first-list"]
        assert lock.revealed
        assert lock.answer.chances == (("asthma", 45), ("pulmonary-embolism", 15))
        assert lock.answer.confidence is None
        await until(pilot, lambda: "Not missed " in shown(app))
        assert "neumonia" not in shown(app)


async def test_a_name_is_cut_only_where_there_is_no_room(make_app, until, shown) -> None:
    name = "Glucose-6-phosphate dehydrogenase deficiency"
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press(*"g6pd", "enter")
        await until(pilot, lambda: f"> {name} ██░" in shown(app))
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: f"> {name[:20]}" in shown(app) and name not in shown(app))


async def test_names_typed_one_after_the_other_submit_and_pass_nothing(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"asthma", "enter", *"sepsis", "enter", *"pulmonary emb", "enter")
        await until(pilot, lambda: len(listed(app)) == 3)
        assert not session.state.locks
        assert [d for d, _ in listed(app)] == ["asthma", "sepsis", "pulmonary-embolism"]
        await pilot.press("up", "6", "delete")
        assert listed(app) == (("asthma", 10), ("pulmonary-embolism", 10))


async def test_more_than_a_hundred_is_said_and_not_locked(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"asthma", "enter", "8", "enter", *"sepsis", "enter", "4")
        await until(pilot, lambda: "take 20 % away" in shown(app))
        await pilot.press("escape", "s")
        await pilot.pause()
        assert not session.state.locks
        await pilot.press("up", "6", "s")
        await until(pilot, lambda: "first-list" in session.state.locks)


async def test_five_are_the_most_and_one_is_taken_off(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        for letters in ("asthma", "sepsis", "malaria", "gout", "rabies", "scurvy"):
            app.screen.query_one("#answer-search").focus()
            await pilot.press(*letters, "enter")
        assert [d for d, _ in listed(app)] == ["asthma", "sepsis", "malaria", "gout", "rabies"]
        await pilot.press("escape", "delete")
        assert len(listed(app)) == 4
        await pilot.press(*["left"] * 4)
        assert {c for _, c in listed(app)} == {10, 1}  # never nothing
        await pilot.press("right")
        assert {c for _, c in listed(app)} == {10, 5}


async def test_a_list_begun_is_kept_while_one_looks_elsewhere(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        await pilot.press(*"asthma", "enter", "7", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        assert listed(app) == (("asthma", 70),)


async def test_the_last_list_is_there_to_revise(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"asthma", "enter", "4", "escape", "s")
        await until(pilot, lambda: "first-list" in session.state.locks)
        session.do(moves.pass_by(session.case, session.state, "first-look"))
        session.do(moves.go(session.case, session.state, 3))
        app.screen.dismiss(False)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        assert app.screen.question.id == "second-list"
        assert listed(app) == (("asthma", 40),)
        await until(pilot, lambda: "Asthma" in shown(app))
        assert shown(app).count("Asthma") == 1
        await until(pilot, lambda: app.screen.query_one("#answer-search").has_focus)
        await pilot.press("1", "escape", "s")
        await until(pilot, lambda: "second-list" in session.state.locks)
        assert session.state.locks["second-list"].answer.chances == (("asthma", 10),)


async def test_what_is_not_found_is_said_and_a_hostile_text_is_only_text(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await begin(app, pilot, until)
        search = app.screen.query_one("#answer-search", Input)
        for text in ("[/", "[zzz]qqq", "zzzzzzqqq"):
            search.value = text
            await pilot.press("enter")
        assert listed(app) == ()
        await pilot.press("escape", "s")
        await pilot.pause()
        assert not session.state.locks


@pytest.mark.parametrize("size", SIZES)
async def test_the_debrief_draws_how_the_chances_moved(make_app, until, shown, size) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        session = Session.start(load_text(TEXT, Path("a-cough.yaml")), app.store)
        case, chances = session.case, (("community-acquired-pneumonia", 60),)
        for name, question in case.questions.items():
            if question.day > session.state.day:
                session.do(moves.go(case, session.state, question.day))
            answer = Answer(chances=chances)
            given = question.kind == "differential"
            event = (
                moves.commit(case, session.state, name, answer)
                if given
                else moves.pass_by(case, session.state, name)
            )
            session.do(*moves.lock(session.state, event))
        session.do(moves.go(case, session.state, 5))
        session.do(moves.finish(case, session.state))
        app.push_screen(DebriefScreen(session))
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("2", "end")
        await until(pilot, lambda: "What it was" in shown(app))
        detail = app.screen.query_one("#debrief-detail")
        detail.scroll_end(animate=False)
        await until(pilot, lambda: "* what it was" in shown(app))
        assert "findings                     a                 b" in shown(app)
