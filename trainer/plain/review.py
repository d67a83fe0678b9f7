"""A review by numbered prompts; at the end of input all answers given are kept."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.counting import some
from trainer.plain.answers import ask_answer, with_forecast
from trainer.plain.prompts import Leave, tell
from trainer.presentation import words
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.due import beginning, ending
from trainer.presentation.blocks.review import after_answer
from trainer.presentation.blocks.review import vignette as known
from trainer.presentation.layouts.text import lines
from trainer.review import Sitting, Vignette


def review_plain(sitting: Sitting) -> int:
    """Put the due questions until they, the time or the input ends; 2 if not all was saved."""
    _say(beginning(sitting.due, sitting.next_day))
    try:
        while (vignette := sitting.next()) is not None:
            _put(sitting, vignette)
    except Leave:
        tell("")
    for problem in sitting.unreadable:
        tell(f"Left out: {problem}")
    saving = sitting.retry()
    tell("")
    _say(ending(sitting.answered, sitting.left, sitting.next_day))
    if saving.problem is not None:
        tell(f"Not everything is saved: {saving.reason}")
        return 2
    return 0


def _put(sitting: Sitting, vignette: Vignette) -> None:
    case, question = vignette.case, vignette.question
    tell("")
    place = f"{sitting.place + 1} of {some(len(sitting.due), 'question')}"
    tell(f"== Review {place}: {case.scenario.title} ==")
    brief = list(known(case, vignette.state))
    _say(brief)
    if any(block.kind == "aside" for block in brief):
        tell("Type days to read every day in full.")
    tell("")
    tell(f"{words.day_text(case, question.day)}. {question.title}")

    def days(line: str) -> bool:
        if line.lower() != "days":
            return False
        _say(known(case, vignette.state, whole=True))
        return True

    answer = ask_answer(question, days, word="days")
    if answer is not None:
        answer = with_forecast(question, answer)
    sitting.answer(vignette, answer)
    if reason := sitting.saving.reason:
        tell(f"NOT SAVED: {reason} The review goes on in memory; each answer tries again.")
    tell("")
    due, rule = vignette.due, vignette.rule
    _say(after_answer(question, answer, due.why, rule, vignette.missed))


def _say(blocks: Iterable[Block]) -> None:
    for block in blocks:
        if block.kind == "heading":
            tell("")
        for line in lines([block]):
            tell(line)
