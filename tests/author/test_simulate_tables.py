"""The fast path scores as the engine and the real scoring do, to the last bit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.author.simulate_cases import PLACED, cases
from tests.long import many
from trainer.answers import POLICIES, by_policy
from trainer.author.simulate.play import AXES, Outcome, Play, answers_of
from trainer.author.simulate.players import Dice
from trainer.author.simulate.reach import nothing, reach
from trainer.author.simulate.tables import Tables
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine import moves
from trainer.engine.state import Placed, after, begin
from trainer.questions import Answer
from trainer.scoring.scores import axes

FILE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


@pytest.fixture(scope="module")
def shipped() -> Case:
    scenario = load(FILE).scenario
    assert scenario is not None
    return Case.of(scenario)


SURE = st.none() | st.integers(0, 100)


def real(case: Case, play: Play) -> tuple[float | None, ...]:
    return tuple(Outcome(case, answers_of(case, play)).scores.values())


def any_play(tables: Tables, data: st.DataObject) -> Play:
    """Any answers the engine takes, too many picks and passes among them."""
    rows = []
    for sheet in tables.sheets:
        question = sheet.question
        if question.choices:
            ids = st.sampled_from([o.id for o in question.choices])
            picks = data.draw(st.lists(ids, unique=True))
            answer = question.usual(Answer(tuple(picks))) if picks else None
        else:
            value = data.draw(st.none() | st.floats(question.low, question.high))
            answer = None if value is None else Answer(value=value)
        rows.append(sheet.row(answer))
    sure = data.draw(st.lists(SURE, min_size=len(rows), max_size=len(rows)))
    return Play(tuple(rows), tuple(data.draw(PLACED)), tuple(sure))


@given(cases(), st.data())
@settings(max_examples=many(300))
def test_any_play_of_any_case_scores_the_same(case: Case, data: st.DataObject) -> None:
    tables = Tables(case)
    play = any_play(tables, data)
    assert tables.score(play) == real(case, play)


@given(cases(), st.integers(0, 10**6))
@settings(max_examples=many(100))
def test_random_plays_are_legal_and_score_the_same(case: Case, seed: int) -> None:
    tables = Tables(case)
    play = Dice(tables, seed).play()
    assert tables.score(play) == real(case, play)
    for row, sheet in zip(play.rows, tables.sheets, strict=True):
        assert row in sheet.within
        assert not sheet.question.misfit(row.answer, strict=True)


@given(cases(), st.data())
@settings(max_examples=many(200))
def test_no_play_leaves_the_reach_and_its_best_is_attained(case: Case, data: st.DataObject) -> None:
    tables = Tables(case)
    limits = reach(tables)
    got = tables.score(any_play(tables, data))
    for axis, score in zip(AXES, got, strict=True):
        if (reached := limits.get(axis)) is None:
            assert score is None or axis in ("stewardship", "calibration")
            continue
        assert score is not None
        assert reached.exact
        assert reached.minimum - 1e-9 <= score <= reached.maximum + 1e-9
        attained = Outcome(case, answers_of(case, reached.best)).scores[axis]
        assert attained == pytest.approx(reached.maximum)


def test_the_shipped_case_scores_the_same(shipped: Case) -> None:
    tables = Tables(shipped)
    dice = Dice(tables, 11)
    for _ in range(200):
        play = dice.play()
        assert tables.score(play) == real(shipped, play)


@pytest.mark.parametrize("policy", POLICIES)
def test_policies_there_and_back(shipped: Case, policy: str) -> None:
    answers = by_policy(shipped, policy, seed=5)
    tables = Tables(shipped)
    assert tables.score(tables.play_of(answers)) == tuple(Outcome(shipped, answers).scores.values())


def test_a_standing_order_that_is_stopped_scores_the_same(shipped: Case) -> None:
    # Not a random run's, but a player's: the tables know an order by how it was placed.
    tables = Tables(shipped)
    state = begin(shipped)
    state = after(state, moves.place(shipped, state, "beta-d-glucan", 7))
    state = after(state, moves.stop(state, 0))
    while state.day < tables.last:
        for asked in shipped.questions_on.get(state.day, ()):
            state = after(state, moves.pass_by(shipped, state, asked.id))
        state = after(state, moves.go(shipped, state, tables.last))
    for asked in shipped.questions_on.get(state.day, ()):
        state = after(state, moves.pass_by(shipped, state, asked.id))
    state = after(state, moves.finish(shipped, state))
    stopped = Placed("beta-d-glucan", tables.first, 7, tables.first + 1)
    play = Play(nothing(tables).rows, (stopped,))
    assert tables.score(play) == tuple(axes(shipped, state)[name].score for name in AXES)


def test_the_same_seed_gives_the_same_plays(shipped: Case) -> None:
    tables = Tables(shipped)
    one, two, other = Dice(tables, 3), Dice(tables, 3), Dice(tables, 4)
    plays = [one.play() for _ in range(5)]
    assert plays == [two.play() for _ in range(5)]
    assert plays != [other.play() for _ in range(5)]
