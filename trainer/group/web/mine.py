"""What one phone answered all through a session, beside what was reported."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.case.compiled import Case
from trainer.case.model import Decision
from trainer.group.state import GroupState
from trainer.group.web.revealed import own_result
from trainer.presentation.words import DISCLAIMER, cites, day_text
from trainer.questions import Answer
from trainer.questions.marks import LETTERS

NOT_A_STANDARD = "A case report is one patient's course, not a standard of care."


@dataclass(frozen=True, slots=True)
class Mine:
    """One decision as a phone answered it: labels and what is told under each."""

    heading: str
    prompt: str
    lines: tuple[tuple[str, str], ...]


def own_answers(case: Case, state: GroupState, participant: str) -> list[Mine]:
    """All that was put to a vote; the report's side only of what was revealed to the room."""
    return [
        Mine(
            f"{day_text(case, asked.day)}: {asked.title}",
            asked.prompt,
            tuple(_lines(asked, state, participant)),
        )
        for asked in case.decisions.values()
        if state.rounds.get(asked.id)
    ]


def as_text(case: Case, mine: Sequence[Mine]) -> str:
    """The same as plain text, to keep or to print."""
    parts = [f"{case.scenario.title}\nYour answers beside the report's."]
    for one in mine:
        lines = [one.heading, *textwrap.wrap(one.prompt, 76)]
        for label, told in one.lines:
            lines += textwrap.wrap(f"{label}: {told}", 76, initial_indent="  ",
                                   subsequent_indent="    ")  # fmt: skip
        parts.append("\n".join(lines))
    parts.append(f"{DISCLAIMER} {NOT_A_STANDARD}")
    return "\n\n".join(parts) + "\n"


def _lines(asked: Decision, state: GroupState, participant: str) -> Iterator[tuple[str, str]]:
    ballots = [r.votes.get(participant) for r in state.rounds[asked.id]]
    for at, ballot in enumerate(ballots, 1):
        label = "You" if len(ballots) == 1 else f"You, round {at}"
        yield label, _answer(asked, ballot)
    lock = state.run.locks.get(asked.id)
    if lock is None or not lock.revealed:
        yield "The report", "not revealed in this session"
        return
    place = cites(asked.answer.cite)
    yield "The report", asked.answer.text + (f" ({place})" if place else "")
    for part in asked.explained(None, hindsight=False):
        if part.figures:
            yield "The report's number", part.text.partition(";")[0]
            yield "Why", part.why or ""
    for own in own_result(asked, ballots) if asked.choices else ():
        yield f"Your {own['letter']}", own["reported"]
        yield "Sound that day", f"{own['judgement']}. {own['why']}"


def _answer(asked: Decision, ballot: Answer | None) -> str:
    if ballot is None:
        return "no answer"
    sure = "" if ballot.confidence is None else f" ({ballot.confidence} % sure)"
    if not asked.choices:
        return "; ".join(asked.in_words(ballot)) + sure
    picked = [
        f"{letter}. {option.text}"
        for letter, option in zip(LETTERS, asked.choices, strict=False)
        if option.id in ballot.picks
    ]
    return "; ".join(picked) + sure
