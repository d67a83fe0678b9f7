"""Keys of one's own, what can be done now, the palette's places, and what is said in the corner."""

from __future__ import annotations

import os
import re
import signal
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets._footer import FooterKey
from textual.widgets._toast import Toast

from tests.cli.in_terminal import InTerminal
from tests.shipped import shipped_file
from tests.tui.conftest import CASE
from tests.tui.test_learner import pass_all, play
from trainer.engine import moves
from trainer.store.settings import Settings
from trainer.tui.keymap import MEANINGS, keymap_of
from trainer.tui.places import Places
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.widgets.answer_form import AnswerForm

NAMES = st.sampled_from([*MEANINGS.values(), "nothing"])
KEYS = st.sampled_from([*MEANINGS, "j", "k", "ctrl+u", "5", "enter", "", "a,b", "j,n", 3, None])


@given(st.one_of(st.none(), st.just("x"), st.dictionaries(NAMES, KEYS)))
def test_no_two_commands_ever_share_a_key(wish: object) -> None:
    keymap, problems = keymap_of(wish)
    now = [k for key, name in MEANINGS.items() for k in keymap.get(name, key).split(",")]
    assert len(set(now)) == len(now)
    if isinstance(wish, dict):
        assert len(keymap) + len(problems) == len(wish)
    else:
        assert not keymap


def test_two_commands_can_change_their_keys_with_each_other() -> None:
    assert keymap_of({"next": "b", "before": "n"}) == ({"next": "b", "before": "n"}, [])


def test_a_command_can_have_several_keys_and_be_named_with_its_screen() -> None:
    assert keymap_of({"case.order": "o,ctrl+o"}) == ({"order": "o,ctrl+o"}, [])


def footer(screen) -> dict[str, str]:
    return {key.description: key.key_display for key in screen.query(FooterKey)}


async def test_a_key_of_ones_own_acts_and_is_shown_everywhere(
    make_app, until, shown, tmp_path: Path
) -> None:
    Settings(tmp_path / "saves").put("keys", {"next": "j", "help": "f1"})
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        session = await play(app, pilot, until)
        pass_all(session)
        app.screen.draw()
        await until(pilot, lambda: footer(app.screen)["Next"] == "j")
        assert footer(app.screen)["Help"] == "f1"
        entries = {e.title: e.help for e in app.get_system_commands(app.screen)}
        assert entries["Next"].startswith("j: ")
        await pilot.press("n")
        await pilot.pause()
        assert session.state.day == 8
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: re.search(r"j +Next", shown(app)))
        await pilot.press("escape", "j")
        await until(pilot, lambda: session.state.day == 13)


async def test_a_key_of_ones_own_is_named_in_every_sentence(
    make_app, until, shown, tmp_path: Path
) -> None:
    own = {"decide": "f2", "submit": "f3", "order": "f4", "theme": "f5", "undo": "f6"}
    Settings(tmp_path / "saves").put("keys", own)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        session = await play(app, pilot, until)
        await until(pilot, lambda: "Question 1 of 4   f2 decide" in shown(app))
        await pilot.press("5")
        await until(pilot, lambda: "f4 Order" in shown(app))
        assert "f6" not in shown(app)  # there is nothing to undo
        session.do(moves.place(session.case, session.state, "plasma-exchange", 1))
        app.screen.draw()
        await until(pilot, lambda: "e end a standing order   f6 undo" in shown(app))
        await pilot.press("4")
        await until(pilot, lambda: "day by day" in shown(app))
        assert "table" not in shown(app)  # nothing has two figures yet
        await pilot.press("f4", *"ferritin", "enter", "escape")
        await until(pilot, lambda: "f5 table" in shown(app))
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.panes.course.as_table)
        await pilot.press("f2")
        await until(pilot, lambda: "Submit (f3)" in shown(app))
        await pilot.press("1", "f3")
        await until(pilot, lambda: len(session.state.locks) == 1)


async def test_help_tells_nothing_twice_and_nothing_that_cannot_be_done(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        await until(pilot, lambda: "Tonight" in shown(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Everywhere" in shown(app))
        lines = [line.strip(" │") for line in shown(app).splitlines()]
        rows = [re.split(" {2,}", line) for line in lines]
        titles = [row[1] for row in rows if len(row) > 2]
        assert titles.count("Progress") == titles.count("Theme") == titles.count("Quit") == 1
        assert "End the tour" not in titles
        assert "All cases" not in titles


async def test_what_is_wrong_with_the_keys_is_said(make_app, until, said, tmp_path: Path) -> None:
    Settings(tmp_path / "saves").put("keys", {"next": "o", "[/b]": "j"})
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(said(app)) == 2)
        assert any("'o' of 'next' means something else" in text for text in said(app))
        assert any("'[/b]' is no command" in text for text in said(app))


async def test_help_tells_what_cannot_be_done_now_and_why(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(100, 50)) as pilot:
        session = await play(app, pilot, until)
        await pilot.press("question_mark")
        await until(pilot, lambda: "Not now" in shown(app))
        not_now = shown(app).partition("Not now")[2].partition("Everywhere")[0]
        assert "Question 1 of 4 is open" in not_now
        await pilot.press("escape")
        pass_all(session)
        app.screen.draw()
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.pause()
        now = shown(app).partition("Not now")[0]
        assert "The next day with an event" in now


async def names(app, query: str) -> list[str]:
    provider = Places(app.screen)
    return [str(hit.text) async for hit in provider.search(query)]


async def test_the_palette_jumps_to_what_is_known_and_to_nothing_else(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert await names(app, "stiff neck") == [
            "Case: Fever, headache and a stiff neck at twenty-nine"
        ]
        session = await play(app, pilot, until)
        known = [place.name for place in app.screen.places()]
        later = {d.title for d in session.case.questions.values()}
        assert not [name for name in known if any(title in name for title in later)]
        assert "Day 13" not in known
        assert await names(app, "ferritin")
        pass_all(session)
        app.screen.draw()
        place = next(p for p in app.screen.places() if p.name.startswith("Question of day 8"))
        place.go()
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await pilot.pause()
        app.debrief(session)
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.pause()
        next(p for p in app.screen.places() if "question" in p.name).go()
        assert app.screen.open_section == "Questions"


async def test_every_place_of_a_case_can_be_gone_to(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        case = app.screen
        for place in list(case.places()):
            place.go()
            await pilot.pause()
            while app.screen is not case:
                app.pop_screen()
                await pilot.pause()
        assert isinstance(app.screen, CaseScreen)


@pytest.mark.parametrize("width", [80, 120])
async def test_what_is_said_covers_nothing_that_is_answered(make_app, until, width: int) -> None:
    app = make_app()
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await play(app, pilot, until)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await pilot.pause()
        for _ in range(3):  # one pick too many, again and again
            await pilot.press("1", "2", "3", "4")
            app.screen.say("At most 2: take one away first.")
        await until(pilot, lambda: app.screen.query(Toast))
        await pilot.pause()
        assert len(app._notifications) == 1
        form = app.screen.query_one(AnswerForm).region
        assert not [t for t in app.screen.query(Toast) if t.region.overlaps(form)]


def test_ctrl_z_suspends_and_fg_comes_back(tmp_path: Path) -> None:
    words = ["play", "--saves", str(tmp_path)]
    code = f"import sys; from trainer.cli import run; sys.exit(run({words!r}))"
    seen = InTerminal(code, Path.cwd())
    try:
        seen.see("Help")  # what is painted last
        states: list[int] = []

        def stopped() -> bool:
            # A key that comes before the screen is at rest is dropped: then it is pressed again.
            if len(states) % 40 == 0:
                seen.press("\x1a")
            _, status = os.waitpid(seen.process.pid, os.WUNTRACED | os.WNOHANG)
            states.append(status)
            return status != 0

        seen.until(stopped, "a stop")
        assert os.WIFSTOPPED(states[-1])
        assert os.WSTOPSIG(states[-1]) in (signal.SIGTSTP, signal.SIGSTOP)
        before = len(seen.output)
        os.kill(seen.process.pid, signal.SIGCONT)
        seen.until(lambda: "Help" in seen.output[before:], "the screen again")
        seen.press("q")
        assert seen.end() == 0
    finally:
        seen.close()


def test_the_page_on_keys_names_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text("utf-8")
    assert not [name for name in MEANINGS.values() if f"`{name}`" not in page]
    block = page.partition("```toml\n")[2].partition("```")[0]
    keys = tomllib.loads(block)["keys"]
    assert keymap_of(keys) == (keys, [])


ASKING = """
from trainer.tui.ordered_keys import OrderedKeys
from trainer.tui.widgets.dialogs import AskText

class Asking(OrderedKeys):
    def on_mount(self):
        self.push_screen(AskText("What?"), lambda words: self.exit(message=f"kept {words}"))

Asking().run()
"""


def test_words_typed_and_entered_in_one_go_are_kept() -> None:
    seen = InTerminal(ASKING, Path.cwd())
    try:
        seen.see("Cancel")
        seen.press("~")
        # Once the cursor blinks it is at rest, and what comes now did not come with the first key.
        seen.until(lambda: seen.output.count("~") > 2, "a cursor that blinks")
        seen.press(" a doubt, typed faster than it is painted\r")
        seen.see("kept ~ a doubt, typed faster than it is painted", 10)
    finally:
        seen.close()


async def test_a_box_tells_its_keys_and_help_tells_them_too(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Tonight" in shown(app))
        for key, footer in (("l", "enter Choose  esc Cancel  ? Help"), ("m", " esc Close  ? Help")):
            await pilot.press(key)
            await until(pilot, lambda footer=footer: shown(app).endswith(f"{footer}\n"))
            await pilot.press("question_mark")
            await until(pilot, lambda: "What you can do now" in shown(app))
            assert "ctrl+p" not in shown(app), "keys of the app do not reach a box"
            await pilot.press("question_mark", "escape")
            await until(pilot, lambda: "Tonight" in shown(app))
        await pilot.press("l", "tab", "question_mark")
        await until(pilot, lambda: app.focused is not None and app.focused.value == "?")
        assert shown(app).endswith(" enter Choose  esc Cancel\n")


async def test_how_to_play_can_be_asked_about(make_app, until, shown) -> None:
    app = make_app(case=shipped_file(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "How do you want to play?" in shown(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: "by its number" in shown(app))
        await pilot.press("escape", "1")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
