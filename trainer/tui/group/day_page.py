"""What a room reads of a day: what is new, what the team did, what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Finding, SourceNote
from trainer.engine import views
from trainer.engine.state import State
from trainer.presentation import words
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


class RoomPage(Page):
    """A page with a blank line after each finding: a room reads slower than a learner."""

    def head(self, text: str) -> Page:
        """A heading, with one blank line before it."""
        if self._lines and not self._lines[-1].plain:
            return self.line(text, HEAD)
        return super().head(text)

    def finding(self, case: Case, finding: Finding, when: bool = False) -> Page:
        """A finding, and a blank line."""
        return super().finding(case, finding, when).gap()

    def _sheet(self, case: Case, values: Sequence[Finding], when: bool) -> None:
        super()._sheet(case, values, when)
        self.gap()

    def source_note(self, note: SourceNote) -> Page:
        """A contradiction or silence of the source, and a blank line."""
        return super().source_note(note).gap()


def day_page(case: Case, state: State) -> Content:
    """The day; what it led to comes first once all is answered."""
    clock, patient = case.scenario.clock, case.scenario.patient
    page = RoomPage().parts(
        (f"{patient.age} {patient.age_unit}, {patient.sex}. ", "bold"), (patient.summary, "")
    )
    if state.day == clock.first_day:
        if clock.note:
            page.gap().line(clock.note, DIM)
        page.gap().line(words.COURSE_GOES_ON, DIM)
    if views.open_decisions(case, state):
        _told(page, case, state)
        _done(page, case, state)
    else:
        _done(page, case, state)
        _told(page, case, state)
    _asked(page, case, state)
    return page.content()


def known_page(case: Case, state: State) -> Content:
    """Everything known so far, the latest day first, to look up during a discussion."""
    page = RoomPage()
    shown, course = views.findings(case, state), views.course(case, state)
    for day in sorted({p.day for p in (*shown, *course)}, reverse=True):
        page.head(words.day_text(case, day) + ("  (today)" if day == state.day else ""))
        page.findings(case, [f for f in shown if f.day == day])
        for entry in (c for c in course if c.day == day):
            page.parts(("Team: ", "bold"), (words.course_line(entry), ""))
        for view in (v for v in views.orders(case, state) if v.placed.day == day):
            page.parts(("The room ordered: ", "bold"), (words.order_text(view), ""))
    return page.content()


def _told(page: Page, case: Case, state: State) -> None:
    first = state.day == case.scenario.clock.first_day
    shown = views.findings(case, state)
    if before := [f for f in shown if first and f.day < state.day]:
        page.head("Before today").findings(case, before, when=True)
    new = [f for f in shown if f.day == state.day]
    page.head("New today").findings(case, new)
    if not new:
        page.line("The report tells nothing new on this day.", DIM)
    noted = views.source_notes(case, state)
    if notes := [n for n in noted if n.day == state.day or (first and n.day < state.day)]:
        page.head("About the report")
        for note in notes:
            page.source_note(note)


def _done(page: Page, case: Case, state: State) -> None:
    if done := [c for c in views.course(case, state) if c.day == state.day]:
        page.head("What the team did")
        for entry in done:
            page.line("- " + words.course_line(entry))
    if ordered := [v for v in views.orders(case, state) if v.active or v.placed.day == state.day]:
        page.head("What the room ordered")
        for view in ordered:
            page.line("- " + words.order_text(view))


def _asked(page: Page, case: Case, state: State) -> None:
    asked = case.decisions_on.get(state.day, ())
    if not asked:
        return
    page.head(f"Asked today: {len(asked)}")
    waiting = views.next_decision(case, state)
    for decision in asked:
        lock = state.locks.get(decision.id)
        here = decision is waiting
        tail = "" if lock is None else "   answered"
        page.parts(
            ("> " if here else "  ", WARN), (decision.title, HEAD if here else ""), (tail, DIM)
        )
