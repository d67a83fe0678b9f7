"""Each robot plays by its rule, on any case; where what must hold of it does not, that is told."""

from __future__ import annotations

import json
from itertools import pairwise
from statistics import fmean
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.author.simulate_cases import (
    FIRST,
    GOOD,
    LAST,
    ORDERS,
    PROSE,
    case_of,
    cases,
    decision,
    estimate,
    option,
    timed,
    watch,
)
from tests.cli.conftest import Run, json_of, trainer  # noqa: F401 - a fixture
from tests.long import many
from trainer.answers import POLICIES, ROBOTS, Answers, by_policy, read_answers, write_answers
from trainer.answers.robots import every_test
from trainer.author.simulate.play import ANSWER_AXES, AXES, Outcome
from trainer.author.simulate.players import blind_means
from trainer.author.simulate.proofs import SHOTGUN, SOUND
from trainer.author.simulate.simulation import simulate
from trainer.author.simulate.tables import Tables
from trainer.case.compiled import Case
from trainer.questions import Choice
from trainer.questions.blind import absolute_or_delaying, hedges

SEED = st.integers(0, 10**6)
SENTENCE = {
    "id": "who", "title": "who", "prompt": "Who is it?", "kind": "representation", "day": 1,
    "answer": {"text": "A man with a cough."},
    "elements": [{"id": n, "aspect": "who", "text": n} for n in ("a-man", "a-cough")],
}  # fmt: skip


def scores(case: Case, answers: Answers) -> dict[Any, float | None]:
    return Outcome(case, answers).scores


@given(cases(), st.sampled_from(POLICIES), SEED)
@settings(max_examples=many(200), deadline=None)
def test_every_robot_plays_any_case_to_the_end(case: Case, policy: str, seed: int) -> None:
    answers = by_policy(case, policy, seed)
    assert answers == by_policy(case, policy, seed)
    for name, answer in answers.decisions.items():
        # The report may have done more than may be picked.
        strict = policy not in ("reported", "shotgun")
        assert not case.questions[name].misfit(answer, strict=strict)
    told = scores(case, answers)
    assert set(told) == set(AXES)
    tables = Tables(case)
    assert tables.score(tables.play_of(answers)) == pytest.approx(tuple(told.values()))


@given(cases(), SEED)
@settings(max_examples=many(150), deadline=None)
def test_blind_robots_go_by_what_is_shown(case: Case, seed: int) -> None:
    shown = case.shuffled(seed)
    picks = {
        name: {k: set(a.picks) for k, a in by_policy(case, name, seed).decisions.items()}
        for name in ROBOTS
    }
    for name, asked in shown.questions.items():
        if not isinstance(asked, Choice):
            continue
        ids, most = [o.id for o in asked.options], asked.most
        for place in range(9):
            there = {ids[place]} if place < len(ids) else None
            assert picks[f"position-{place + 1}"].get(name) == there
        assert picks["most"][name] == set(ids[:most])
        assert 1 <= len(picks["random"][name]) <= min(most, len(ids))
        assert len(picks["longest"][name]) == len(picks["hedged"][name]) == 1
        assert name not in picks["silent"]


WORDS = st.sampled_from(
    ("Wait", "always", "never", "may", "consider", "film", "now", "not only", "a long plan")
)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=6),
    st.integers(1, 6), SEED,
)  # fmt: skip
@settings(max_examples=many(200), deadline=None)
def test_what_robots_read_of_words(texts: list[str], most: int, seed: int) -> None:
    options = [option(f"o{i}", text=text) for i, text in enumerate(texts)]
    case = case_of(decision("d", *options, kind="several", maximum=most))
    worded = dict(zip([o["id"] for o in options], texts, strict=True))

    def picked(policy: str) -> list[str]:
        return [worded[p] for p in by_policy(case, policy, seed).decisions["d"].picks]

    assert len(picked("longest")[0]) == max(map(len, texts))
    assert len(picked("shortest")[0]) == min(map(len, texts))
    assert hedges(picked("hedged")[0]) == max(map(hedges, texts))
    fewest = min(map(absolute_or_delaying, texts))
    mild = [text for text in texts if absolute_or_delaying(text) == fewest]
    picks = picked("mild")
    assert len(picks) == min(most, len(mild))
    assert set(picks) <= set(mild)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Always a biopsy", 1), ("Wait until tomorrow", 3), ("Not only a film", 0),
        ("Never smoked", 0), ("Never a film", 1), ("A film today", 0),
    ],
)  # fmt: skip
def test_absolute_and_delaying_words(text: str, count: int) -> None:
    assert absolute_or_delaying(text) == count


@given(cases())
@settings(max_examples=many(200), deadline=None)
def test_sound_play_is_sound(case: Case) -> None:
    told = scores(case, by_policy(case, "sound"))
    assert told["soundness"] in (None, pytest.approx(100))
    assert told["calibration"] in (None, pytest.approx(100))
    single = by_policy(case, "single")
    assert all(len(a.picks) <= 1 for a in single.decisions.values())
    assert (scores(case, single)["soundness"] or 0) <= (told["soundness"] or 0) + 1e-9


@st.composite
def fair_cases(draw: st.DrawFn) -> Case:
    """Cases in which no two things that should be done get in each other's way."""
    names = list(draw(st.permutations(ORDERS)))
    days = st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST)).map(sorted)
    parts: dict[str, list[Any]] = {"timed": [], "watches": []}
    for i, name in enumerate(names[: draw(st.integers(1, 4))]):
        first, last = draw(days)
        if draw(st.booleans()):
            tails = {"early": draw(st.integers(0, 3)), "late": draw(st.integers(0, 3))}
            parts["timed"].append(timed(f"t{i}", first, last, orders=[name], **tails))
        else:
            every = draw(st.integers(1, 5))
            parts["watches"].append(watch(f"w{i}", first, last, every, orders=[name]))
    questions = [GOOD, *([SENTENCE] if draw(st.booleans()) else [])]
    return case_of(*questions, **parts)


@given(fair_cases())
@settings(max_examples=many(200), deadline=None)
def test_sound_play_earns_all_that_can_be_had(case: Case) -> None:
    answers = by_policy(case, "sound")
    told = scores(case, answers)
    for axis in ("soundness", "timeliness", "vigilance", "stewardship"):
        assert told[axis] in (None, pytest.approx(100)), axis
    # At the interval and no oftener.
    for each in case.scenario.watches:
        days = [o.day for o in answers.orders if o.id in each.orders]
        assert all(b - a == each.every for a, b in pairwise(days))


def test_sound_play_looks_ahead() -> None:
    # The first order that would do for one would spoil the other.
    case = case_of(
        GOOD,
        timed=[
            timed("either", 1, 2, orders=["ferritin", "ct-chest"]),
            timed("later", 8, 9, orders=["ferritin"]),
        ],
        watches=[watch("often", 3, 9, 2, orders=["ferritin", "beta-d-glucan"])],
    )
    told = scores(case, by_policy(case, "sound"))
    assert [told[a] for a in ("timeliness", "vigilance", "stewardship")] == [100, 100, 100]


def test_sound_play_picks_what_only_a_pick_can_do() -> None:
    options = (
        option("a", "yes", "recommended"), option("b", judgement="acceptable"),
        option("c", judgement="harmful"),
    )  # fmt: skip
    several = decision("d", *options, kind="several", maximum=2, day=2)
    case = case_of(several, timed=[timed("now", 1, 3, picks=["d/b"])])
    assert by_policy(case, "sound").decisions["d"].picks == ("a", "b")
    assert scores(case, by_policy(case, "sound"))["timeliness"] == 100
    assert by_policy(case, "single").decisions["d"].picks == ("a",)


@given(cases())
@settings(max_examples=many(60), deadline=None)
def test_every_test_every_day_earns_no_stewardship(case: Case) -> None:
    answers = by_policy(case, "shotgun")
    tests = {name for name, order in case.catalogue.orders.items() if order.kind == "test"}
    assert {(o.id, o.day, o.interval) for o in answers.orders} == {(t, FIRST, 1) for t in tests}
    told = scores(case, answers)["stewardship"]
    assert told is not None
    assert told < SHOTGUN
    assert answers.decisions == by_policy(case, "reported").decisions


@given(cases(), st.integers(1, 2))
@settings(max_examples=many(30), deadline=None)
def test_means_are_those_of_the_plays(case: Case, form: int) -> None:
    case = Case.of(case.scenario.model_copy(update={"format": form}))
    means = blind_means(Tables(case), 3)
    for name in set(means) - {"random"}:
        plays = [Outcome(case, by_policy(case, name, seed)).scores for seed in range(3)]
        for axis in ANSWER_AXES:
            found = means[name][axis]
            told = [play[axis] for play in plays]
            if found is None:
                assert told == [None] * 3
                continue
            assert found.mean == pytest.approx(fmean(t or 0 for t in told))
            assert found.best == pytest.approx(told[found.seed])
            # A file of format 1 has one order of its options.
            assert form == 2 or found.best == pytest.approx(found.mean)


def test_old_names_are_other_names() -> None:
    case = case_of(GOOD)
    assert by_policy(case, "first") == by_policy(case, "position-1")
    assert by_policy(case, "none") == by_policy(case, "silent")


def test_one_entry_is_a_robot(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**ROBOTS, "second": ROBOTS["position-2"]}
    for module in ("trainer.answers.robots", "trainer.author.simulate.players"):
        monkeypatch.setattr(f"{module}.ROBOTS", table)
    found = simulate(case_of(GOOD), 100, 0)
    assert found.robots["second"] == found.robots["position-2"]
    assert found.means["second"] == found.means["position-2"]


# What must hold


def codes(case: Case, runs: int = 500) -> dict[str, Any]:
    found = simulate(case, runs, 0)
    for trouble in found.troubles:
        assert trouble.shows(Outcome(case, trouble.answers))
    return {t.code: t for t in found.troubles}


def cued(*texts: str, form: int = 2) -> Case:
    """The third option of each question is the right one."""
    case = case_of(*(
        decision(f"d{i}", *(
            option(f"o{j}", *(("yes", "recommended") if j == 2 else ()), text=text)
            for j, text in enumerate(texts)
        ))
        for i in range(8)
    ))  # fmt: skip
    return Case.of(case.scenario.model_copy(update={"format": form}))


CUES = {
    "cue-longest": ("film", "scan", "a film of the chest", "drug"),
    "cue-shortest": ("a film", "a scan", "film", "a drug"),
    "cue-hedged": ("A film, even so", "A scan", "May be a test", "A drug"),
    "cue-mild": ("Always A", "Never BB", "Film now", "Wait now"),
}


@pytest.mark.parametrize("code", CUES)
def test_a_cue_is_a_trouble(code: str) -> None:
    found = codes(cued(*CUES[code]))
    assert set(found) == {code}
    kept = found[code].answers
    assert 0 < len(kept.decisions) < 8


def test_a_place_is_a_cue_only_where_the_order_is_the_files() -> None:
    same = ("Film", "Scan", "Test", "Drug")
    assert codes(cued(*same)) == {}
    found = codes(cued(*same, form=1))
    assert set(found) == {"cue-position-3"}
    ordered = case_of(*(
        decision(f"d{i}", option("a"), option("b", "yes", "recommended"), option("c"), ordered=True)
        for i in range(8)
    ))  # fmt: skip
    assert set(codes(ordered)) == {"cue-position-2"}


def test_the_middle_of_a_range_is_a_cue() -> None:
    middle = [estimate(f"e{i}", value=50) for i in range(6)]
    assert {"cue-position-5", "cue-hedged", "cue-mild"} == set(codes(case_of(*middle)))
    places = (11, 83, 33, 64, 96, 22)
    assert codes(case_of(*(estimate(f"e{i}", value=v) for i, v in enumerate(places)))) == {}


def test_sound_play_that_falls_short_is_a_trouble() -> None:
    case = case_of(
        GOOD, {**GOOD, "id": "other", "day": 2},
        timed=[timed("now", 1, 2, orders=["ferritin"]), timed("then", 7, 9, orders=["ferritin"])],
        watches=[watch("before", FIRST - 5, FIRST, 1, orders=["ct-chest"])],
        harmful_orders=[{"orders": ["ct-chest"], **PROSE}],
    )  # fmt: skip
    found = codes(case)
    assert set(found) == {
        "actions-exclude-each-other", "sound-timeliness", "sound-vigilance", "sound-stewardship",
    }  # fmt: skip
    for axis, orders in {
        "timeliness": ["ferritin"], "vigilance": ["ct-chest"], "stewardship": ["ct-chest"],
    }.items():  # fmt: skip
        answers = found[f"sound-{axis}"].answers
        assert ([o.id for o in answers.orders], answers.decisions) == (orders, {})
        score = Outcome(case, answers).scores[axis]  # type: ignore[index]
        assert score is not None
        assert score < SOUND


def test_too_much_that_is_called_for_is_a_trouble() -> None:
    tests = [o.id for o in every_test(case_of(GOOD))]

    def with_reasonable(share: float) -> Case:
        named = tests[: round(len(tests) * share)]
        return case_of(GOOD, reasonable=[{"orders": named, "every": 1, **PROSE}])

    assert codes(with_reasonable(0.19)) == {}
    (trouble,) = codes(with_reasonable(0.21)).values()
    assert trouble.code == "shotgun-stewardship"
    assert len(trouble.answers.orders) == len(tests)
    assert trouble.answers.decisions == {}


# The commands


@pytest.fixture(scope="module")
def a_case() -> str:
    return "two-days-of-fever"


@pytest.mark.parametrize("policy", ["position-4", "sound", "shotgun", "silent", "none", "mild"])
def test_answers_can_be_played(
    trainer: Run,  # noqa: F811
    tmp_path: Any,
    a_case: str,
    policy: str,
) -> None:
    printed = trainer("answers", a_case, "--policy", policy, "--seed", "3")
    assert printed.returncode == 0, printed.stderr
    file = tmp_path / "answers.yaml"
    file.write_text(printed.stdout, "utf-8")
    assert write_answers(read_answers(file)) == printed.stdout
    told = json_of(trainer("play", a_case, "--answers", str(file), "--format", "json"))["axes"]
    assert set(told) == set(AXES)
    if policy == "sound":
        assert all(told[a]["score"] in (None, 100) for a in AXES if a != "as_reported")
    if policy == "shotgun":
        assert told["stewardship"]["score"] < SHOTGUN


def test_no_such_robot(trainer: Run, a_case: str) -> None:  # noqa: F811
    result = trainer("answers", a_case, "--policy", "position-10")
    assert (result.returncode, result.stdout) == (2, "")
    assert "position-9" in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_to_score_is_null(trainer: Run, tmp_path: Any) -> None:  # noqa: F811
    case = case_of(SENTENCE, estimate("share", value=80))
    file = tmp_path / "case.yaml"
    data = json.loads(case.scenario.model_dump_json(exclude_defaults=True, exclude_none=True))
    data["sources"][0]["locators"] = {"p1": "the first page"}
    data["decisions"] = [SENTENCE, estimate("share", value=80)]
    file.write_text(yaml.safe_dump(data), "utf-8")
    result = trainer("simulate", str(file), "--runs", "200", "--format", "json")
    assert result.returncode == 0, result.stderr
    told = json_of(result)
    assert list(told["axes"]) == list(AXES)
    for axis in ("as_reported", "timeliness", "vigilance", "calibration"):
        assert {told["axes"][axis]["random"][k] for k in ("mean", "p5", "p95")} == {None}
        assert told["policies"]["sound"][axis] is None
    assert told["policies"]["sound"]["soundness"] == 100
    assert told["means"]["longest"] == {"soundness": 0, "as_reported": None}
