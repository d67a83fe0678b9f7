"""A sentence is written, locked, shown beside the author's and marked, in the full screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets._footer import FooterKey

from tests.questions.case_with_sentences import TEXT
from trainer.case.loader import load_text
from trainer.session import Session
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.sentence_input import SentenceInput

SIZES = [(80, 24), (120, 40)]


async def begin(app, pilot, until, mode="study") -> Session:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    session = Session.start(load_text(TEXT, Path("a-cough.yaml")), app.store, mode=mode)
    app.play(session)
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.query(FooterKey))
    await pilot.press("d")
    await until(pilot, lambda: isinstance(app.screen, DecideScreen))
    await until(pilot, lambda: app.screen.query_one(SentenceInput).has_focus)
    return session


@pytest.mark.parametrize("size", SIZES)
async def test_letters_are_words_until_enter_then_commands(make_app, until, size) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"sphn", "space", *"1 2".replace(" ", ""))
        assert app.screen.query_one(SentenceInput).text == "sphn 12"
        assert not session.state.locks
        await pilot.press("enter", "s")
        await until(pilot, lambda: "first-sentence" in session.state.locks)
        lock = session.state.locks["first-sentence"]
        assert lock.revealed
        assert lock.answer.text == "sphn 12"
        assert lock.answer.confidence is None


async def test_digits_mark_and_take_back_what_ones_own_sentence_has(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await begin(app, pilot, until)
        await pilot.press(*"ill", "enter", "s")
        await until(pilot, lambda: "first-sentence" in session.state.locks)

        def marks() -> tuple[str, ...]:
            return session.state.locks["first-sentence"].answer.elements

        await pilot.press("1")
        await until(pilot, lambda: marks() == ("who",))
        await pilot.press("3")
        await until(pilot, lambda: marks() == ("who", "cough"))
        await pilot.press("1")
        await until(pilot, lambda: marks() == ("cough",))
        await pilot.press("9")  # there is no ninth
        await pilot.press("n")
        await until(pilot, lambda: app.screen.question.id != "first-sentence")
        assert marks() == ("cough",)
    stored = app.store.load(session.run).record.events
    assert [e["elements"] for e in stored if e["kind"] == "mark"] == [
        ["who"], ["who", "cough"], ["cough"],
    ]  # fmt: skip


async def test_a_sentence_begun_is_kept_and_a_paste_is_joined(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot, until)
        app.screen.query_one(SentenceInput).post_message(events.Paste("A woman\nwho coughs"))
        await until(pilot, lambda: app.screen.query_one(SentenceInput).text == "A woman who coughs")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        assert app.screen.query_one(SentenceInput).text == "A woman who coughs"


async def test_an_exam_shows_no_sentence_of_the_author(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        session = await begin(app, pilot, until, mode="exam")
        await pilot.press(*"ill", "enter", "s")
        await until(pilot, lambda: "first-sentence" in session.state.locks)
        assert "coughed for three weeks" not in shown(app)
        assert not session.state.locks["first-sentence"].revealed
