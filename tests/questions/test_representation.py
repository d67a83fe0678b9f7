"""The patient in one sentence: kept, shown beside the author's, marked, never scored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.questions.case_with_sentences import TEXT, case_with_sentences
from trainer.answers import Answers, by_policy, events_of, read_answers, write_answers
from trainer.case.loader import load_text
from trainer.engine import moves
from trainer.engine.events import ElementsMarked, Event, from_dict, to_dict
from trainer.engine.fitting import fitted
from trainer.engine.offers import may
from trainer.engine.state import Mode, State, after, begin, replay
from trainer.presentation.blocks.verdict import recalled, verdict
from trainer.questions import Answer
from trainer.scoring.calibration import calibration
from trainer.scoring.scores import axes
from trainer.typed import NotUnderstood

CASE = case_with_sentences()
FIRST = CASE.questions["first-sentence"]
SENTENCE = Answer(text="A woman who coughs.")


def locked(mode: Mode = "study", answer: Answer = SENTENCE) -> State:
    state = begin(CASE, mode)
    for event in moves.lock(state, moves.commit(CASE, state, FIRST.id, answer)):
        state = after(state, event)
    return state


def test_a_sentence_is_kept_as_it_was_typed_and_nothing_else_of_it() -> None:
    answer = replace(SENTENCE, confidence=70, reason="why", elements=("who",))
    lock = locked(answer=answer).locks[FIRST.id]
    assert lock.answer == SENTENCE  # one cannot mark what is not shown yet


@pytest.mark.parametrize("answer", [Answer(), Answer(text=" "), Answer(("who",)), Answer((), 3.0)])
def test_what_is_no_sentence_is_refused(answer: Answer) -> None:
    with pytest.raises(moves.Refused, match="a sentence in your own words"):
        moves.commit(CASE, begin(CASE), FIRST.id, answer)


def test_several_lines_are_one_sentence_and_nothing_is_none() -> None:
    assert FIRST.read("A woman\n who coughs. ") == SENTENCE
    with pytest.raises(NotUnderstood):
        FIRST.read(" \n")


def test_marks_are_made_once_the_sentence_is_revealed_and_replace_each_other() -> None:
    state = locked()
    assert may(CASE, state, "mark", FIRST.id)
    for marks in (["tempo", "who"], ["cough"], []):
        state = after(state, moves.mark(CASE, state, FIRST.id, marks))
        answer = state.locks[FIRST.id].answer
        assert answer is not None
        assert sorted(answer.elements) == sorted(marks)
        assert answer.text == SENTENCE.text
        picked = [part.id for part in FIRST.explained(answer, hindsight=False) if part.picked]
        assert sorted(picked) == sorted(marks)


def test_what_cannot_be_marked_is_refused() -> None:
    state = locked()
    with pytest.raises(moves.Refused, match="no element 'shadow'"):
        moves.mark(CASE, state, FIRST.id, ["shadow"])
    with pytest.raises(moves.Refused, match="nothing to mark"):
        moves.mark(CASE, begin(CASE), FIRST.id, ["who"])
    with pytest.raises(moves.Refused, match="once the author's is shown"):
        moves.mark(CASE, locked("exam"), FIRST.id, ["who"])


def test_a_verdict_shows_the_authors_sentence_and_what_of_it_is_in_the_learners() -> None:
    answer = replace(SENTENCE, elements=("who",))
    texts = [(block.label, block.text) for block in verdict(FIRST, answer)]
    assert texts == [
        ("", "Not scored."),
        ("You", "A woman who coughs."),
        ("The author's sentence", "A woman of 50 who has coughed for three weeks."),
        ("Who, in yours", "a woman of 50"),
        ("How fast", "for three weeks"),
        ("Key feature", "a cough"),
    ]


def test_an_earlier_sentence_is_shown_beside_a_later_one() -> None:
    state = locked()
    beside = [(b.label, b.text) for b in recalled(CASE, state, "second-sentence")]
    assert beside == [("You on day 1", "A woman who coughs.")]
    assert not list(recalled(CASE, begin(CASE), "second-sentence"))
    others = [d.id for d in CASE.questions.values() if d.kind != FIRST.kind]
    assert not [b for name in others for b in recalled(CASE, state, name)]


@given(st.text().map("She coughs {}".format), st.sets(st.sampled_from(["who", "tempo", "cough"])))
def test_no_sentence_changes_any_score(text: str, marks: set[str]) -> None:
    answers = by_policy(CASE, "reported")
    others = {k: a for k, a in answers.decisions.items() if CASE.questions[k].kind != FIRST.kind}
    given = {FIRST.id: Answer(text=text, confidence=100, elements=tuple(marks))}
    without, having = (
        replay(CASE, events_of(CASE, replace(answers, decisions=decisions)))
        for decisions in (others, others | given)
    )
    assert axes(CASE, without) == axes(CASE, having)
    assert calibration(CASE, without) == calibration(CASE, having)


def test_events_of_sentences_come_back_as_they_were_and_others_are_as_before() -> None:
    events = events_of(CASE, by_policy(CASE, "reported"))
    assert any(isinstance(event, ElementsMarked) for event in events)
    assert [from_dict(to_dict(event)) for event in events] == events
    choices = [to_dict(e) for e in events if e.kind == "commit" and not e.answer.text]
    assert choices
    assert not [c for c in choices if {"text", "elements"} & c.keys()]


def test_an_answers_file_carries_sentence_and_marks(tmp_path: Path) -> None:
    answers = Answers(decisions={FIRST.id: replace(SENTENCE, elements=("tempo",))})
    file = tmp_path / "a.yaml"
    file.write_text(write_answers(answers), "utf-8")
    assert read_answers(file).decisions == answers.decisions
    lock = replay(CASE, events_of(CASE, answers)).locks[FIRST.id]
    assert lock.answer == answers.decisions[FIRST.id]


def test_marks_the_case_no_longer_knows_are_left_out_and_that_is_said() -> None:
    events: list[Event] = []
    state = begin(CASE)
    events += moves.lock(state, moves.commit(CASE, state, FIRST.id, SENTENCE))
    events.append(ElementsMarked(FIRST.id, ("who", "gone")))
    fit = fitted(CASE, events)
    answer = fit.state.locks[FIRST.id].answer
    assert answer is not None
    assert answer.elements == ("who",)
    assert [text for text in fit.lost if "what you marked" in text]


def test_a_file_of_format_1_cannot_have_it() -> None:
    loaded = load_text(TEXT.replace("format: 2", "format: 1", 1), Path("a-cough.yaml"))
    assert {d.code for d in loaded.diagnostics if d.severity == "error"} == {"R322"}
