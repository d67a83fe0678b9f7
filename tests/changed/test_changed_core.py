"""Any stored run against any later version of its case, in the pure core."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.changed.edits import SHIPPED, SMALL, Data, data_of, edited, loaded
from tests.changed.held import assert_session_told, assert_told, assert_unchanged_fits
from tests.changed.plays import random_run, random_session
from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.events import (
    Committed,
    DayReached,
    Finished,
    NoteWritten,
    OrderPlaced,
    OrderStopped,
    Revealed,
    Undone,
)
from trainer.engine.fitting import fitted, fitted_record
from trainer.engine.offers import no_undo
from trainer.engine.state import Mode
from trainer.engine.views import next_question
from trainer.questions import Answer


def case_of(data: Data, path: Path = SMALL) -> Case | None:
    scenario = loaded(data, path).scenario
    return None if scenario is None else Case.of(scenario)


@pytest.mark.parametrize(
    ("path", "edits", "runs"), [(SMALL, 70, 3), (SHIPPED, 12, 1)], ids=["small", "shipped"]
)
def test_any_run_is_told_in_any_later_version(path: Path, edits: int, runs: int) -> None:
    data = data_of(path)
    old = case_of(data, path)
    assert old is not None
    told = 0
    for seed in range(edits):
        dice = random.Random(seed)
        new = case_of(edited(data, dice, dice.randrange(1, 5)), path)
        for _ in range(runs if new is not None else 0):
            assert new is not None
            mode: Mode = dice.choice(("study", "exam"))
            events = random_run(old, dice, mode)
            assert_unchanged_fits(old, events, mode)
            assert_told(new, events, dice, mode)
            assert_session_told(new, random_session(old, dice), dice)
            told += 1
    assert told >= edits * runs / 5


def changed(edit: Callable[[Data], object]) -> Case:
    data = data_of(SMALL)
    edit(data)
    case = case_of(data)
    assert case is not None
    return case


def test_an_answer_whose_option_is_gone_opens_its_question_again_on_its_day() -> None:
    def edit(data: Data) -> None:
        data["decisions"][0]["options"].pop(0)

    fit = fitted(changed(edit), [Committed("look", 1, Answer(("ct",))), Revealed("look")])
    asked = next_question(changed(edit), fit.state)
    assert (fit.state.locks, asked and asked.id) == ({}, "look")
    assert fit.lost == ("The question 'First look' no longer has the option 'ct'.",)


def test_on_a_later_day_it_is_left_out_and_nothing_waits_for_it() -> None:
    def edit(data: Data) -> None:
        data["decisions"][0]["options"].pop(0)

    case = changed(edit)
    told = [Committed("look", 1, Answer(("ct",))), Revealed("look"), DayReached(3)]
    state = fitted(case, told).state
    assert state.locks == {}
    assert [d.id for d in views.open_questions(case, state)] == ["tests"]
    assert "film" in [f.id for f in views.findings(case, state)]


def test_what_was_undone_or_answered_anew_is_not_lost() -> None:
    def edit(data: Data) -> None:
        data["decisions"][0]["options"].pop(0)

    case = changed(edit)
    old = Committed("look", 1, Answer(("ct",)))
    assert fitted(case, [old, Undone("look")]).lost == ()
    fit = fitted(case, [old, Revealed("look"), Committed("look", 1, Answer(("film",)))])
    assert (fit.lost, fit.state.locks["look"].picks) == ((), ("film",))


def test_beside_an_order_that_is_gone_an_exams_answer_can_be_taken_back() -> None:
    def edit(data: Data) -> None:
        data["orders"].pop(0)
        data["decisions"][1]["options"][1].pop("orders")

    case = changed(edit)
    told = [OrderPlaced("peak-flow-diary", 1, 2), Committed("look", 1, Answer(("film",)))]
    state = fitted(case, told, "exam").state
    assert state.orders[0].undone
    assert no_undo(case, state, "look") == ""


def test_an_order_that_is_gone_keeps_its_place() -> None:
    def edit(data: Data) -> None:
        data["orders"].pop(0)
        data["decisions"][1]["options"][1].pop("orders")

    case = changed(edit)
    placed = [OrderPlaced("peak-flow-diary", 1, 2), OrderPlaced("foot-bath", 1, 2)]
    fit = fitted(case, [*placed, OrderStopped(1, 2), OrderStopped(0, 2)])
    assert [(o.order, o.undone, o.stopped) for o in fit.state.orders] == [
        ("peak-flow-diary", True, None),
        ("foot-bath", False, 2),
    ]
    assert fit.lost == ("The order 'peak-flow-diary' of day 1 is no longer in the catalogue.",)


def test_a_question_of_a_later_day_is_not_named_anew() -> None:
    def edit(data: Data) -> None:
        data["decisions"][0].update(day=5, title="The abscess")
        data["decisions"][1].pop("after")
        data["findings"][2].pop("after")

    fit = fitted(changed(edit), [Committed("look", 1, Answer(("ct",))), Revealed("look")])
    (told,) = fit.lost
    assert "'look' is now asked on another day" in told
    assert "abscess" not in told


def test_days_that_are_cut_off() -> None:
    def edit(data: Data) -> None:
        for key in ("decisions", "findings", "course"):
            data[key] = [p for p in data[key] if p["day"] <= 6]
        data["source_notes"], data["timed"], data["watches"] = [], [], []
        data["clock"]["last_day"] = 6

    told = [DayReached(3), DayReached(8), NoteWritten(8, "mine"), OrderPlaced("foot-bath", 8)]
    fit = fitted(changed(edit), told)
    assert (fit.state.day, fit.state.notes) == (6, ((6, "mine"),))
    assert fit.lost[0] == "The case now ends on day 6, and the run had come to day 8."


def test_a_case_that_goes_on_longer_leaves_a_run_that_was_over_over() -> None:
    def edit(data: Data) -> None:
        data["clock"]["last_day"] = 12

    fit = fitted(changed(edit), [DayReached(9), Finished()])
    assert fit.state.finished
    assert fit.lost == ("The case now goes on after day 9, where the run ended.",)


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(ValueError, match="not an event"):
        fitted_record(changed(lambda _: None), [{"kind": "dance"}])
