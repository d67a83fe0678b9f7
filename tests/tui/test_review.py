"""Review and progress on the screen: what is shown when, what is kept, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from tests.shipped import shipped_file
from trainer.answers import by_policy, events_of
from trainer.engine import moves
from trainer.errors import CannotSave
from trainer.history import history, progress_of
from trainer.session import Session
from trainer.store.reviews import ReviewStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.progress import ProgressScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.widgets.answer_form import AnswerForm
from trainer.tui.widgets.dialogs import ChoiceScreen

CASES = ("two-days-of-fever", "fever-and-stiff-neck")
SCENARIOS = Path(__file__).parents[2] / "scenarios"
NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture
def studied(make_app: Callable[..., TrainerApp], monkeypatch: pytest.MonkeyPatch) -> TrainerApp:
    """Two cases played badly, and weeks gone by."""
    app = make_app(seed=1)
    monkeypatch.setenv("TRAINER_NOW", "2026-09-01T20:00:00Z")
    for name in CASES:
        session = Session.start(shipped_file(SCENARIOS / f"{name}.yaml"), app.store)
        session.do(*events_of(session.case, by_policy(session.case, "position-1")))
        session.close()
    monkeypatch.setenv("TRAINER_NOW", "2026-09-20T20:00:00Z")
    return app


def kept(app: TrainerApp) -> int:
    return len(ReviewStore(app.saves).load("me")[0])


def form_shown(app: TrainerApp) -> bool:
    return bool(app.screen.query_one(AnswerForm).region)


async def test_known_first_then_the_question_then_the_verdict_on_a_narrow_screen(
    studied: TrainerApp, until: Any, shown: Any
) -> None:
    async with studied.run_test(size=NARROW) as pilot:
        studied.review(5)
        await until(pilot, lambda: isinstance(studied.screen, ReviewScreen))
        await until(pilot, lambda: "All days" in shown(studied))
        assert not form_shown(studied)
        await pilot.press("1", "s", "p")  # nothing is picked or passed before it is seen
        assert kept(studied) == 0
        await pilot.press("n")
        await until(pilot, lambda: form_shown(studied))
        await pilot.press("b")
        await until(pilot, lambda: not form_shown(studied))
        await pilot.press("n")
        await until(pilot, lambda: form_shown(studied))
        await pilot.press("1", "right", "s")
        await until(pilot, lambda: "Next" in shown(studied))
        assert studied.screen.answered
        first, second, *_ = (line for line in shown(studied).splitlines() if line.strip())
        assert first.lstrip().startswith("Review, 1 of 2")
        assert "you were 50 % sure" in second  # the verdict comes first
        assert kept(studied) == 1
        [review] = ReviewStore(studied.saves).load("me")[0]
        assert review.answer is not None
        assert review.answer["confidence"] == 50
        await pilot.press("n")
        await until(pilot, lambda: "2 of 2" in shown(studied))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(studied.screen, ReviewScreen))
        assert kept(studied) == 1


async def test_beside_each_other_on_a_wide_screen_and_to_the_end(
    studied: TrainerApp, until: Any, said: Any
) -> None:
    async with studied.run_test(size=WIDE) as pilot:
        studied.review(5)
        await until(pilot, lambda: isinstance(studied.screen, ReviewScreen) and form_shown(studied))
        assert studied.screen.query_one("#review-known").region
        for count in (1, 2):
            await until(pilot, lambda: form_shown(studied))
            await pilot.press("p", "y")
            await until(pilot, lambda count=count: kept(studied) == count)
            await pilot.press("enter")
        await until(pilot, lambda: not isinstance(studied.screen, ReviewScreen))
        assert any("2 answered, 0 left today" in text for text in said(studied))


async def test_how_long_is_asked(studied: TrainerApp, until: Any, shown: Any) -> None:
    async with studied.run_test(size=NARROW) as pilot:
        studied.action_review()
        await until(pilot, lambda: isinstance(studied.screen, ChoiceScreen))
        await until(pilot, lambda: "2 due" in shown(studied))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(studied.screen, ReviewScreen))
        assert studied.screen.sitting.minutes == 20


async def test_what_is_due_for_one_learner_is_not_offered_to_the_next(
    studied: TrainerApp, until: Any, shown: Any
) -> None:
    async with studied.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "2 due" in shown(studied))
        studied.screen._use_learner("somebody new")
        await until(pilot, lambda: "somebody new" in shown(studied))
        await until(pilot, lambda: not studied.screen.runs)
        assert studied.screen.review is None
        await until(pilot, lambda: "2 due" not in shown(studied))


async def test_nothing_due_is_said(make_app: Any, until: Any, said: Any) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        app.review()
        await until(pilot, lambda: any("Nothing is due today" in text for text in said(app)))


async def test_a_disk_that_refuses_is_told_and_tried_again(
    studied: TrainerApp, until: Any, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotSave("The disk is full.", "Free some space.")

    async with studied.run_test(size=WIDE) as pilot:
        studied.review(5)
        await until(pilot, lambda: isinstance(studied.screen, ReviewScreen) and form_shown(studied))
        with monkeypatch.context() as patch:
            patch.setattr(ReviewStore, "add", refuse)
            await pilot.press("p", "y")
            await until(pilot, lambda: "Not saved: The disk is full." in shown(studied))
        assert kept(studied) == 0
        await pilot.press("r")
        await until(pilot, lambda: "Not saved" not in shown(studied))
        assert kept(studied) == 1


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_progress_and_from_it_a_debrief(
    studied: TrainerApp, until: Any, shown: Any, size: tuple[int, int]
) -> None:
    async with studied.run_test(size=size) as pilot:
        studied.action_progress()
        await until(pilot, lambda: isinstance(studied.screen, ProgressScreen))
        await until(pilot, lambda: "2 cases, 26 first answers" in shown(studied))
        assert ("Confidence against soundness" in shown(studied)) == (size == WIDE)
        assert max(map(len, shown(studied).splitlines())) <= size[0]
        await pilot.press("2")
        await until(pilot, lambda: studied.screen.open_section == "Runs")
        assert studied.screen.query_one(OptionList).option_count == 2
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(studied.screen, DebriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "Case trainer" in shown(studied))


async def test_progress_shows_what_has_changed_since_home_read_it(
    studied: TrainerApp, until: Any, shown: Any
) -> None:
    async with studied.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: studied.last_history is not None)
        run = studied.store.summaries(learner="me").runs[0].run
        studied.store.delete(run)
        studied.progress()
        await until(pilot, lambda: "1 case, 13 first answers" in shown(studied))
        await pilot.press("2")
        await until(pilot, lambda: studied.screen.open_section == "Runs")
        assert studied.screen.query_one(OptionList).option_count == 1
        await until(pilot, lambda: "enter Open" in shown(studied))  # it may be in play


async def test_the_bar_stays_on_its_run_where_another_has_come(
    studied: TrainerApp, until: Any
) -> None:
    async with studied.run_test(size=NARROW) as pilot:
        studied.progress()
        await until(pilot, lambda: isinstance(studied.screen, ProgressScreen))
        await pilot.press("2", "down")
        screen = studied.screen
        assert isinstance(screen, ProgressScreen)
        listing = screen.query_one(OptionList)
        await until(pilot, lambda: listing.highlighted == 1)
        below = screen.progress.runs[1]
        session = Session.start(shipped_file(SCENARIOS / f"{CASES[0]}.yaml"), studied.store)
        session.close()
        screen.show(progress_of(history(studied.store, "me", studied.heads())))
        await until(pilot, lambda: listing.option_count == 3)
        assert screen.open_section == "Runs"
        assert (
            screen.progress.runs[listing.highlighted or 0].run
            == below.run
            == screen.progress.runs[2].run
        )


async def test_progress_of_who_has_played_nothing(
    make_app: Callable[..., TrainerApp], until: Any, shown: Any
) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        app.progress()
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await until(pilot, lambda: "Nothing is played yet:" in shown(app))
        assert "0 first answers" not in shown(app)
        await pilot.press("2", "enter")
        await until(pilot, lambda: app.screen.open_section == "Runs")
        assert "Nothing is played yet:" in shown(app)
        assert "enter Open" not in shown(app)


async def test_from_progress_to_what_is_due(studied: TrainerApp, until: Any) -> None:
    async with studied.run_test(size=WIDE) as pilot:
        studied.progress()
        await until(pilot, lambda: isinstance(studied.screen, ProgressScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(studied.screen, ChoiceScreen))


async def test_words_of_a_person_are_shown_as_they_are(
    make_app: Callable[..., TrainerApp], until: Any, shown: Any
) -> None:
    hostile = "[red]x[/red][/][@click=app.quit]y[/]"
    app = make_app(learner=hostile)
    session = Session.start(shipped_file(SCENARIOS / f"{CASES[0]}.yaml"), app.store, hostile)
    session.do(*events_of(session.case, by_policy(session.case, "sound")))
    session.do(moves.takeaway(hostile))
    session.close()
    async with app.run_test(size=WIDE) as pilot:
        app.progress()
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await until(pilot, lambda: f"Progress of {hostile}" in shown(app))
        await pilot.press("end")
        await until(pilot, lambda: "Take-aways (1)" in shown(app))
        assert hostile in shown(app)
