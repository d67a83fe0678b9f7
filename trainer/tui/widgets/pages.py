"""The pages of a case's panes, made from views that show nothing later than today."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.counting import some
from trainer.engine import views
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.facilitator import facilitator
from trainer.questions.marks import LETTERS
from trainer.session import Session
from trainer.tui.widgets.indented import Indented
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


def header(session: Session) -> tuple[Content, Content]:
    """The day and the title of the case, and how many questions of the day are open."""
    scenario, state = session.case.scenario, session.state
    open_count = len(views.open_questions(session.case, state))
    left = " left" if open_count < len(session.case.questions_on.get(state.day, ())) else ""
    name = Content.assemble(
        (f"Day {state.day}", HEAD),
        ("   exam" if state.mode == "exam" else "", WARN),
        (f"   {scenario.title}", ""),
    )
    return name, Content.styled(
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


def known(session: Session, cites: bool = False) -> Indented:
    """The facts known today, to read beside a question."""
    return Indented(Page(cites).blocks(day.known(session.case, session.state)).lines)


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
    """The facilitator's page of a day, with a star at keyed options; never projected."""
    return _KeyPage().blocks(facilitator(case, day)).content()
