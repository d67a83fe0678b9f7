"""A day of a case on the screen: folds, citations, search, the patient beside it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.shipped import shipped_file
from trainer.engine import moves
from trainer.engine.offers import WITH_ANSWER
from trainer.engine.views import orders
from trainer.session import Session
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.find import FindScreen
from trainer.tui.widgets import today_page
from trainer.tui.widgets.orders_pane import OrdersPane
from trainer.tui.widgets.patient_panel import PatientLine, PatientPanel
from trainer.tui.widgets.rows import Rows

CASE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


async def play(app, pilot, until, day: int = 28, mode="study") -> Session:
    """A run that stands on a day, its questions answered as the report did or passed."""
    session = Session.start(shipped_file(CASE), app.store, mode=mode)
    while session.state.day < day:
        case = session.case
        for asked in case.questions_on.get(session.state.day, ()):
            given = asked.reported_answer()
            event = (
                moves.commit(case, session.state, asked.id, given)
                if given
                else moves.pass_by(case, session.state, asked.id)
            )
            session.lock(event)
        session.do(moves.go(case, session.state, day))
    await pilot.pause()
    app.play(session)
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.panes.today.rows)
    return session


def today(app) -> Rows:
    return app.screen.panes.today


async def test_new_first_then_the_question_then_the_past_in_folds(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        text = shown(app)
        order = [
            "New since day 23", "10 L/min  worse   5 on day 13, 3 on day 8", "Question 1 of 3",
            "▸ Day 23", "▸ Day 13", "▸ Day 8", "▸ Day 1 ", "▸ Day -14",
        ]  # fmt: skip
        places = [text.index(part) for part in order]
        assert places == sorted(places)
        assert "Worse again" not in text  # the title of a question that is not put yet
        assert "imai-2024" not in text


async def test_a_fold_opens_and_closes_by_key_and_by_mouse(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("down")
        assert today(app).key == 23
        await pilot.press("enter")
        await until(pilot, lambda: "▾ Day 23" in shown(app))
        assert "Ground-glass opacity and consolidation are improving." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "▸ Day 23" in shown(app))
        line = next(n for n, row in enumerate(shown(app).splitlines()) if "▸ Day 8" in row)
        await pilot.click(offset=(20, line))
        await until(pilot, lambda: "▾ Day 8" in shown(app))
        assert today(app).key == 8
        await pilot.resize_terminal(80, 36)
        await pilot.press(*["down"] * 8)
        assert today(app).key == "The case"
        await pilot.press(*["up"] * 12)
        assert today(app).key == "decide"
        assert today(app).scroll_offset.y == 0


async def test_what_is_unfolded_low_on_the_page_comes_into_sight(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        today(app).point("The case")
        await pilot.press("enter")
        await until(pilot, lambda: "would have changed is not simulated." in shown(app))
        assert "▾ The case" in shown(app)
        assert today(app).key == "The case"


async def test_enter_on_the_question_puts_it(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.question.id == "in-one-sentence")


async def test_what_is_asked_is_in_sight_on_a_long_day(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.play(Session.start(shipped_file(CASE.with_name("two-days-of-fever.yaml")), app.store))
        await until(pilot, lambda: "Question 1 of 3" in shown(app))
        assert shown(app).index("Question 1 of 3") < shown(app).index("New today")
        await pilot.resize_terminal(80, 50)
        await until(
            pilot, lambda: shown(app).index("Question 1 of 3") > shown(app).index("New today")
        )


async def test_no_enter_too_many_ends_a_day(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        for asked in session.case.questions_on[28]:
            session.lock(moves.pass_by(session.case, session.state, asked.id))
        app.screen.draw()
        await until(pilot, lambda: "On to the next day with an event   n" in shown(app))
        assert "Tofacitinib is started." in shown(app)  # what the team did is told by now
        for _ in range(4):
            await pilot.press("enter")
        assert session.state.day == 28
        await pilot.press("escape", "escape", "n")
        await until(pilot, lambda: session.state.day == 37)


async def test_citations_are_a_key_away_and_remembered(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("c")
        await until(pilot, lambda: "imai-2024 C4" in shown(app))
        await pilot.press("2")
        await until(pilot, lambda: "imai-2024 F1" in shown(app))
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await play(again, pilot, until)
        assert "imai-2024 C4" in shown(again)
        await pilot.press("c")
        await until(pilot, lambda: "imai-2024" not in shown(again))
        assert not again.citations


async def test_the_patient_stands_beside_every_page_from_110_columns(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(110, 30)) as pilot:
        await play(app, pilot, until)
        panel, line = app.screen.query_one(PatientPanel), app.screen.query_one(PatientLine)
        for page in "123456":
            await pilot.resize_terminal(110, 30)
            await pilot.press(page)
            await until(pilot, lambda: "20 days with you" in shown(app))
            assert panel.display
            assert not line.display
            assert "Plasma exchange" in panel.text
            await pilot.resize_terminal(109, 30)
            await until(pilot, lambda: "O2 exertion 5›10 L/min worse" in shown(app))
            assert "20 days with you" not in shown(app)


async def test_an_exam_judges_nothing_beside_the_page(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await play(app, pilot, until, mode="exam")
        await until(pilot, lambda: "5 answers" in shown(app))
        for page in "14":
            await pilot.press(page)
            await pilot.pause()
            text = shown(app).replace("Partly sound", "")
            assert "sound" not in text
            assert "●●" not in text


async def test_a_search_over_all_that_is_known(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        await pilot.press(*"shawl")
        await until(pilot, lambda: "1 found" in shown(app))
        assert "Upper back." in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await until(pilot, lambda: "▾ Day 1" in shown(app))
        assert today(app).key == 1
        await pilot.press("slash", *"aspergillus")  # of a later day
        await until(pilot, lambda: "Nothing so far has 'aspergillus'." in shown(app))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_a_value_leads_to_its_course_and_citation(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("3", "enter")
        await until(pilot, lambda: app.screen.pane == "course")
        await until(pilot, lambda: "no range is cited" in shown(app))
        assert "Ferritin" not in shown(app)
        await pilot.press("space")
        await until(pilot, lambda: "6411" in shown(app))
        await pilot.press("3", "down", "enter")  # one figure: no course
        await until(pilot, lambda: "96 % on day 8; no range is cited" in shown(app))
        assert app.screen.pane == "results"


async def test_the_course_is_read_day_by_day_and_as_a_table(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await play(app, pilot, until)
        await pilot.press("4")
        await until(pilot, lambda: app.screen.pane == "course")
        await pilot.press("left")
        await until(pilot, lambda: f"[{app.session.state.day}]" in shown(app))
        await pilot.press("left", "left")
        await until(pilot, lambda: "[13]" in shown(app) and "plasma exchange begun" in shown(app))
        await pilot.press("right")
        await until(pilot, lambda: "[23]" in shown(app))
        await pilot.press(*["left"] * 20)  # no further than the first
        await until(pilot, lambda: app.screen.panes.course.day == 1)
        await pilot.press("t")
        await until(pilot, lambda: "O2 exertion L/min" in shown(app))
        assert "t drawing" in shown(app)
        await pilot.press("t")
        await until(pilot, lambda: "t table" in shown(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: "The course as a table" in shown(app))


async def test_a_page_that_has_not_changed_is_not_drawn_again(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await play(app, pilot, until)
        await pilot.pause()
        await pilot.pause()
        drawn = []
        page = today(app)
        show, page.show = page.show, lambda rows, key=None: drawn.append(1) or show(rows, key)
        app.screen.draw()
        app.screen.draw()
        await pilot.press("3", "1")
        assert not drawn
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(drawn) == 1)


async def test_the_pointer_of_a_new_day_stands_on_its_question(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until, day=13)
        await pilot.press("down", "down")  # into the past
        assert today(app).key == 1
        asked = session.case.questions_on[13][0]
        session.lock(moves.pass_by(session.case, session.state, asked.id))
        app.screen.draw()
        await pilot.press("n")
        await until(pilot, lambda: session.state.day == 23)
        assert today(app).key == today_page.DECIDE


async def test_the_head_counts_what_is_left_of_a_days_questions(make_app, until, shown) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        assert "3 questions today" in shown(app)
        asked = session.case.questions_on[28][0]
        session.lock(moves.pass_by(session.case, session.state, asked.id))
        app.screen.draw()
        await until(pilot, lambda: "2 questions left today" in shown(app))


async def test_after_the_last_answer_it_is_in_sight_what_came_of_it_and_how_to_go_on(
    make_app, until, shown
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = Session.start(shipped_file(CASE), app.store)
        app.play(session)
        await until(pilot, lambda: "Question 1 of 4" in shown(app))
        for number in range(1, 5):
            await pilot.press("d" if number == 1 else "n")
            await until(pilot, lambda at=number: f"question {at} of 4" in shown(app))
            await pilot.press("p")
            await until(pilot, lambda: "That is final" in shown(app))
            await pilot.press("y")
            await until(pilot, lambda at=number: len(session.state.locks) == at)
            await until(pilot, lambda: "Passed." in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: "On to the next day" in shown(app))
        assert "What the team did" in shown(app)


async def test_an_order_that_came_with_an_answer_says_why_it_stays(
    make_app, until, shown, said
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        came = next(n for n, v in enumerate(orders(session.case, session.state)) if v.placed.picked)
        await pilot.press("5", *["down"] * came)
        await until(pilot, lambda: app.screen.panes.order.placed.picked)
        assert "u undo" not in shown(app)
        for key in "ue":
            app.clear_notifications()
            await pilot.press(key)
            await until(pilot, lambda: said(app) == [WITH_ANSWER])
        app.clear_notifications()
        await pilot.press("question_mark")
        await until(pilot, lambda: re.search("q +Library", shown(app)))
        assert "End order" not in shown(app), "it stands further down, with its reason"
        assert "Undo" not in shown(app)


async def test_the_bar_of_orders_begins_at_the_top_and_stays_on_its_order(make_app, until) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        session = await play(app, pilot, until)
        session.do(moves.place(session.case, session.state, "ferritin"))
        app.screen.draw()
        await pilot.press("5")
        await until(pilot, lambda: app.screen.panes.order is not None)
        orders_pane = app.screen.query_one(OrdersPane)
        assert app.screen.panes.order == orders_pane.orders[0]
        last = orders_pane.orders[-1]
        assert last.placed.picked
        await pilot.press("up")
        await until(pilot, lambda: app.screen.panes.order == last)
        session.do(moves.place(session.case, session.state, "troponin"))
        app.screen.draw()
        await until(pilot, lambda: "troponin" in [v.placed.order for v in orders_pane.orders])
        assert app.screen.panes.order.placed == last.placed
