"""The reveal: both votes and the report beside each other, on one page of any shipped question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.group import events
from trainer.group.events import Stamped
from trainer.group.state import GroupState, after, begin
from trainer.questions import Answer
from trainer.questions.words import judgement_word
from trainer.tui.group.notes import notes_page
from trainer.tui.group.reveal import revealed_page

SCENARIOS = Path(__file__).parents[3] / "scenarios"
PAGES = {75: 21, 111: 36}
"""Columns and rows of the page at 80x24 and at 120x40."""


QUESTIONS = [
    pytest.param(case, question, id=f"{case.scenario.id}-{name}")
    for case in map(shipped, sorted(SCENARIOS.glob("*.yaml")))
    for name, question in case.questions.items()
    if question.choices or question.kind == "estimate"
]


def revealed(
    case: Case,
    question: AnyQuestion,
    *rounds: list[Answer],
    joined: Sequence[events.Joined] = (),
) -> GroupState:
    """Each answer of a round is a device's."""
    happened: list[events.GroupEvent] = [*joined]
    for number, answers in enumerate(rounds, 1):
        happened.append(events.VoteOpened(question.id, number))
        for n, answer in enumerate(answers):
            happened.append(events.VoteCast(f"p{n}", question.id, number, answer))
        happened.append(events.VoteClosed(question.id, number))
    locked = rounds[-1][0]
    happened.append(events.AnswerLocked(question.id, question.day, locked, "majority"))
    happened.append(events.AnswerRevealed(question.id))
    state = begin(case)
    for number, event in enumerate(happened, 1):
        state = after(state, Stamped(number, float(number), event))
    return state


@pytest.mark.parametrize("width", PAGES)
@pytest.mark.parametrize(("case", "question"), QUESTIONS)
def test_votes_and_report_stand_on_one_page(case: Case, question: AnyQuestion, width: int) -> None:
    if question.choices:
        first = [Answer((o.id,)) for o in question.choices]
    else:
        first = [Answer(value=float(n)) for n in (1, 2, 3)]
    state = revealed(case, question, first, [first[-1]] * len(first))
    page = revealed_page(state, question, width)
    lines = [line.plain.rstrip() for line in page._at(width).wrap(width)]
    assert len(lines) == page.get_height({}, width)
    [report] = [n for n, line in enumerate(lines) if line.strip() == "What the report did"]
    top = " ".join(" ".join(lines[: PAGES[width]]).split())
    assert report + 1 < PAGES[width]
    assert question.answer.text in top
    table = " ".join(" ".join(lines[:report]).split())
    for option in question.choices:  # whole, however long
        for word in option.wording.split():
            assert word in table
    assert all(len(line) <= width for line in lines)
    if question.choices:
        assert "Round 1" in table
        assert "Round 2" in table


def test_a_judgement_is_in_words_that_suit_the_question_and_apart_from_the_report() -> None:
    seen = set()
    for param in QUESTIONS:
        case, question = param.values
        if not question.choices:
            continue
        state = revealed(case, question, [Answer((o.id,)) for o in question.choices])
        lines = revealed_page(state, question, 111)._at(111).wrap(111)
        text = "\n".join(line.plain for line in lines)
        for option in question.choices:
            word = judgement_word(question.topic, option.judgement)
            seen.add(word)
            assert f" {word}" in text.partition("What the report did")[0]
            assert f"Sound that day: {word}" in text
    assert {"best", "possible", "unlikely", "dangerous to assume", "harmful"} <= seen


def test_a_team_has_as_many_votes_as_voters_however_many_each_picked() -> None:
    case, question = next(p.values for p in QUESTIONS if p.values[1].most > 1)
    first, second, *_ = (o.id for o in question.choices)
    joined = [events.Joined("p0", "Red"), events.Joined("p1", "Red"), events.Joined("p2", "Blue")]
    both, one = Answer((first, second)), Answer((first,))
    state = revealed(case, question, [both, one, one], joined=joined)
    page = revealed_page(state, question, 111)
    text = [line.plain.strip() for line in page._at(111).wrap(111)]
    assert "Red, 2 votes: A 100 %, B 50 %" in text
    assert "Blue, 1 vote: A 100 %" in text


def test_the_notes_show_teams_as_the_wall_does() -> None:
    case, question = next(p.values for p in QUESTIONS if p.values[1].most > 1)
    first, second, *_ = (o.id for o in question.choices)
    happened = (
        events.Joined("p0", "Red"),
        events.Joined("p1", "Blue"),
        events.VoteOpened(question.id, 1),
        events.VoteCast("p0", question.id, 1, Answer((first, second))),
        events.VoteCast("p1", question.id, 1, Answer((first,))),
    )
    state = begin(case)
    for number, event in enumerate(happened, 1):
        state = after(state, Stamped(number, float(number), event))
    state = replace(state, run=replace(state.run, day=question.day))
    text = notes_page(case, state, 9.0).plain
    assert "Red, 1 vote: A 100 %, B 100 %" in text
    assert "Blue, 1 vote: A 100 %" in text


def test_a_number_has_no_options_to_list_by_team() -> None:
    case, question = next(p.values for p in QUESTIONS if p.values[1].kind == "estimate")
    joined = [events.Joined("p0", "Red"), events.Joined("p1", "Blue")]
    answers = [Answer(value=1.0), Answer(value=2.0)]
    page = revealed_page(revealed(case, question, answers, joined=joined), question, 111)
    assert "Red" not in "\n".join(line.plain for line in page._at(111).wrap(111))
