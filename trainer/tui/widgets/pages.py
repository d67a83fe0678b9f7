"""What the panes of a case say: pages made of views, never of anything later than today."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.offers import may, place_of
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.facilitator import facilitator
from trainer.presentation.blocks.verdict import answered
from trainer.questions.marks import LETTERS
from trainer.session import Session
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


def header(session: Session) -> Content:
    """Which day it is, of which case."""
    scenario = session.case.scenario
    return Content.assemble(
        (f"Day {session.state.day}", HEAD),
        ("   exam" if session.state.mode == "exam" else "", WARN),
        (f"   {scenario.title}", DIM),
    )


def today(session: Session) -> Content:
    """The day's findings, what the team did, and the question that is open."""
    case, state = session.case, session.state
    page = Page().blocks(day.opening(case, state))
    _question(page, session)
    nothing = "Nothing new comes unasked on this day."
    return page.blocks(day.today(case, state, nothing, _answered(session))).content()


def _question(page: Page, session: Session) -> None:
    case, state = session.case, session.state
    if (waiting := views.next_decision(case, state)) is not None:
        called = place_of(case, waiting).capitalize()
        page.head("Your decision").parts(
            ("> ", ""), (called, "bold"), ("   press d to decide", WARN)
        )
    elif may(case, state, "finish"):
        page.gap().line("Nothing comes after today: n = finish and see the debrief.", WARN)
    else:
        page.gap().line("Nothing is open today: n = next day with an event, g = go to a day.", DIM)
    page.blocks(day.pause(case, state))


def _answered(session: Session) -> Iterator[Block]:
    case, state = session.case, session.state
    done = [d for d in case.decisions_on.get(state.day, ()) if d.id in state.locks]
    if done:
        yield Block("heading", "Decided today")
    for question in done:
        lock = state.locks[question.id]
        yield Block("text", answered(question, lock.answer), question.title)
        if lock.revealed:
            yield Block("text", question.answer.text, f"  {question.answer_label}")
        elif may(case, state, "undo", question.id):
            later = "  Answered in the debrief; u = undo the latest while the day lasts"
            yield Block("text", later)
        else:
            yield Block("text", "  Answered in the debrief; final")


def notes(session: Session) -> Content:
    """The learner's notes, the latest first."""
    page = Page()
    for on, text in reversed(session.state.notes):
        page.parts((f"Day {on}  ", DIM), (text, ""))
    if not session.state.notes:
        page.line("No notes yet.", DIM)
    return page.content()


def known(session: Session) -> Content:
    """What is known today, to read beside a question."""
    return Page().blocks(day.known(session.case, session.state)).content()


def timeline(session: Session) -> Content:
    """The days so far, the latest first."""
    return Page().blocks(day.timeline(session.case, session.state, "You")).content()


class _KeyPage(Page):
    def option(self, block: Block, place: int) -> None:
        """An option by its letter, with a star if the report did it."""
        self.beside = Content("    ")
        lead = f"{'*' if block.keyed else ' '} {LETTERS[place]} "
        cite = f"  {block.cite}" if block.cite else ""
        self.parts((lead, "bold"), (block.text, "bold" if block.keyed else ""), (cite, DIM))


def facilitator_page(case: Case, day: int) -> Content:
    """What a facilitator reads of a day: keyed options with a star. Never projected."""
    return _KeyPage().blocks(facilitator(case, day)).content()
