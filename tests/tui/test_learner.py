"""What a learner does, by key and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Footer, Input
from textual.widgets._footer import FooterKey

from tests.shipped import shipped_file
from trainer.engine import moves
from trainer.session import Session
from trainer.tui.commands import commands_of, palette_entries
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.glossary import GlossaryScreen
from trainer.tui.screens.help import HelpScreen, TooSmallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.order_entry import OrderEntry
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.option_lines import OptionLine
from trainer.tui.widgets.rows import Rows

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


async def play(app, pilot, until, mode="study") -> Session:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    session = Session.start(shipped_file(CASE), app.store, mode=mode)
    app.play(session)
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.query(FooterKey))
    return session


def pass_all(session: Session) -> None:
    case = session.case
    for asked in case.questions_on.get(session.state.day, ()):
        session.do(moves.pass_by(case, session.state, asked.id))


async def test_a_decision_by_mouse_alone(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)

        async def footer(title: str) -> None:
            await pilot.pause()
            keys = {key.description: key for key in app.screen.query(FooterKey)}
            await pilot.click(keys[title])

        await footer("Decide")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await pilot.pause()
        await pilot.click(list(app.screen.query(OptionLine))[2])
        row = app.screen.query_one(ChoiceRow)
        await pilot.click(row, offset=(len("Sure %") + 1 + 7 + 3 + 1, 0))
        await pilot.pause()
        assert row.choices[row.index] == "10"
        await pilot.click(app.screen.query_one("#answer-submit", Button))
        await until(pilot, lambda: "phenotype" in session.state.locks)
        assert session.state.locks["phenotype"].answer.confidence == 10
        assert session.state.locks["phenotype"].revealed
        await until(pilot, lambda: "Next" in [k.description for k in app.screen.query(FooterKey)])
        await footer("Next")
        await until(pilot, lambda: app.screen.question.id != "phenotype")


@pytest.mark.parametrize(
    ("key", "screen", "foot"),
    [("o", OrderEntry, True), ("x", GlossaryScreen, True), ("question_mark", HelpScreen, False)],
)
async def test_each_window_can_be_closed_by_mouse(make_app, until, key, screen, foot) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, screen))
        await pilot.pause()
        closing = [b for b in app.screen.query(Button) if str(b.label) == "Close"]
        await pilot.click(closing[0])
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        if not foot:
            return
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, screen))
        await until(pilot, lambda: app.screen.query_one(Footer).query(FooterKey))
        await pilot.click(next(k for k in app.screen.query(FooterKey) if k.description == "Close"))
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_the_whole_form_is_in_sight_at_80_by_24(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        for asked in session.case.questions_on[8]:
            await pilot.press("d")
            await until(pilot, lambda asked=asked: app.screen.question is asked)
            await pilot.pause()
            submit = app.screen.query_one("#answer-submit")
            assert submit.region.height == 1
            assert submit.region.bottom <= 23
            await pilot.press("p", "y", "escape")
            await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_picks_are_kept_while_something_is_looked_up(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("d", "2", "right", "right", "right", "escape", "3", "d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await pilot.pause()
        draft = app.screen.query_one("AnswerForm").draft
        assert draft.picks == ("dermatomyositis-open",)
        assert draft.confidence == 70


async def test_in_an_exam_the_next_question_follows(make_app, until, said, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until, "exam")
        asked = session.case.questions_on[8]
        await pilot.press("d")
        for decision in asked:
            await until(pilot, lambda d=decision: app.screen.question is d)
            await pilot.pause()
            await pilot.press(*("5", "0", "s") if decision.kind == "estimate" else ("1", "s"))
            await until(pilot, lambda d=decision: d.id in session.state.locks)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert not any(lock.revealed for lock in session.state.locks.values())
        assert 50 in [lock.answer.value for lock in session.state.locks.values() if lock.answer]
        # What is known of the skin's histology waited for the last answer, which is final now.
        assert "final; its verdict comes in the debrief" in shown(app)
        assert "u opens it again" not in shown(app)
        await pilot.press("u")
        await until(pilot, lambda: any("waited for it" in m for m in said(app)))
        assert asked[-1].id in session.state.locks
        await pilot.press("n")
        await until(pilot, lambda: session.state.day == 13)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await pilot.pause()
        await pilot.press("1", "s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert "escalate" in session.state.locks
        assert "u opens it again" in shown(app)
        await pilot.press("u")
        assert "escalate" not in session.state.locks


async def test_orders_stop_undo_and_another_interval(make_app, until, said, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        await pilot.press("o", *"beta-d", "tab", "right", "right", "right", "right")
        await until(pilot, lambda: app.focused.id == "order-days")
        await pilot.press("enter")
        await until(pilot, lambda: "Every how many days?" in shown(app))
        await pilot.press("1", "0", "enter")
        await until(pilot, lambda: len(session.state.orders) == 1)
        assert session.state.orders[0].every == 10
        await pilot.press(*"prednisolone", "enter", "escape", "5")
        await until(pilot, lambda: app.screen.panes.active == "orders")
        assert app.screen.panes.order.index == 0
        await pilot.press("1", "e", "5")  # on Today nobody sees which one is chosen
        await until(pilot, lambda: app.screen.panes.active == "orders")
        assert session.state.orders[0].stopped is None
        await pilot.press("e")
        assert session.state.orders[0].stopped == 9
        await pilot.press("e")
        await until(pilot, lambda: "This is not a standing order." in said(app))
        await pilot.press("u")
        await until(pilot, lambda: any("not taken back" in m for m in said(app)))
        await pilot.press("up", "u")
        assert [o.undone for o in session.state.orders] == [False, True]


async def test_go_to_a_day(make_app, until, said) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        await pilot.press("g")
        await until(pilot, lambda: any("is open" in m for m in said(app)))
        pass_all(session)
        await pilot.press("g", "1", "0", "enter")
        await until(pilot, lambda: session.state.day == 10)
        await pilot.press("g", "5", "enter")
        await until(pilot, lambda: any("forward only" in m for m in said(app)))
        await pilot.press("g", *"60", "enter")
        await until(pilot, lambda: any("Stopped on day 13" in m for m in said(app)))
        assert session.state.day == 13


async def test_the_glossary_filters(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("x", *"anca")
        await until(pilot, lambda: "anti-neutrophil" in shown(app))
        assert "alanine" not in shown(app)
        await pilot.press(*"zzz")
        await until(pilot, lambda: "No term has 'ancazzz'." in shown(app))


async def test_escape_never_leaves_a_case(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("6", "enter", *"abc", "escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        assert app.screen.panes.active == "today"
        await pilot.press("6")
        assert app.screen.query_one("#note", Input).value == "abc"


async def test_every_palette_entry_of_a_case_and_a_question_runs(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        for keys in ((), ("d",)):
            await pilot.press(*keys)
            await pilot.pause()
            home = app.screen
            for title in [e.title for e in palette_entries(home)]:
                if title in ("Quit", "Library", "Back", "Commands"):
                    continue
                entry = next((e for e in palette_entries(home) if e.title == title), None)
                if entry is not None:
                    entry.callback()
                await pilot.pause()
                while app.screen is not home:
                    app.pop_screen()
                    await pilot.pause()
            assert len(commands_of(home)) > 7
        assert session.state.day == 8


async def test_no_color_is_honoured(make_app, until, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("3")
        await until(pilot, lambda: app.screen.panes.active == "results")
        await pilot.pause()
        ferritin = next(row for row in app.screen.query_one("#results-rows", Rows).rows
                        if row.key == "ferritin")  # fmt: skip
        assert " H " in ferritin.text.plain  # a letter, not a colour alone
        for strip in app.screen._compositor.render_strips():
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1]):
                colour = segment.style and segment.style.color and segment.style.color.triplet
                assert not colour or len({colour.red, colour.green, colour.blue}) == 1


async def test_the_notice_of_a_small_terminal_goes_even_from_under_a_screen(
    make_app, until
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.resize_terminal(50, 15)
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        app.push_screen(GlossaryScreen([]))
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        await pilot.resize_terminal(120, 40)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_all_days_of_the_results_can_be_reached(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        while session.state.day < 51:
            pass_all(session)
            session.do(moves.go(session.case, session.state, 51))
        app.screen.draw()
        await pilot.press("3")
        told = "3 L/min on day 8; 5 L/min on day 13; 10 L/min on day 28; 3 L/min on day 37"
        await until(pilot, lambda: told in " ".join(shown(app).split()))


async def test_finishing_leads_to_the_debrief(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        while session.state.day < 61:
            pass_all(session)
            session.do(moves.go(session.case, session.state, 61))
        pass_all(session)
        app.screen.draw()
        await pilot.press("n", "y")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
