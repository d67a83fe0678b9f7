"""What the panes of a case say: pages made of views, never of anything later than today."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine import views
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.facilitator import facilitator
from trainer.questions.marks import LETTERS
from trainer.session import Session
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


def header(session: Session) -> tuple[Content, Content]:
    """Which day it is, of which case; and how much is asked on it."""
    scenario, state = session.case.scenario, session.state
    open_count = len(views.open_questions(session.case, state))
    left = " left" if open_count < len(session.case.questions_on.get(state.day, ())) else ""
    called = Content.assemble(
        (f"Day {state.day}", HEAD),
        ("   exam" if state.mode == "exam" else "", WARN),
        (f"   {scenario.title}", ""),
    )
    return called, Content.styled(
        f"{some(open_count, 'question')}{left} today" if open_count else "", WARN
    )


def notes(session: Session) -> Content:
    """The learner's notes, the latest first."""
    page = Page()
    for on, text in reversed(session.state.notes):
        page.parts((f"Day {on}  ", DIM), (text, ""))
    if not session.state.notes:
        page.line("No notes yet.", DIM)
    return page.content()


def known(session: Session, cites: bool = False) -> Content:
    """What is known today, to read beside a question."""
    return Page(cites).blocks(day.known(session.case, session.state)).content()


def history(session: Session, cites: bool = False) -> Page:
    """The days so far, the latest first."""
    return Page(cites).blocks(day.timeline(session.case, session.state, "You"))


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
