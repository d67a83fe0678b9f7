"""A verdict begins with what it is; what is folded is counted, and nothing of it is lost."""

from __future__ import annotations

import re
from html import escape
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest

from tests.presentation.test_debrief_page import HEAD
from tests.shipped import shipped
from trainer.answers import by_policy, events_of
from trainer.engine.state import replay
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import revealed, unfolded, verdict
from trainer.presentation.html.debrief import debrief_html
from trainer.presentation.layouts.markdown import debrief_markdown, escaped
from trainer.presentation.layouts.text import debrief_text, lines
from trainer.questions import Answer, Choice, Question
from trainer.questions.differential import MOVES
from trainer.questions.words import WORDS, judgement_word

CASES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
ORDER = ("harmful", "unnecessary", "acceptable", "recommended", "critical")


QUESTIONS = tuple(question for path in CASES for question in shipped(path).questions.values())
CHOICES = [q for q in QUESTIONS if isinstance(q, Choice)]


def worst(question: Question) -> Answer | None:
    """As wrong as can be: the worst options, as many as may be picked; the furthest number."""
    if isinstance(question, Choice):
        ranked = sorted(question.options, key=lambda o: ORDER.index(o.judgement))
        return question.usual(Answer(tuple(o.id for o in ranked[: question.most])))
    low = question.read(f"{question.shape()['low']:g}") if "low" in question.shape() else None
    return low or question.reported_answer()


def answers(question: Question) -> list[Answer | None]:
    return [question.reported_answer(), next(iter(question.sound_answers())), worst(question), None]


def in_flow(question: Question, answer: Answer | None) -> list[Block]:
    return [block for block in verdict(question, answer) if not block.folded]


def html_of(text: str) -> str:
    """As Jinja escapes it."""
    return escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def words_of(blocks: list[Block]) -> int:
    return len(" ".join(lines(blocks, cited=False)).split())


@pytest.mark.parametrize("place", range(3), ids=["reported", "sound", "worst"])
def test_a_verdict_takes_under_120_words_in_the_middle(place: int) -> None:
    """Over all cases; of none much more."""
    every: list[int] = []
    for path in CASES:
        counts = [words_of(in_flow(q, answers(q)[place])) for q in shipped(path).scenario.decisions]
        assert median(counts) < 135, path.stem
        every += counts
    assert median(every) < 120


def test_the_first_line_is_the_verdict_and_the_report_follows_ones_own() -> None:
    for question in QUESTIONS:
        for answer in answers(question):
            kinds = [block.kind for block in in_flow(question, answer)]
            labels = [block.label for block in in_flow(question, answer)]
            assert kinds[0] == "verdict"
            assert kinds.count("verdict") == 1
            assert ("You" in labels) is (answer is not None)
            if answer is not None:
                assert labels.index("You") < labels.index(question.answer_label)


def test_the_first_line_tells_credit_and_how_sure_one_was() -> None:
    question = next(q for q in CHOICES if q.most == 1)
    sound = question.sound_answers()[0]
    told = lines(verdict(question, Answer(sound.picks, confidence=70)), 200)[0]
    assert told.startswith("Sound that day")
    assert told.endswith("   1 of 1   you were 70 % sure")
    assert lines(verdict(question, None), 200)[0] == "Passed.   0 of 1"


def test_the_sentence_says_as_much_as_the_credit() -> None:
    for question in CHOICES:
        for count in {1, question.most}:
            for picks in combinations([o.id for o in question.options], count):
                said = question.verdict(Answer(picks), hindsight=False)
                assert said.credit is not None
                assert said.sentence.startswith("Sound") is (said.credit > 0.999)
                assert said.sentence.startswith("Not sound") is (said.credit == 0)
                little = 0 < said.credit < 1 / 2 and question.most > 1
                assert said.sentence.startswith("Little of it sound") is little


def test_what_is_best_is_what_is_missing_to_a_sound_answer() -> None:
    for question in CHOICES:
        sound = [set(a.picks) for a in question.sound_answers()]
        for count in {1, question.most}:
            for picks in combinations([o.id for o in question.options], count):
                best = question.verdict(Answer(picks), hindsight=False).best
                assert not set(best) & set(picks)
                assert bool(best) <= (not question.is_sound(Answer(picks)))
                assert question.is_sound(Answer(picks)) or any(
                    set(best) <= other <= set(best) | set(picks) for other in sound
                )


def test_folded_and_unfolded_together_are_all_that_is_judged() -> None:
    for question in QUESTIONS:
        for answer in answers(question):
            blocks = list(verdict(question, answer))
            told = {b.text for b in (*in_flow(question, answer), *unfolded(blocks))}
            wanted = {b.text for b in revealed(question, answer) if b.kind in ("item", "why")}
            assert wanted <= told
            rest = [b for b in blocks if b.kind == "rest"]
            others = [b for b in blocks if b.folded and b.kind == "item" and b.label != MOVES]
            assert (not others) or rest[0].text.startswith(f"{len(others)} other answer")


def test_a_reason_that_waited_is_told_below_its_option() -> None:
    for question in CHOICES:
        told = [*unfolded(verdict(question, worst(question)))]
        assert not [b for b in told if b.folded]
        assert told[0].kind == "item"
        for block in told:
            if block.kind == "item":
                reason = next(o.why for o in question.options if o.wording == block.text)
            assert block.kind != "why" or block.text == reason


def test_a_word_of_judgement_suits_what_is_judged() -> None:
    assert judgement_word("diagnosis", "harmful") == "dangerous to assume"
    assert judgement_word("prognosis", "acceptable") == "near"
    assert judgement_word("treatment", "harmful") == "harmful"
    assert judgement_word(None, "acceptable") == "acceptable"
    for words in WORDS.values():
        assert set(words) == set(ORDER)
    notes = [b.note for q in CHOICES if q.topic == "diagnosis" for b in verdict(q, None) if b.note]
    assert notes
    assert not [note for note in notes if any(word in note for word in ORDER)]


def test_exports_fold_nothing_and_a_page_keeps_the_rest_in_details() -> None:
    case = shipped(CASES[0])
    state = replay(case, events_of(case, by_policy(case, "random")))
    texts = [o.why for q in case.questions.values() for o in q.choices]
    text, markdown = debrief_text(case, state, 10**6), debrief_markdown(case, state)
    html = debrief_html(case, state, HEAD)
    folded = " ".join(re.findall(r"<details>.*?</details>", html, re.DOTALL))
    assert not [why for why in texts if why not in text or escaped(why) not in markdown]
    assert not [why for why in texts if html_of(why) not in html]
    assert not [told for told in (text, markdown, html) if "more reason" in told]
    for name, lock in state.locks.items():
        for option in case.questions[name].choices:
            best = case.questions[name].verdict(lock.answer, hindsight=True).best
            shown = option.id in lock.picks or option.id in best
            assert (f"{html_of(option.wording)} (" in folded) is not shown
