"""The rules over the cases that come with the program, and those of the frozen format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.answers import AnswerOrder, Answers, by_policy, events_of
from trainer.case.compiled import Case
from trainer.engine.state import replay
from trainer.questions import Answer, Choice, EstimateQuestion
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes

ROOT = Path(__file__).parents[2]
FILES = [*ROOT.glob("scenarios/*.yaml"), *ROOT.glob("tests/data/format-1/*.yaml")]
FILES = sorted(f for f in FILES if ".random" not in f.name)


@pytest.fixture(scope="module", params=FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def case(request: pytest.FixtureRequest) -> Case:
    return shipped(request.param)


def scored(case: Case, answers: Answers) -> dict[str, Axis]:
    return axes(case, replay(case, events_of(case, answers)))


def soundest(asked: object) -> Answer | None:
    """The critical and recommended options, the worthiest first; of an estimate its number."""
    if isinstance(asked, EstimateQuestion):
        return Answer(value=asked.value)
    if not isinstance(asked, Choice):
        return None
    if panel := asked.judged_by:
        return Answer((max(panel.votes, key=lambda name: panel.votes[name]),))
    best = sorted(asked.options, key=lambda o: -o.worth)
    called_for = [o for o in best if o.judgement in ("critical", "recommended")] or best[:1]
    return Answer(tuple(o.id for o in called_for[: asked.most]))


def test_the_reported_course_agrees_with_itself_and_was_called_for(case: Case) -> None:
    told = scored(case, by_policy(case, "reported"))
    assert told["as_reported"].score == pytest.approx(100)
    assert told["stewardship"].score is not None
    assert told["stewardship"].score > 90


def test_sound_answers_earn_all_of_soundness(case: Case) -> None:
    given = {name: soundest(asked) for name, asked in case.questions.items()}
    told = scored(case, Answers(decisions={k: a for k, a in given.items() if a}))
    assert told["soundness"].score == pytest.approx(100)
    assert {p.id for p in told["soundness"].parts} >= {
        name for name, answer in given.items() if answer
    }


def test_one_sound_pick_a_question_earns_less(case: Case) -> None:
    given = {name: soundest(asked) for name, asked in case.questions.items()}
    one = {name: Answer(a.picks[:1], a.value) for name, a in given.items() if a}
    score = scored(case, Answers(decisions=one))["soundness"].score
    assert score is not None
    assert score < 95


def test_everything_every_day_is_watched_for_and_not_called_for(case: Case) -> None:
    first = case.scenario.clock.first_day
    tests = [o.id for o in case.catalogue.orders.values() if o.kind == "test"]
    orders = tuple(AnswerOrder(id=o, day=first, interval=1) for o in tests)
    reported = by_policy(case, "reported").decisions
    told = scored(case, Answers(decisions=reported, orders=orders))
    assert told["stewardship"].score is not None
    assert told["stewardship"].score < 20


@pytest.mark.parametrize("seed", range(5))
def test_any_play_stays_between_the_ends(case: Case, seed: int) -> None:
    for axis in scored(case, by_policy(case, "random", seed)).values():
        assert axis.score is None or 0 <= axis.score <= 100 + 1e-9
        assert all(0 <= p.credit <= 1 + 1e-9 for p in axis.parts)
