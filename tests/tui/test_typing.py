"""What is typed or pasted is kept, or it is said why not; a letter means one thing everywhere."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.widgets import Input

from tests.shipped import shipped_file
from tests.tui.conftest import CASE
from tests.tui.test_learner import play
from trainer.engine import moves
from trainer.questions import Answer
from trainer.session import Session
from trainer.tui.commands import Letter, commands_of
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.glossary import GlossaryScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.learner import LearnerScreen
from trainer.tui.screens.order_entry import OrderEntry
from trainer.tui.screens.runs import RunsScreen
from trainer.tui.widgets.dialogs import AskNumber, AskText, ChoiceScreen, Confirm

SCREENS = (
    AskNumber, AskText, CaseScreen, ChoiceScreen, Confirm, DebriefScreen, DecideScreen,
    GlossaryScreen, HelpScreen, HomeScreen, LearnerScreen, OrderEntry, RunsScreen,
)  # fmt: skip
MEANINGS = {
    "b": {"previous"}, "c": {"citations"}, "d": {"decide"}, "e": {"stop_order"},
    "f": {"app.progress"}, "g": {"go_to"},
    "h": {"hint"}, "l": {"learner"}, "m": {"runs"}, "n": {"next_day", "go_on", "next"},
    "o": {"order"}, "p": {"pass_by"}, "q": {"leave", "close", "app.quit"}, "r": {"retry", "save"},
    "s": {"commit"}, "t": {"app.change_theme", "table"}, "u": {"undo"}, "v": {"others"},
    "w": {"write"}, "x": {"glossary"}, "y": {"yes"}, "z": {"reset"},
}  # fmt: skip


def test_a_letter_means_the_same_on_every_screen_of_a_learner() -> None:
    used: dict[str, set[str]] = {}
    for screen in SCREENS:
        for command in commands_of(screen):
            for key in command.key.split(","):
                if len(key) == 1 and key.isalpha():
                    used.setdefault(key, set()).add(command.name)
    assert used == MEANINGS
    declared = [v for k, v in vars(Letter).items() if k.isupper()]
    assert sorted(declared) == sorted(used)


async def paste(pilot, until, text: str, value: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await until(pilot, lambda: pilot.app.focused.value == value)


async def estimate(app: App[None], pilot, until) -> Session:
    session = await play(app, pilot, until)
    case = session.case
    for asked in case.questions_on[8]:
        if asked.kind == "estimate":
            break
        session.do(*moves.lock(session.state, moves.pass_by(case, session.state, asked.id)))
    await pilot.press("d")
    await until(pilot, lambda: app.focused.id == "answer-value")
    return session


async def test_an_estimate_keeps_its_unit_and_arrows_say_how_sure(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await estimate(app, pilot, until)
        await paste(pilot, until, " 30 % \n", "30")
        await pilot.press("left", "right", "right", "s")
        await until(pilot, lambda: "you were 70 % sure" in shown(app))
        assert "You        30 %" in shown(app)
        (lock,) = (k for k in session.state.locks.values() if k.answer and k.answer.value)
        assert (lock.answer.value, lock.answer.confidence, lock.revealed) == (30, 70, True)


async def test_a_paste_that_is_no_number_is_said(make_app, until, said) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await estimate(app, pilot, until)
        app.post_message(events.Paste("about thirty"))
        await until(pilot, lambda: any("Type one number" in text for text in said(app)))
        assert app.focused.value == ""


async def test_digits_are_typed_wherever_the_keys_are(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await estimate(app, pilot, until)
        app.screen.query_one("#answer-submit").focus()
        await pilot.press("4", "2", ",", "5")
        assert app.focused.value == "42,5"
        assert app.screen.query_one("AnswerForm").draft.value == 42.5


async def test_lines_are_joined_in_every_field(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused.id == "cases")
        await pilot.press("slash")
        await until(pilot, lambda: app.focused.id == "filter")
        await paste(pilot, until, "two\ndays\n", "two days")
        await pilot.press("escape")
        await play(app, pilot, until)
        await pilot.press("o")
        await until(pilot, lambda: app.focused.id == "order-search")
        await paste(pilot, until, "beta\r\nd", "beta d")
        await pilot.press("escape", "x")
        await until(pilot, lambda: app.focused.id == "glossary-filter")
        await paste(pilot, until, "a\n\nb", "a b")
        await pilot.press("escape", "6", "enter")
        await until(pilot, lambda: app.focused.id == "note")
        await paste(pilot, until, "one\ntwo", "one two")
        await pilot.press("escape", "1", "d", "tab")
        await until(pilot, lambda: app.focused.id == "answer-reason")
        await paste(pilot, until, "skin\nmuscle", "skin muscle")


async def test_a_note_is_entered_by_enter_and_left_by_escape(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        await pilot.press("6", "1")
        await until(pilot, lambda: app.screen.panes.active == "today")
        await pilot.press("6", "enter", "1", "enter", "2", "escape", "3")
        await until(pilot, lambda: app.screen.panes.active == "results")
        assert session.state.notes == ((8, "1"),)
        assert app.screen.query_one("#note", Input).value == "2"
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert session.state.notes == ((8, "1"), (8, "2"))  # not lost in its field


async def test_while_a_note_is_typed_the_footer_shows_what_its_keys_do(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("6", "enter")
        await until(pilot, lambda: app.focused is app.screen.panes.note)
        shown = [a.binding for a in app.screen.active_bindings.values() if a.binding.show]
        assert [(b.key, b.description) for b in shown] == [("enter", "Keep"), ("escape", "Leave")]


async def test_the_verdict_that_a_run_of_0_1_0_owes_is_shown_first(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        first = session.case.questions_on[8][0]
        session.do(
            moves.commit(session.case, session.state, first.id, Answer((first.options[0].id,)))
        )
        app.library()
        again = Session.resume(shipped_file(CASE), app.store, session.run)
        app.play(again)
        await until(pilot, lambda: "Reported  " in shown(app))
        assert again.state.locks[first.id].revealed
