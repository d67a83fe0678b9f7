"""Orders that come with a picked option: their results, once the pick can no longer be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.case.loader import load, load_text
from trainer.case.rules.example import example
from trainer.engine import moves, views
from trainer.engine.offers import no_undo_order
from trainer.engine.state import State, after, begin, replay
from trainer.questions import Answer

SHIPPED = Path(__file__).parents[2] / "scenarios"

# The film of day 2 is taken on day 1 here, and shown to who asks for it alone.
TEXT = (
    example()
    .replace(
        "    day: 2\n    title: Chest film", "    day: 1\n    shown: ordered\n    title: Chest film"
    )
    .replace("text: No dose of anything is given., about: [rest]", "text: None., about: [film]")
    .replace("film-order, day: 2", "film-order, day: 1")
    .replace("kind: silence, day: 3", "kind: silence, day: 1")
)


def case(text: str = TEXT) -> Case:
    loaded = load_text(text, Path("case.yaml"))
    assert loaded.scenario is not None, loaded.diagnostics
    return Case.of(loaded.scenario)


def committed(c: Case) -> State:
    state = begin(c)
    return after(state, moves.commit(c, state, "first-look", Answer(("film",))))


def names(c: Case, state: State) -> list[str]:
    return [f.id for f in views.findings(c, state)]


def test_a_pick_that_can_be_undone_shows_no_result() -> None:
    c = case()
    state = committed(c)
    assert "film" not in names(c, state)
    assert views.orders(c, state) == []


def test_a_revealed_pick_shows_the_result_and_its_order() -> None:
    c = case()
    state = committed(c)
    state = after(state, moves.reveal(state, "first-look"))
    assert "film" in names(c, state)
    [view] = views.orders(c, state)
    assert (view.index, view.status, view.placed.picked) == (None, "answered", True)
    assert not view.active


def test_the_learners_own_order_of_the_same_day_is_not_listed_twice() -> None:
    c = case()
    state = begin(c)
    state = after(state, moves.place(c, state, "chest-radiograph"))
    assert "film" in names(c, state)
    state = after(state, moves.commit(c, state, "first-look", Answer(("film",))))
    state = after(state, moves.reveal(state, "first-look"))
    assert [v.index for v in views.orders(c, state)] == [0]


def test_a_pick_does_not_list_again_what_already_stands() -> None:
    scenario = load(SHIPPED / "fever-and-stiff-neck.yaml").scenario
    assert scenario is not None
    c = Case.of(scenario)
    state = replay(c, events_of(c, by_policy(c, "silent")))
    state = replace(state, day=5, finished=False)
    state = after(state, moves.place(c, state, "neurological-observations", every=1))
    state = replace(state, day=5, locks={n: k for n, k in state.locks.items() if n != "plan-5"})
    state = after(state, moves.commit(c, state, "plan-5", Answer(("intensive-care",))))
    state = after(state, moves.reveal(state, "plan-5"))
    for day in (5, 6):
        listed = [v.placed.order for v in views.orders(c, replace(state, day=day))]
        assert listed.count("neurological-observations") == 1


def test_a_note_about_a_finding_waits_until_the_finding_is_shown() -> None:
    c = case()
    assert views.source_notes(c, begin(c)) == []
    state = begin(c)
    state = after(state, moves.place(c, state, "chest-radiograph"))
    assert [n.id for n in views.source_notes(c, state)] == ["no-dose"]


def later(taken: str = "") -> Case:
    """The film of day 2 with its result on day 3, where it is said to be ``taken`` on day 2."""
    text = example().replace(
        "    day: 2\n    title: Chest film",
        f"    day: 3\n    shown: ordered\n{taken}    title: Chest film",
    )
    return case(text)


def test_an_order_of_the_day_of_the_specimen_waits_for_its_result() -> None:
    c = later("    taken: 2\n")
    state = begin(c)
    state = after(state, moves.pass_by(c, state, "first-look"))
    state = after(state, moves.go(c, state, 2))
    state = after(state, moves.place(c, state, "chest-radiograph"))
    assert views.orders(c, state)[0].status == "no result"
    assert "film" not in names(c, state)
    state = after(state, moves.go(c, state, 3))
    assert "film" in names(c, state)
    assert views.orders(c, state)[0].status == "answered"


def test_a_result_of_another_day_answers_no_order() -> None:
    c = later()
    state = begin(c)
    state = after(state, moves.pass_by(c, state, "first-look"))
    state = after(state, moves.go(c, state, 2))
    state = after(state, moves.place(c, state, "chest-radiograph"))
    assert views.orders(c, state)[0].status == "no result"
    state = after(state, moves.go(c, state, 3))
    assert "film" not in names(c, state)


def on_day_3() -> Case:
    """The film of day 2 on day 3, whether it was asked for or not."""
    return case(example().replace("day: 2\n    title: Chest film", "day: 3\n    title: Chest film"))


def test_a_standing_order_is_answered_by_what_is_told_between_its_days() -> None:
    c = on_day_3()
    state = begin(c)
    state = after(state, moves.place(c, state, "chest-radiograph", every=5))
    state = after(state, moves.pass_by(c, state, "first-look"))
    assert views.orders(c, state)[0].status == "no result"
    state = after(state, moves.go(c, state, 3))
    [view] = views.orders(c, state)
    assert (view.status, [f.id for f in view.findings]) == ("answered", ["film"])


def test_a_standing_order_that_was_ended_is_answered_by_nothing_later() -> None:
    c = on_day_3()
    state = begin(c)
    state = after(state, moves.place(c, state, "chest-radiograph", every=5))
    state = after(state, moves.stop(state, 0))
    state = after(state, moves.pass_by(c, state, "first-look"))
    state = after(state, moves.go(c, state, 3))
    assert views.orders(c, state)[0].status == "no result"


def test_what_the_team_is_told_to_have_ordered_comes_with_its_result() -> None:
    c = case()
    state = begin(c)
    state = after(state, moves.pass_by(c, state, "first-look"))
    assert "film" not in names(c, state)
    state = after(state, moves.reveal(state, "first-look"))
    assert "film" in names(c, state)


def test_the_latest_order_of_a_day_comes_first() -> None:
    c = case()
    state = begin(c)
    for order in ("full-blood-count", "chest-radiograph", "blood-culture"):
        state = after(state, moves.place(c, state, order))
        assert views.orders(c, state)[0].placed.order == order
    assert [v.index for v in views.orders(c, state)] == [2, 1, 0]


def test_only_a_standing_test_is_said_to_be_ended_where_it_cannot_be_taken_back() -> None:
    c = case()
    state = begin(c)
    state = after(state, moves.place(c, state, "full-blood-count"))
    state = after(state, moves.place(c, state, "ferritin", every=2))
    assert no_undo_order(c, state, 0) == "A test that was sent is not taken back."
    assert no_undo_order(c, state, 1) == "A test that was sent is not taken back; it can be ended."
    state = after(state, moves.stop(state, 1))
    assert no_undo_order(c, state, 1) == "A test that was sent is not taken back."
