"""The facilitator's page of a day: notes, pitfalls, minutes and the key. Never projected."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion, Facilitator
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import revealed


def facilitator(case: Case, day: int) -> Iterator[Block]:
    """The day's questions with their keys; on the first day also the notes on the whole case."""
    scenario = case.scenario
    yield Block("heading", f"Day {day}   for the facilitator, not for the room")
    if day == scenario.clock.first_day:
        planned = sum(d.facilitator.minutes or 0 for d in scenario.decisions if d.facilitator)
        if planned:
            yield Block("text", f"Minutes planned for the questions: {planned}")
        yield from _notes(scenario.facilitator)
    questions = case.questions_on.get(day, ())
    for question in questions:
        yield from _question(question)
    if not questions:
        yield Block("setting", "Nothing is asked on this day.")
    later = [d for d in case.questions_on if d > day]
    if later:
        yield Block("setting", f"The next question is on day {min(later)}.")


def _question(question: AnyQuestion) -> Iterator[Block]:
    minutes = question.facilitator.minutes if question.facilitator else None
    yield Block("heading", question.title + (f"  ({minutes} min)" if minutes else ""))
    yield Block("text", question.prompt)
    if question.spoken:
        yield Block("setting", "Said aloud: there is no vote on it.")
    yield from revealed(question, None)
    yield from _notes(question.facilitator)


def _notes(notes: Facilitator | None) -> Iterator[Block]:
    if notes and notes.notes:
        yield Block("note", notes.notes, "Note")
    for pitfall in notes.pitfalls if notes else ():
        yield Block("note", pitfall, "Pitfall")
