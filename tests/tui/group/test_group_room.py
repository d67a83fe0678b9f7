"""The room's screen: a whole decision, and what must not be seen before its time."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.tui.group.conftest import Clock, answered, first_day_over, vote
from trainer.group import moves
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.debrief import GroupDebriefScreen
from trainer.tui.group.room import RoomScreen
from trainer.tui.widgets.dialogs import Confirm

Make = Callable[..., GroupSession]
SIZES = [(80, 24), (120, 40), (200, 60)]


def room(app: GroupApp) -> RoomScreen:
    return next(s for s in app.screen_stack if isinstance(s, RoomScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_a_decision_from_reading_to_the_next(
    make_session: Make, until: Any, shown: Any, size: tuple[int, int]
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "52 years, male" in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: "Which diagnosis" in " ".join(shown(app).split()))
        await pilot.press("v")
        await until(pilot, lambda: session.state.voting == "phenotype")
        vote(session, {"cadm": 6, "dermatomyositis-open": 4})
        await until(pilot, lambda: "10 votes, 10 in" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: "60 %" in shown(app) and "40 %" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Confirm))  # a slip makes no round
        await pilot.press("y")
        await until(pilot, lambda: len(session.state.rounds["phenotype"]) == 2)
        vote(session, {"cadm": 9, "ipf": 1})
        await pilot.press("v")
        await until(pilot, lambda: "4 of 10 devices changed" in shown(app))
        assert "B→C:3" in shown(app)
        assert "B→D:1" in shown(app)
        assert "60 %" in shown(app)
        assert "90 %" in shown(app)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: "by majority" in shown(app))
        assert session.state.run.locks["phenotype"].picks == ("cadm",)
        await pilot.press("r")
        await until(pilot, lambda: "What the report did" in shown(app))
        assert "imai-2024 C4" in shown(app)
        await pilot.press("n")
        await until(pilot, lambda: room(app).at == "poor-prognosis")


async def test_nothing_of_the_tally_is_shown_while_the_vote_is_open(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: session.state.voting)
        vote(session, {"cadm": 37, "ipf": 5})
        await until(pilot, lambda: "42 votes" in shown(app))
        assert not re.search(r"\b(37|5|88|12)\b(?! U/L)", _options(shown(app)))
        assert "%" not in shown(app)
        svg = app.export_screenshot()
        assert "37" not in re.sub(r"<style.*?</style>|<[^>]*>", "", svg, flags=re.DOTALL)
        for key in ("d", "n"):  # nor by a look at the day and back
            await pilot.press(key)
        await until(pilot, lambda: "42 votes" in shown(app))
        assert not re.search(r"\b(37|5)\b(?! U/L)", _options(shown(app)))


def _options(text: str) -> str:
    lines = [line for line in text.splitlines() if re.match(r"\s+[A-G] .\s", line)]
    assert len(lines) >= 5
    return "\n".join(line[:85] for line in lines)


async def test_key_and_advice_stay_off_the_projector_before_the_reveal(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    asked = session.case.questions["phenotype"]
    secrets = [o.why[:25] for o in asked.options] + [asked.answer.text[:30]]
    secrets += ["recommended", "unnecessary", "acceptable", "Rule of thumb", "reported:"]
    secrets += ["The report did this", "The report did not do", "The report did part"]
    pages = []

    async def look() -> None:
        await pilot.pause()
        pages.append(" ".join(shown(app).split()))

    async with app.run_test(size=(200, 200)) as pilot:
        await until(pilot, lambda: "New today" in shown(app))
        await look()
        await pilot.press("n")
        await until(pilot, lambda: room(app).phase == "question")
        await look()
        await pilot.press("v")
        await until(pilot, lambda: session.state.voting)
        vote(session, {"cadm": 5, "ipf": 5})
        await look()
        await pilot.press("v")
        await until(pilot, lambda: room(app).phase == "closed")
        await look()
        await pilot.press("k")
        await look()
        await pilot.press("escape", "p", "c", "enter", "y")
        await until(pilot, lambda: room(app).phase == "locked")
        await look()
        for page in pages:
            assert not [s for s in secrets if " ".join(s.split()) in page]
        await pilot.press("r")
        await until(pilot, lambda: "Sound that day: best" in shown(app))


async def test_a_tie_is_told_and_the_facilitator_may_pick(
    make_session: Make, until: Any, said: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: session.state.voting)
        vote(session, {"cadm": 5, "ipf": 5})
        await pilot.press("v", "l")
        await until(pilot, lambda: any("divided evenly" in text for text in said(app)))
        assert not session.state.run.locks
        await pilot.press("p", "x", "enter")
        await until(pilot, lambda: "There is no option X" in shown(app))
        await pilot.press("backspace", "b", "c", "enter")
        await until(pilot, lambda: "At most 1 may be picked" in shown(app))
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: "B: " in shown(app) and "the group's answer?" in shown(app))
        await pilot.press("escape")  # a slip is seen before it stands
        assert not session.state.run.locks
        await pilot.press("enter", "y")
        await until(pilot, lambda: session.state.run.locks)
        assert session.state.run.locks["phenotype"].picks == ("dermatomyositis-open",)
        await until(pilot, lambda: "entered by the facilitator" in shown(app))


async def test_a_question_may_be_passed_and_is_revealed_all_the_same(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "p", "ctrl+n", "y")
        await until(pilot, lambda: "The group passed this question." in shown(app))
        await pilot.press("r")
        await until(pilot, lambda: room(app).phase == "revealed")
        await pilot.press("n")
        await until(pilot, lambda: room(app).at == "poor-prognosis")


async def test_the_countdown_locks_at_zero(
    make_session: Make, until: Any, shown: Any, clock: Clock
) -> None:
    session = make_session(countdown=90)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: "90 seconds left" in shown(app))
        clock.now += 60.5
        await until(pilot, lambda: "30 seconds left" in shown(app))
        clock.now += 29.5
        await until(pilot, lambda: not session.state.voting)
        await until(pilot, lambda: room(app).phase == "closed")
        await pilot.press("t", "2", "0", "enter")
        await until(pilot, lambda: "20 seconds left" in shown(app))


async def test_an_estimate_by_devices(make_session: Make, until: Any, shown: Any) -> None:
    from trainer.questions import Answer

    session = make_session()
    answered(session, "cadm")
    answered(session, "high-ferritin")
    app = GroupApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "A number from 0 to 100 (%)" in shown(app))
        assert "hands" not in [b.action for b in _bound(app)]
        await pilot.press("v")
        await until(pilot, lambda: session.state.voting)
        for index, value in enumerate((20, 40, 90)):
            session.join(f"p{index}")
            session.vote(f"p{index}", "mortality", 1, Answer((), float(value), 60))
        await pilot.press("v")
        await until(pilot, lambda: "Median: 40 %" in shown(app))
        assert "Confidence: 60 % (3 said)" in shown(app)
        await pilot.press("l", "y")
        await until(pilot, lambda: session.state.run.locks["mortality"].answer.value == 40)


async def test_orders_days_and_the_end(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    first_day_over(session)
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")  # from what was revealed last
        await until(pilot, lambda: "What the team did" in shown(app))
        await pilot.press("o", *"ferritin", "enter")
        await until(pilot, lambda: "Ordered: Ferritin" in shown(app))
        assert [o.order for o in session.state.run.orders] == ["ferritin"]
        await pilot.press("escape", "n")
        await until(pilot, lambda: session.state.run.day == 13)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, GroupDebriefScreen))
        assert "1 Votes" in shown(app)
        for number, text in enumerate(("Naming the illness", "Sound that day", "You: "), 1):
            await pilot.press(str(number))
            await until(pilot, lambda text=text: text in shown(app))
        await pilot.press("q")
    assert app.return_code == 0


async def test_other_colours_are_chosen_while_the_debrief_opens(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.debrief()
        await app.run_action("light")
        await until(pilot, lambda: "1 Votes" in shown(app))
        assert not app.current_theme.dark


async def test_votes_of_a_thread_and_of_the_facilitator_end_in_one_debrief(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: session.state.voting)
        worker = threading.Thread(target=vote, args=(session, {"cadm": 60, "ipf": 40}))
        worker.start()
        await until(pilot, lambda: "100 votes, 100 in" in shown(app))
        worker.join()
        session.do(lambda _, s: moves.close_vote(s))
        session.do(moves.open_vote)
        vote(session, {"cadm": 90, "ipf": 10})
        session.do(lambda _, s: moves.close_vote(s))
        session.do(moves.lock_majority)
        session.do(moves.reveal)
        session.do(lambda _, s: moves.end(s))
        await until(pilot, lambda: "Normalised gain (Hake): 0.75." in shown(app))
        assert "Agreement with the report: 60 % at first, 90 % at last." in shown(app)


async def test_a_session_taken_up_again_goes_on_where_it_was(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    session.do(moves.open_vote)
    vote(session, {"cadm": 7})
    session.do(lambda _, s: moves.close_vote(s))
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Round 1: 7 votes" in shown(app))


async def test_a_page_turned_to_before_the_wall_was_there_is_the_first_it_shows(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    question = next(iter(session.case.questions.values()))
    session.show(question.id)  # by the facilitator's own page
    app = GroupApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: question.prompt[:30] in shown(app))
        assert session.at == question.id


async def test_a_key_pressed_too_early_says_what_comes_first(
    make_session: Make, until: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:

        def said() -> str:
            return " ".join(note.message for note in app._notifications)

        await pilot.press("n", "r")
        await until(pilot, lambda: "First v opens the vote" in said())
        await pilot.press("v")
        await until(pilot, lambda: session.state.voting and not said())
        vote(session, {"cadm": 2, "ipf": 1})
        await pilot.press("v", "r")
        await until(pilot, lambda: "l for the majority" in said())
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Confirm))


def _bound(app: GroupApp) -> list[Any]:
    return [b.binding for b in app.screen.active_bindings.values() if b.enabled]
