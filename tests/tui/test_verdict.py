"""A verdict on the screen: it fits, the rest is a key away, and a doubt is kept with the run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.containers import VerticalScroll

from tests.presentation.test_verdict_first import CASES, answers
from tests.questions.case_with_differentials import TEXT as WITH_DIFFERENTIALS
from tests.questions.case_with_sentences import TEXT as WITH_SENTENCES
from tests.shipped import shipped, shipped_file
from trainer.case.loader import load_text
from trainer.engine import moves
from trainer.engine.state import Lock, begin
from trainer.questions import Answer
from trainer.session import Session
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.widgets.verdict_page import answer

CASE = next(path for path in CASES if path.stem == "anti-mda5-ild")
OWN_WORDS = "skin yes, muscle no, antibody high"


async def decided(app, pilot, until, given: Answer | None, mode="study", case=None) -> Session:
    """The first question of a case after it was answered so, on its screen."""
    session = Session.start(case or shipped_file(CASE), app.store, mode=mode)
    name = next(iter(session.case.questions))
    if given is None:
        session.lock(moves.pass_by(session.case, session.state, name))
    else:
        session.lock(moves.commit(session.case, session.state, name, given))
    app.push_screen(DecideScreen(session, name))
    await until(pilot, lambda: isinstance(app.screen, DecideScreen))
    await until(pilot, lambda: app.screen.query_one("#decide-answered").size.height)
    return session


PICK = Answer(("cadm",), confidence=70, reason=OWN_WORDS)


async def test_every_verdict_of_every_shipped_case_fits_80_by_24(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await decided(app, pilot, until, PICK)
        page = app.screen.query_one("#decide-answered", VerticalScroll)
        width, height = page.scrollable_content_region.size
        assert not page.show_vertical_scrollbar
        assert "▸ 4 other answers: 1 possible, 2 unlikely, 1 dangerous" in shown(app)
    tall = []
    for path in CASES:
        case = shipped(path)
        before: dict[str, Lock] = {}
        for question in case.questions.values():
            for given in answers(question):
                if given is not None and question.forecast:
                    given = replace(given, confidence=100, reason=OWN_WORDS)
                locks = before | {question.id: Lock(question.day, given, revealed=True)}
                session: Any = SimpleNamespace(case=case, state=replace(begin(case), locks=locks))
                drawn = answer(session, question.id)
                # Two lists of five have ten rows; who revises a list has about six.
                named = {d for lock in locks.values() if lock.answer for d in lock.answer.chances}
                rows = len({diagnosis for diagnosis, _ in named})
                if rows <= 6 and drawn.get_height({}, width) > height:
                    tall.append((path.stem, question.id, given))
            before[question.id] = Lock(question.day, question.reported_answer(), revealed=True)
    assert not tall


async def test_the_parts_of_a_verdict_stand_apart_where_there_is_room(make_app, until) -> None:
    app = make_app()
    several = Answer(("high-ferritin", "lymphocytes"))
    async with app.run_test(size=(80, 24)) as pilot:
        session = await decided(app, pilot, until, PICK)
        name = list(session.case.questions)[1]
        session.lock(moves.commit(session.case, session.state, name, several))
        lines = answer(session, name).text.splitlines()
    for label in ("Best", "Reported"):
        at = next(n for n, line in enumerate(lines) if line.startswith(label))
        assert not lines[at - 1]


async def test_on_a_small_terminal_the_question_is_in_sight_before_its_options(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        session = Session.start(shipped_file(CASE), app.store)
        app.push_screen(DecideScreen(session, next(iter(session.case.questions))))
        await until(pilot, lambda: "Pick one" in shown(app))
        assert "Typical skin, full power" in shown(app)
        await until(pilot, lambda: bool(app.focused))
        assert "Typical skin, full power" in shown(app)
        session.close()


async def test_the_rest_and_the_citations_are_a_key_away(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        session = await decided(app, pilot, until, PICK)
        question = session.case.questions["phenotype"]
        others = [o.why[:20] for o in question.options if o.id != "cadm"]
        assert not [why for why in others if why in shown(app)]
        await pilot.press("v")
        await until(pilot, lambda: all(why in shown(app) for why in others))
        await pilot.press("v")
        await until(pilot, lambda: not [why for why in others if why in shown(app)])
        page = app.screen.query_one("#decide-result")
        assert "imai-2024" not in page.content.text
        await pilot.press("c")
        await until(pilot, lambda: "imai-2024 C4" in page.content.text)
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await decided(again, pilot, until, PICK)
        assert "imai-2024 C4" in again.screen.query_one("#decide-result").content.text


async def test_an_exam_tells_no_verdict_and_has_no_key_for_one(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await decided(app, pilot, until, PICK, "exam")
        await until(pilot, lambda: "Undo" in shown(app))
        before = shown(app)
        await pilot.press("v", "c")
        assert shown(app) == before
        for said in (
            "Sound",
            "of 1",
            "Reported",
            "best",
            session.case.questions["phenotype"].answer.text[:20],
        ):
            assert said not in before


async def test_how_to_mark_a_sentence_stands_right_below_the_first_line(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        sentences = load_text(WITH_SENTENCES, Path("a-cough.yaml"))
        await decided(app, pilot, until, Answer(text="A woman who coughs."), case=sentences)
        rows = [row.strip() for row in shown(app).splitlines()]
        at = rows.index("Not scored.")
        assert rows[at + 1] == "1 to 3 mark what yours has"
        assert "[ ] 1  Who: a woman of 50" in rows


async def test_a_later_list_shows_how_the_chances_moved_with_the_findings(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        case = load_text(WITH_DIFFERENTIALS, Path("a-cough.yaml"))
        given = Answer(chances=(("asthma", 40), ("pulmonary-embolism", 15)))
        session = await decided(app, pilot, until, given, case=case)
        c = session.case
        while session.state.day < 3:
            waiting = [
                d for d in c.questions_on[session.state.day] if d.id not in session.state.locks
            ]
            for question in waiting:
                session.lock(moves.pass_by(c, session.state, question.id))
            session.do(moves.go(c, session.state, 3))
        later = Answer(chances=(("asthma", 5),))
        session.lock(moves.commit(c, session.state, "second-list", later))
        app.push_screen(DecideScreen(session, "second-list"))
        await until(pilot, lambda: "day 1             day 3" in shown(app))
        assert "1 earlier finding" in shown(app)
        assert "A cough at night" not in shown(app)
        await pilot.press("v")
        await until(pilot, lambda: "a, day 1   A cough at night: towards Asthma" in shown(app))


@pytest.mark.parametrize("text", ["is it unlikely? [H] [/b", "q"])
async def test_a_doubt_is_kept_with_the_run_as_it_was_typed(make_app, until, said, text) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await decided(app, pilot, until, PICK)
        await pilot.press("!")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "words")
        await pilot.press("enter")
        await until(pilot, lambda: any("few words" in note for note in said(app)))
        app.focused.value = text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        assert session.state.doubts == (("phenotype", text),)
        await pilot.press("!", "escape")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
    stored = app.store.load(session.run).record.events
    kept = [json.loads(json.dumps(e)) for e in stored if e["kind"] == "doubt"]
    assert [(e["decision"], e["day"], e["text"]) for e in kept] == [("phenotype", 8, text)]
