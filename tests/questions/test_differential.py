"""Diagnoses with their chances: kept, refused, told without what is still to come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.questions.case_with_differentials import TEXT, UNPROVEN, case_of
from trainer.answers import Answers, by_policy, events_of, read_answers, write_answers
from trainer.case.loader import load_text
from trainer.engine import moves
from trainer.engine.events import from_dict, to_dict
from trainer.engine.fitting import fitted
from trainer.engine.state import Mode, State, after, begin, replay
from trainer.presentation.blocks.verdict import recalled, verdict
from trainer.questions import Answer, DifferentialQuestion
from trainer.questions.blind import MOST, RANDOM, position
from trainer.questions.diagnoses import diagnoses
from trainer.scoring.calibration import calibration
from trainer.scoring.scores import axes
from trainer.typed import NotUnderstood

CASE = case_of()
FIRST = CASE.questions["first-list"]
assert isinstance(FIRST, DifferentialQuestion)
LIST = Answer(chances=(("asthma", 40), ("pulmonary-embolism", 15)))
PROOF = "The culture grew pneumococci."


def locked(mode: Mode = "study", answer: Answer = LIST) -> State:
    state = begin(CASE, mode)
    for event in moves.lock(state, moves.commit(CASE, state, FIRST.id, answer)):
        state = after(state, event)
    return state


def test_a_list_is_kept_the_likeliest_first_and_nothing_else_of_it() -> None:
    answer = Answer(confidence=70, reason="why", chances=tuple(reversed(LIST.chances)))
    assert locked(answer=answer).locks[FIRST.id].answer == LIST
    assert LIST.rest == 45


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(), "Name a diagnosis"),
        (Answer(("film",)), "asks for diagnoses"),
        (replace(LIST, text="x"), "asks for diagnoses"),
        (replace(LIST, value=1.0), "asks for diagnoses"),
        (Answer(chances=(("not-there", 10),)), "no diagnosis 'not-there'"),
        (Answer(chances=(("asthma", 10), ("asthma", 20))), "named twice"),
        (Answer(chances=(("asthma", 0),)), "from 1 to 100"),
        (Answer(chances=(("asthma", -5), ("sepsis", 50))), "from 1 to 100"),
        (Answer(chances=(("asthma", 60), ("sepsis", 55))), "come to 115 %: take 15 % away"),
        (Answer(chances=tuple((d, 5) for d in list(diagnoses())[:6])), "At most 5"),
    ],
)
def test_what_is_no_list_is_refused(answer: Answer, why: str) -> None:
    with pytest.raises(moves.Refused, match=why):
        moves.commit(CASE, begin(CASE), FIRST.id, answer)


def test_other_kinds_take_no_chances() -> None:
    for other in CASE.questions.values():
        if other.kind != FIRST.kind and (fits := other.reported_answer()):
            assert not other.misfit(fits)
            assert other.misfit(replace(fits, chances=LIST.chances))


def test_ids_names_and_synonyms_are_read_and_nonsense_is_not() -> None:
    assert FIRST.read("asthma 40; PE 15 %") == LIST
    assert FIRST.read("Asthma 40, pulmonary-embolism 15%") == LIST
    for typed in ("asthma", "40", "asthma 101", "not there 10", "asthma -4"):
        with pytest.raises(NotUnderstood):
            FIRST.read(typed)


def told(text: str) -> str:
    case = case_of(text)
    return "\n".join(f"{b.label}: {b.text}" for b in verdict(case.questions[FIRST.id], LIST))


def test_a_verdict_tells_what_was_not_to_be_missed_and_nothing_of_the_end() -> None:
    assert "Not to be missed, on the list: Pulmonary embolism" in told(TEXT)
    text = told(TEXT)
    assert "A cough at night: towards Asthma" in text
    assert "neumonia" not in text  # named by no one yet
    assert PROOF not in text
    assert "Nobody looked further." not in told(UNPROVEN)


@given(st.lists(st.sampled_from(sorted(diagnoses())), min_size=1, max_size=5, unique=True))
def test_before_the_end_no_diagnosis_is_told_that_was_not_named_or_not_to_be_missed(
    named: list[str],
) -> None:
    answer = Answer(chances=tuple((d, 10) for d in named))
    allowed = {*named, "pulmonary-embolism"}
    parts = FIRST.explained(answer, hindsight=False)
    others = [d for d in FIRST.named_in_case if d not in allowed]
    assert not [d for d in others for part in parts if diagnoses()[d].name in part.text]
    assert not [part for part in parts if part.label == "What it was" or part.figures]


@pytest.mark.parametrize("also", ["", "asthma, "])
def test_what_it_was_is_not_told_as_what_must_not_be_missed(also: str) -> None:
    """Unless the learner has named it."""
    text = TEXT.replace("[pulmonary-embolism], why", f"[{also}community-acquired-pneumonia], why")
    question = case_of(text).questions[FIRST.id]
    named = Answer(chances=(("community-acquired-pneumonia", 35),))
    for answer, known in ((LIST, False), (None, False), (named, True)):
        parts = question.explained(answer, hindsight=False)
        missed = next(p for p in parts if p.label.startswith("Not to be missed"))
        assert ("pneumonia" in "".join(f"{p.text}{p.why}" for p in parts)) == known
        assert (
            (missed.text == "told at the end") == (missed.why is None) == (not also and not known)
        )
    assert "pneumonia" in question.explained(LIST, hindsight=True)[1].text


def test_the_end_tells_what_it_was_and_the_chance_given_or_that_it_is_not_proven() -> None:
    answer = Answer(chances=(("community-acquired-pneumonia", 35),))
    end = FIRST.explained(answer, hindsight=True)[0]
    assert (end.text, end.why) == (
        "Community-acquired pneumonia; your chance for it: 35 %",
        PROOF,
    )
    end = case_of(UNPROVEN).questions[FIRST.id].explained(answer, hindsight=True)[0]
    assert "not scored" in end.text
    assert end.why == "Nobody looked further."


def test_an_earlier_list_is_shown_beside_a_later_question() -> None:
    beside = [(b.label, b.text) for b in recalled(CASE, locked(), "second-list")]
    assert beside == [("You on day 1", "Asthma 40 %; Pulmonary embolism 15 %; something else 45 %")]


CHANCES = st.dictionaries(
    st.sampled_from(sorted(diagnoses())), st.integers(1, 20), min_size=1, max_size=5
)


@given(CHANCES)
def test_no_list_changes_any_score_of_the_case(chances: dict[str, int]) -> None:
    answers = by_policy(CASE, "reported")
    others = {k: a for k, a in answers.decisions.items() if CASE.questions[k].kind != FIRST.kind}
    given = {FIRST.id: Answer(chances=tuple(chances.items()))}
    without, having = (
        replay(CASE, events_of(CASE, replace(answers, decisions=decisions)))
        for decisions in (others, others | given)
    )
    assert axes(CASE, without) == axes(CASE, having)
    assert calibration(CASE, without) == calibration(CASE, having)


@given(CHANCES)
def test_events_and_answers_files_carry_lists_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, chances: dict[str, int]
) -> None:
    answers = Answers(decisions={FIRST.id: FIRST.usual(Answer(chances=tuple(chances.items())))})
    events = events_of(CASE, answers)
    assert [from_dict(to_dict(event)) for event in events] == events
    kept = [to_dict(event) for event in events if event.kind == "commit"]
    assert kept[0]["chances"] == chances
    file = tmp_path_factory.mktemp("answers") / "a.yaml"
    file.write_text(write_answers(answers), "utf-8")
    assert f"differential:\n      {next(iter(kept[0]['chances']))}:" in file.read_text("utf-8")
    assert read_answers(file).decisions == answers.decisions


def test_answers_of_other_kinds_are_stored_as_before() -> None:
    events = events_of(CASE, by_policy(CASE, "reported"))
    others = [to_dict(e) for e in events if e.kind == "commit" and not e.answer.chances]
    assert others
    assert not [c for c in others if "chances" in c]


def test_damaged_chances_are_no_event() -> None:
    stored = {"kind": "commit", "decision": FIRST.id, "day": 1}
    for chances in ("x", ["asthma"], {"asthma": "many"}, 3):
        with pytest.raises(ValueError, match="not an event"):
            from_dict({**stored, "chances": chances})


def test_a_list_that_fits_no_more_is_left_out_and_that_is_said() -> None:
    state = begin(CASE)
    event = replace(
        moves.commit(CASE, state, FIRST.id, LIST), answer=Answer(chances=(("gone", 5),))
    )
    fit = fitted(CASE, [event])
    assert FIRST.id not in fit.state.locks
    assert [text for text in fit.lost if "no longer takes this answer" in text and "gone" in text]


@pytest.mark.parametrize("text", [TEXT, UNPROVEN])
def test_every_robots_list_fits(text: str) -> None:
    for question in case_of(text).questions.values():
        if question.kind != FIRST.kind:
            continue
        rules = [position(1, 9), position(9, 9), MOST, RANDOM]
        answers = [question.robot(rule, Random(3)) for rule in rules]
        assert answers[0].chances[0][1] == 100, "all on one"
        assert [chance for _, chance in answers[2].chances] == [20] * 5, "flat"
        answers += [question.reported_answer(), *(a for g in question.sample() for a in g)]
        assert not [why for a in answers if a is not None and (why := question.misfit(a))]


def errors(text: str) -> list[tuple[str, str]]:
    loaded = load_text(text, Path("a-cough.yaml"))
    return [(d.code, d.message) for d in loaded.diagnostics if d.severity == "error"]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("[asthma,", "[asthmma,", "R302", "no diagnosis 'asthmma'"),
        ("{diagnoses: [pulmonary-embolism]", "{diagnoses: [pe]", "R302", "no diagnosis 'pe'"),
        ("[community-acquired-pneumonia]", "[cap]", "R302", "no diagnosis 'cap'"),
        ("finding: story", "finding: tale", "R302", "no finding 'tale'"),
        ("finding: story", "finding: film", "R326", "'film' comes later"),
        ("ratio_cite: made-up P2", "away: asthma", "", "'ratio_cite'"),
        ("format: 2", "format: 1", "R322", ""),
    ],
)
def test_check_finds_what_an_author_may_get_wrong(
    old: str, new: str, code: str, words: str
) -> None:
    assert not errors(TEXT)
    found = errors(TEXT.replace(old, new, 1))
    assert [m for c, m in found if c.startswith(code) and words in m], found


def test_a_case_says_either_what_it_was_or_that_it_is_not_proven() -> None:
    unproven = "    unproven: {why: Nobody looked further., cite: made-up P2}\n"
    final = f"    final: {{diagnoses: asthma, why: {PROOF}, cite: made-up P2}}\n"
    for text in (UNPROVEN.replace(unproven, unproven + final), UNPROVEN.replace(unproven, "")):
        assert [m for _, m in errors(text) if "either 'final' or 'unproven'" in m]


def test_on_paper_nobody_gave_a_chance() -> None:
    final = case_of().questions["second-list"]
    said = {part.label: part.text for part in final.explained(None, hindsight=True)}
    assert said["What it was"] == "Community-acquired pneumonia"
    parts = final.explained(Answer(chances=(("asthma", 40),)), hindsight=True)
    assert any("your chance for it: 0 %" in part.text for part in parts)
