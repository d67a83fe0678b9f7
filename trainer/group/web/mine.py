"""What one phone answered all through a session, beside what was reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.group.state import GroupState
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import answer_text, verdict_of
from trainer.presentation.layouts.text import lines
from trainer.presentation.words import DISCLAIMER, NOT_A_STANDARD, day_text
from trainer.questions import Answer
from trainer.questions.marks import LETTERS


@dataclass(frozen=True, slots=True)
class Mine:
    """One decision as a phone answered it."""

    heading: str
    prompt: str
    told: tuple[Block, ...]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Labels, and what is told under each."""
        cited = ((b, f" ({b.cite})" if b.cite else "") for b in self.told)
        return [(b.label, b.text + cite) for b, cite in cited]


def own_answers(case: Case, state: GroupState, participant: str) -> list[Mine]:
    """All that was put to a vote; the report's side only of what was revealed to the room."""
    return [
        Mine(
            f"{day_text(case, asked.day)}: {asked.title}",
            asked.prompt,
            tuple(_told(asked, state, participant)),
        )
        for asked in case.decisions.values()
        if state.rounds.get(asked.id)
    ]


def as_text(case: Case, mine: Sequence[Mine]) -> str:
    """The same as plain text, to keep or to print."""
    parts = [f"{case.scenario.title}\nYour answers beside the report's."]
    for one in mine:
        told = [Block("heading", one.heading), Block("heading", one.prompt), *one.told]
        parts.append("\n".join(lines(told, 76)))
    parts.append(f"{DISCLAIMER} {NOT_A_STANDARD}")
    return "\n\n".join(parts) + "\n"


def _told(asked: Decision, state: GroupState, participant: str) -> Iterator[Block]:
    ballots = [r.votes.get(participant) for r in state.rounds[asked.id]]
    for at, ballot in enumerate(ballots, 1):
        label = "You" if len(ballots) == 1 else f"You, round {at}"
        yield Block("text", _answer(asked, ballot), label)
    lock = state.run.locks.get(asked.id)
    if lock is None or not lock.revealed:
        yield Block("text", "not revealed in this session", "Reported")
        return
    last = next((b for b in reversed(ballots) if b), None)
    parts = asked.explained(last, hindsight=False)
    own = [p for p in parts if p.picked or p.judgement is None]
    yield from verdict_of(asked.answer.text, asked.answer.cite, own)


def _answer(asked: Decision, ballot: Answer | None) -> str:
    if ballot is None:
        return "no answer"
    picked = [
        f"{letter}. {option.wording}"
        for letter, option in zip(LETTERS, asked.choices, strict=False)
        if option.id in ballot.picks
    ]
    return answer_text(picked or asked.in_words(ballot), ballot.confidence)
