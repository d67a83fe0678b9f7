"""One hostile text in every place a scenario or a person can put one: it is shown as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from textual.style import Style
from textual.widgets import Input, OptionList, TextArea

from tests.long import LONG
from trainer.case.loader import Loaded
from trainer.case.model import Scenario
from trainer.engine import moves, views
from trainer.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen

FULL = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
HOSTILE = "[red]ж[/red][H][/][@click=app.quit]ю[/]$x{0}%s\\[b]"
ESCAPES = "\x1b[31m\x07"


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, str):
        return [path]
    each = value.items() if isinstance(value, dict) else ()
    each = enumerate(value) if isinstance(value, list) else each
    return [found for key, inner in each for found in leaves(inner, (*path, key))]


def put(value: Any, path: tuple[Any, ...], text: str) -> str:
    for key in path[:-1]:
        value = value[key]
    before, value[path[-1]] = value[path[-1]], text
    return before


def made_hostile(file: Path, hostile: str = HOSTILE) -> tuple[dict[str, Any], int]:
    """The scenario with the hostile text in every place that takes one, and how many took it."""
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    scenario = yaml.load(file.read_text("utf-8"), fast)
    taken, tried = 0, set()
    for path in leaves(scenario):
        kind = tuple("*" if isinstance(key, int) else key for key in path)
        if ("no", kind) in tried:
            continue
        before = put(scenario, path, hostile)
        try:
            if ("yes", kind) not in tried:  # one check for each kind of place
                Scenario.model_validate_json(json.dumps(scenario))
            tried.add(("yes", kind))
            taken += 1
        except ValidationError:
            put(scenario, path, before)
            tried.add(("no", kind))
    return scenario, taken


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    scenario, taken = made_hostile(FULL)
    assert taken > 300
    file = tmp_path_factory.mktemp("cases") / "hostile.yaml"
    text = json.dumps(scenario, ensure_ascii=False)
    file.write_text(text, "utf-8")
    # Past the rules, which ask that an author's texts differ.
    return Loaded(file, text, Scenario.model_validate_json(text), ())


def check(app: TrainerApp, text: str, want: bool = True) -> None:
    """Each mark of the text has its tag before it, and nothing on the screen can be clicked."""
    if want:
        assert "[red]ж[/red][H][/][@click=app.quit]ю[/]" in text, text
    for before in re.findall(r"(.{5})ж", text):
        seen = before.rpartition("│")[2]  # what a box covers is not seen
        assert "[red]".endswith(seen), text
    assert "\x1b" not in text
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if "ю" in segment.text and isinstance(style := segment.style, Style):
                assert "@click" not in style.meta


async def test_a_whole_play(case: Loaded, tmp_path: Path, until, shown, said) -> None:
    app = TrainerApp(tmp_path / "saves", folders=[case.path.parent])
    (case.path.parent / "[red]ж[H].yaml").write_text("a: [", "utf-8")
    async with app.run_test(size=(120, 50), notifications=True) as pilot:

        async def look(*keys: str, want: bool = True) -> None:
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            check(app, shown(app), want)

        await until(pilot, lambda: "ж" in shown(app))
        await look()
        app.open_case(case)
        await until(pilot, lambda: "How do you" in shown(app))
        await look()
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        session = app.session
        assert session is not None
        await look()
        for digit in "2345":
            await look(digit, want=digit != "5")
        await pilot.press("6", "enter")
        app.screen.query_one("#note", Input).value = HOSTILE + ESCAPES
        await look("enter")
        assert session.state.notes[-1][1].startswith(HOSTILE)
        await look("escape", "x")
        await pilot.press(*"[/]")
        await look("escape")
        await look("question_mark", want=False)
        await pilot.press("escape", "o")
        app.screen.query_one("#order-search", Input).value = HOSTILE + ESCAPES
        await look(want=False)
        app.screen.query_one("#order-search", Input).value = "ferritin"
        await pilot.pause()
        await look("enter", want=False)
        await look("escape", "5", want=False)
        await look("n")
        # A question that is not put yet has a number, and no words of the case.
        assert any("is open" in message for message in said(app))
        app.clear_notifications()

        # By keys on the first days and the last one; on all of them in .ci/run.
        await play_day(app, pilot, look)
        if not LONG:
            pass_on(session)
            await pilot.press("2", "1")
        while not session.state.finished:
            await play_day(app, pilot, look)
        assert session.state.finished, (session.state.locks.keys(), said(app), shown(app))
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        for digit in "123456":
            await look(digit)
        await pilot.press("w")
        app.screen.query_one(TextArea).text = HOSTILE + ESCAPES
        await look("escape")
        assert session.state.takeaway.startswith(HOSTILE)


def pass_on(session: Session) -> None:
    """To the last day with an event, all passed."""
    case = session.case
    while (following := views.next_event_day(case, session.state)) is not None:
        while (question := views.next_question(case, session.state)) is not None:
            session.do(*moves.show(session.state, question.id))
            passed = moves.pass_by(case, session.state, question.id)
            session.do(*moves.lock(session.state, passed))
        session.do(moves.go(case, session.state, following))


async def play_day(app: TrainerApp, pilot: Any, look: Any) -> None:
    session = app.session
    assert session is not None
    await look()
    day = session.case.questions_on.get(session.state.day, ())
    for asked in day:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, DecideScreen)
        for _ in asked.hints:
            await look("h")
        if asked.kind == "differential":
            await pilot.press("escape")
            await look("p", want=False)
            await look("y")
            await look("escape")
            continue
        if asked.kind == "representation":
            app.screen.query_one("#answer-text", TextArea).text = HOSTILE
            await look("enter")
            await look("s")
            await look("escape")
            continue
        if asked.kind == "estimate":
            app.screen.query_one("#answer-value", Input).value = f"{asked.low:g}"
        app.screen.query_one("#answer-reason", Input).value = HOSTILE
        await look("1", "right")
        await look("s")
        await look("escape")
    day_before = session.state.day
    await pilot.press("n")
    await pilot.pause()
    if session.state.day == day_before:
        await look("y", want=False)


async def test_notices_and_questions_are_literal(make_app, shown, until) -> None:
    from trainer.tui.widgets.dialogs import AskNumber, ChoiceScreen, Confirm, Reply

    app = make_app()
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await pilot.pause()
        for screen in (
            ChoiceScreen(HOSTILE, [Reply("a", HOSTILE, HOSTILE)], HOSTILE),
            AskNumber(HOSTILE),
            Confirm(HOSTILE),
        ):
            await app.push_screen(screen)
            app.notice(HOSTILE, "error")
            await until(pilot, lambda: shown(app).count("ж") >= 2)
            check(app, shown(app))
            app.clear_notifications()
            await pilot.press("escape")
            await until(pilot, lambda gone=screen: app.screen is not gone)


async def test_going_on_with_an_open_question_is_refused(
    case: Loaded, make_app, until, said
) -> None:
    from trainer.session import Session

    app = make_app()
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await pilot.pause()
        session = Session.start(case, app.store)
        app.play(session)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("g")
        await until(pilot, lambda: any("is open" in m for m in said(app)))
        with pytest.raises(moves.Refused):
            moves.go(session.case, session.state, 9)
        assert app.screen.query_one("#orders-list", OptionList).option_count == 0
