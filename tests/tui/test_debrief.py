from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Static, TextArea

from tests.shipped import shipped_file
from trainer.answers import by_policy, events_of
from trainer.engine import moves, views
from trainer.errors import CannotSave
from trainer.presentation.blocks.debrief import worst_first
from trainer.presentation.layouts.text import debrief_text
from trainer.questions import Answer
from trainer.scoring.debrief import debrief
from trainer.session import Session, first_play
from trainer.store.journal import SaveResult
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.debrief import SECTIONS, DebriefScreen
from trainer.tui.sections import SectionTab

FILE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


class Host(App[None]):
    """Stands in for the trainer's app: remembers what it was asked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.citations = True
        self.left = False
        self.told: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(DebriefScreen(self.session))

    def library(self) -> None:
        self.left = True

    def notice(self, text: str, severity: str = "information") -> None:
        self.told.append(text)


@pytest.fixture
def loaded():
    return shipped_file(FILE)


@pytest.fixture
def session(loaded, tmp_path):
    """A run whose first answer has a hostile reason; not finished."""
    session = Session.start(loaded, RunStore(tmp_path))
    first = views.next_question(session.case, session.state)
    session.do(
        moves.commit(
            session.case,
            session.state,
            first.id,
            Answer((first.options[0].id,), reason="[/b] [@click=x]"),
        )
    )
    session.do(moves.reveal(session.state, first.id))
    return session


@pytest.fixture
def finished(session):
    case = session.case
    last = case.scenario.clock.last_day
    while not session.state.finished:
        state = session.state
        if asked := views.next_question(case, state):
            session.do(moves.pass_by(case, state, asked.id))
        elif state.day < last:
            session.do(moves.go(case, state, last))
        else:
            session.do(moves.finish(case, state))
    return session


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_sections_by_digit(finished, size):
    app = Host(finished)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for digit, name in enumerate(SECTIONS, 1):
            await pilot.press(str(digit))
            await pilot.pause()
            assert app.screen.open_section == name
            assert [t.section for t in app.screen.query(SectionTab) if t.has_class("-open")] == [
                name
            ]
            assert app.screen.max_scroll_x == 0
        await pilot.press("n")
        assert app.screen.open_section == SECTIONS[0]
        await pilot.press("b")
        assert app.screen.open_section == SECTIONS[-1]


async def test_the_course_is_drawn_with_your_treatments_beside_the_reports(finished, shown):
    app = Host(finished)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press(str(SECTIONS.index("Course") + 1))
        await pilot.pause()
        assert all(word in shown(app) for word in ("Oxygen needed", "Tacrolimus", "You", "day 1"))
        await pilot.press(str(SECTIONS.index("Source") + 1))
        await pilot.pause()
        assert not app.screen.query_one("#debrief-course").display


async def test_sections_by_mouse(finished):
    app = Host(finished)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for tab in list(app.screen.query(SectionTab)):
            await pilot.click(tab)
            await pilot.pause()
            assert app.screen.open_section == tab.section


async def test_decisions_show_what_the_list_stands_on(finished):
    app = Host(finished)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "down", "down")
        await pilot.pause()
        assert app.screen.query_one("#debrief-list").highlighted == 2
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused.id == "debrief-detail"


async def test_takeaways_are_saved(finished):
    app = Host(finished)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", *"q1 s")
        assert app.screen.open_section == "Learn"
        assert app.screen.query_one(TextArea).text == "q1 s"
        await pilot.press("escape")
        await pilot.pause()
        assert finished.state.takeaway == "q1 s"
        assert not app.left
        await pilot.press("escape")
        await pilot.pause()
        assert app.left


async def test_of_too_long_takeaways_what_fits_is_kept_and_that_is_said(finished):
    app = Host(finished)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        app.screen.query_one(TextArea).text = "x" * (moves.LONGEST_TEXT + 1)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.told == [f"The first {moves.LONGEST_TEXT} characters are kept."]
        assert finished.state.takeaway == "x" * moves.LONGEST_TEXT


async def test_an_unfinished_run_says_so(session):
    app = Host(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "not finished" in str(app.screen.query_one("#debrief-title", Static).content)
        for digit in "1234567":
            await pilot.press(digit)
            await pilot.pause()


async def test_quitting_while_writing_keeps_the_text(finished):
    app = Host(finished)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", *"abc")
        await pilot.pause()
    assert finished.state.takeaway == "abc"


async def test_what_is_not_saved_is_said_and_tried_again(finished, monkeypatch):
    app = Host(finished)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        status = app.screen.query_one("#debrief-status", Static)
        assert not status.display
        keep = finished.journal.keep
        problem = SaveResult(CannotSave("The disk [/] is full.", "Make room."), 1)
        with monkeypatch.context() as patch:
            patch.setattr(finished.journal, "keep", lambda *_: problem)
            await pilot.press("w", "a", "escape")
            await pilot.pause()
        assert finished.journal.keep == keep
        assert status.display
        assert "The disk [/] is full." in str(status.content)
        await pilot.press("r")
        await pilot.pause()
        assert not status.display


async def test_enter_leads_to_what_a_line_is_about(loaded, tmp_path):
    session = Session.start(loaded, RunStore(tmp_path))
    session.do(*events_of(session.case, by_policy(session.case, "random", 3), "study"))
    app = Host(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        for place, lesson in enumerate(screen.data.lessons):
            screen.action_open("Summary")
            screen.query_one("#debrief-lessons").highlighted = place
            await pilot.press("enter")
            await pilot.pause()
            if lesson.question:
                listing = screen.query_one("#debrief-list")
                assert screen.results[listing.highlighted].question.id == lesson.question
            assert screen.open_section == ("Questions" if lesson.question else "Orders")
        assert any(lesson.question for lesson in screen.data.lessons)


def test_the_worst_questions_come_first(loaded, tmp_path):
    session = Session.start(loaded, RunStore(tmp_path))
    session.do(*events_of(session.case, by_policy(session.case, "random", 3), "study"))
    order = ["harmful", "not", "possible", "sound", None]
    places = [order.index(q.mark) for q in worst_first(debrief(session.case, session.state))]
    assert places == sorted(places)
    assert len(set(places)) > 2


async def test_a_repeat_tells_what_changed_since_the_first_play(loaded, tmp_path, shown):
    store = RunStore(tmp_path)
    for policy in ("random", "sound"):
        session = Session.start(loaded, store)
        session.do(*events_of(session.case, by_policy(session.case, policy, 1), "study"))
        session.close()
    app = TrainerApp(tmp_path)
    async with app.run_test(size=(120, 60)) as pilot:
        app.open_run(store.summaries().runs[0])
        while not isinstance(app.screen, DebriefScreen):
            await pilot.pause()
        await pilot.pause()
        text = shown(app)
    assert "Since your first play" in text
    assert "then, sound now" in text
    first = first_play(session.case, store, session.journal.record.summary)
    replay = debrief(session.case, session.state, (), first).replay
    assert replay.now == 100 > replay.first
    assert all(change.better for change in replay.changes)
    told = debrief_text(session.case, session.state, first=first)
    assert "Since your first play" in told


async def test_what_stands_below_the_lines_to_learn_from_is_reached_by_keys(loaded, tmp_path):
    session = Session.start(loaded, RunStore(tmp_path))
    session.do(*events_of(session.case, by_policy(session.case, "random", 3), "study"))
    app = Host(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = app.screen.query_one("#debrief-summary")
        assert app.focused.id == "debrief-lessons"
        assert page.max_scroll_y > 0
        await pilot.press("end")
        assert page.scroll_y == page.max_scroll_y
        await pilot.press("home")
        assert page.scroll_y == 0
        await pilot.press("pagedown")
        assert page.scroll_y > 0
