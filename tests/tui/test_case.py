from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input, OptionList

from tests.long import LONG
from tests.shipped import shipped_file
from trainer.session import Session
from trainer.store.runs import RunStore
from trainer.tui.screens.case import PANES, CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.widgets.dialogs import Confirm

SCENARIO = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


class Play(App[None]):
    def __init__(self, session):
        super().__init__()
        self.session = session
        self.citations = False
        self.left = ""

    def on_mount(self):
        self.push_screen(CaseScreen(self.session))

    def after_first_paint(self, callback):
        self.call_later(callback)

    def library(self):
        self.left = "library"

    def debrief(self, session):
        self.left = "debrief"


def begin(tmp_path, mode="study", file=SCENARIO):
    store = RunStore(tmp_path)
    return Session.start(shipped_file(file), store, mode=mode)


async def test_an_answer_is_final_and_its_verdict_follows(tmp_path):
    session = begin(tmp_path)
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, DecideScreen)
        await pilot.press("2", "right", "right", "right", "h", "s")
        await pilot.pause()
        lock = session.state.locks["phenotype"]
        assert lock.answer.confidence == 70
        assert len(lock.picks) == 1
        assert session.state.hints["phenotype"] == 1
        assert lock.revealed
        await pilot.press("u")
        assert session.state.locks["phenotype"] is lock


async def test_exam_shows_no_answer(tmp_path):
    session = begin(tmp_path, "exam")
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("1", "s", "a")
        await pilot.pause()
        assert not session.state.locks["phenotype"].revealed


async def test_an_order_is_answered_and_seen_in_its_pane(tmp_path):
    session = begin(tmp_path)
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        await pilot.press(*"ferri")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert session.state.orders[0].every is None
        await pilot.press(*"crp", "tab", "right", "right", "enter")
        await pilot.pause()
        assert session.state.orders[1].every == 7
        await pilot.press("escape", "5")
        await pilot.pause()
        assert app.screen.query_one("#orders-list", OptionList).option_count == 2


@pytest.mark.parametrize(
    ("mode", "size", "case"),
    [("study", (80, 24), "four-days-of-swelling"), ("exam", (120, 40), "two-days-of-fever")][
        : 1 + LONG
    ],
)
async def test_every_pane_opens_and_the_case_can_be_finished(tmp_path, size, mode, case):
    session = begin(tmp_path, mode, SCENARIO.with_name(f"{case}.yaml"))
    app = Play(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for turn in range(40):
            if app.left:
                break
            await pilot.press("12345"[turn % 5])
            if session.case.questions_on.get(session.state.day) and any(
                d.id not in session.state.locks
                for d in session.case.questions_on[session.state.day]
            ):
                await pilot.press("1", "d")
                await pilot.pause()
                await pilot.press("escape") if not isinstance(app.screen, DecideScreen) else None
                app.screen.action_pass_by()
                await pilot.pause()
                if isinstance(app.screen, Confirm):
                    await pilot.press("y")
                await pilot.press("escape")
            else:
                await pilot.press("n")
                await pilot.pause()
                if not isinstance(app.screen, CaseScreen):
                    await pilot.press("y")
            await pilot.pause()
        assert app.left == "debrief"
        assert session.state.finished
        assert len(PANES) == 6


async def test_a_note_is_kept_as_it_is_typed(tmp_path):
    session = begin(tmp_path)
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("6", "enter")
        await pilot.pause()
        app.screen.query_one("#note", Input).value = "x [/b] [H]"
        await pilot.press("enter")
        await pilot.pause()
        assert session.state.notes == ((8, "x [/b] [H]"),)
        await pilot.press("escape", "q")
        assert app.left == "library"


async def test_each_order_is_answered_by_its_own_result(tmp_path, until, shown):
    app = Play(begin(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await until(pilot, lambda: app.screen.query("#order-search"))
        for typed, name in (("ferritin", "Ferritin"), ("blood cul", "Blood culture")):
            app.screen.query_one("#order-search").value = typed
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda name=name: f"Ordered: {name}" in shown(app))
            assert "imai-2024" not in shown(app)  # citations are wished for, or away


async def test_the_footer_offers_a_decision_on_days_that_have_one_alone(tmp_path, until):
    session = begin(tmp_path, file=SCENARIO.with_name("knee-operation.yaml"))
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        def offered():
            return "Decide" in [key.description for key in app.screen.query("FooterKey")]

        for day, asked in ((1, True), (6, False), (8, False), (12, True)):
            for question in session.case.questions_on.get(session.state.day, ()):
                await pilot.press("d", "p", "y", "n")
                assert question.id in session.state.locks
            await pilot.press("n")
            assert session.state.day == day
            await until(pilot, lambda asked=asked: offered() == asked)


async def test_a_question_is_not_passed_by_a_slip(tmp_path):
    session = begin(tmp_path)
    app = Play(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in ("dp", "2p"):
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, Confirm)
            await pilot.press("escape")
            await pilot.pause()
            assert not session.state.locks
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("escape", "s")
        await pilot.pause()
        assert len(session.state.locks["phenotype"].picks) == 1
