"""A phone's own answers beside the report's, once the session is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.group.state import GroupState
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import answer_text, verdict_of
from trainer.presentation.layouts.text import lines
from trainer.presentation.words import DISCLAIMER, NOT_A_STANDARD, day_text
from trainer.questions import Answer
from trainer.questions.marks import LETTERS


def own_answers(case: Case, state: GroupState, participant: str) -> list[list[Block]]:
    """All that was put to a vote, each under its day and its question.

    The report's side is told only of what was revealed to the room.
    """
    return [
        [
            Block("heading", f"{day_text(case, question.day)}: {question.title}"),
            Block("heading", question.prompt),
            *_answers(question, state, participant),
        ]
        for question in case.decisions.values()
        if state.rounds.get(question.id)
    ]


def as_text(case: Case, mine: Sequence[Sequence[Block]]) -> str:
    """The same as plain text, to keep or to print."""
    head = f"{case.scenario.title}\nYour answers beside the report's."
    parts = ["\n".join(lines(blocks, 76)) for blocks in mine]
    return "\n\n".join([head, *parts, f"{DISCLAIMER} {NOT_A_STANDARD}"]) + "\n"


def _answers(question: Decision, state: GroupState, participant: str) -> Iterator[Block]:
    ballots = [r.votes.get(participant) for r in state.rounds[question.id]]
    for number, ballot in enumerate(ballots, 1):
        label = "You" if len(ballots) == 1 else f"You, round {number}"
        yield Block("text", _answer(question, ballot), label)
    lock = state.run.locks.get(question.id)
    if lock is None or not lock.revealed:
        yield Block("text", "not revealed in this session", "Reported")
        return
    last = next((b for b in reversed(ballots) if b), None)
    parts = question.explained(last, hindsight=False)
    own = [p for p in parts if p.picked or p.judgement is None]
    yield from verdict_of(question.answer.text, question.answer.cite, own)


def _answer(question: Decision, ballot: Answer | None) -> str:
    if ballot is None:
        return "no answer"
    picked = [
        f"{letter}. {option.text}"
        for letter, option in zip(LETTERS, question.choices, strict=False)
        if option.id in ballot.picks
    ]
    return answer_text(picked or question.in_words(ballot), ballot.confidence)
