"""What a facilitator reads of a day: notes, pitfalls, minutes and the key. Never projected."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Decision, Facilitator
from trainer.presentation import words
from trainer.questions.marks import LETTERS
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


def facilitator_page(case: Case, day: int) -> Content:
    """The day's decisions with their keys; on the first day the notes on the whole case."""
    scenario = case.scenario
    page = Page().parts((f"Day {day}", HEAD), ("   for the facilitator, not for the room", WARN))
    if day == scenario.clock.first_day:
        planned = sum(d.facilitator.minutes or 0 for d in scenario.decisions if d.facilitator)
        if planned:
            page.line(f"Minutes planned for the decisions: {planned}")
        if scenario.facilitator:
            _notes(page, scenario.facilitator)
    asked = case.decisions_on.get(day, ())
    for decision in asked:
        _decision(page, decision)
    if not asked:
        page.gap().line("Nothing is asked on this day.", DIM)
    later = [d for d in case.decisions_on if d > day]
    if later:
        page.gap().line(f"The next decision is on day {min(later)}.", DIM)
    return page.content()


def _decision(page: Page, decision: Decision) -> None:
    minutes = decision.facilitator.minutes if decision.facilitator else None
    page.head(decision.title + (f"  ({minutes} min)" if minutes else ""))
    page.line(decision.prompt)
    for letter, part in zip(LETTERS, decision.explained(None, hindsight=False), strict=False):
        if part.judgement is None:
            page.line(f"Key: {'; '.join(decision.key_in_words())}. {part.why}")
            continue
        keyed = part.reported in ("yes", "part")
        page.parts(
            (f"{'*' if keyed else ' '} {letter} ", "bold"),
            (part.text, "bold" if keyed else ""),
            (f"  reported: {part.reported}; {part.judgement}", DIM),
        )
        page.parts((f"    {part.why}  ", ""), (words.cites(part.cite), DIM))
    page.parts(("Reported: ", "bold"), (decision.answer.text, ""))
    if decision.facilitator:
        _notes(page, decision.facilitator)


def _notes(page: Page, notes: Facilitator) -> None:
    if notes.notes:
        page.parts(("Note: ", WARN), (notes.notes, ""))
    for pitfall in notes.pitfalls:
        page.parts(("Pitfall: ", WARN), (pitfall, ""))
