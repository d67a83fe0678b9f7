"""What the panes of a case say: pages made of views, never of anything later than today."""

from __future__ import annotations

from textual.content import Content

from trainer.engine import views
from trainer.engine.offers import may
from trainer.engine.state import Lock
from trainer.questions import Explained
from trainer.report import words
from trainer.session import Session
from trainer.tui.widgets.option_lines import number
from trainer.tui.widgets.text import DIM, HEAD, JUDGED, WARN, Page


def header(session: Session) -> Content:
    """Which day it is, of which case."""
    scenario = session.case.scenario
    return Content.assemble(
        (f"Day {session.state.day} of {scenario.clock.last_day}", HEAD),
        ("   exam" if session.state.mode == "exam" else "", WARN),
        (f"   {scenario.title}", DIM),
    )


def today(session: Session) -> Content:
    """The day's findings, what the team did, and the question that is open."""
    case, state = session.case, session.state
    clock, patient = case.scenario.clock, case.scenario.patient
    page = Page()
    first = state.day == clock.first_day
    page.parts(
        (f"{patient.age} {patient.age_unit}, {patient.sex}. ", "bold"), (patient.summary, "")
    )
    if first:
        if clock.note:
            page.gap().line(clock.note, DIM)
        page.gap().line(words.COURSE_GOES_ON, WARN)
    _question(page, session)
    if views.open_decisions(case, state):
        _told(page, session)
        _done(page, session)
    else:  # what the day led to comes first once all is answered
        _done(page, session)
        _told(page, session)
    return page.content()


def _told(page: Page, session: Session) -> None:
    case, state = session.case, session.state
    first = state.day == case.scenario.clock.first_day
    shown = views.findings(case, state)
    if before := [f for f in shown if first and f.day < state.day]:
        page.head("Before today").findings(case, before, when=True)
    new = [f for f in shown if f.day == state.day]
    page.head("New today").findings(case, new)
    if not new:
        page.line("Nothing new comes unasked on this day.", DIM)
    noted = views.source_notes(case, state)
    if notes := [n for n in noted if n.day == state.day or (first and n.day < state.day)]:
        page.head("About the report")
        for note in notes:
            page.source_note(note)


def _done(page: Page, session: Session) -> None:
    case, state = session.case, session.state
    if done := [c for c in views.course(case, state) if c.day == state.day]:
        page.head("What the team did")
        for entry in done:
            page.line("- " + words.course_line(entry))
    _answered(page, session)


def _question(page: Page, session: Session) -> None:
    case, state = session.case, session.state
    waiting = views.open_decisions(case, state)
    if waiting:
        more = f"  ({len(waiting)} today)" if len(waiting) > 1 else ""
        page.head("Your decision").parts(
            ("> ", ""), (waiting[0].title, "bold"), (more, DIM), ("   press d to decide", WARN)
        )
    elif state.day == case.scenario.clock.last_day:
        page.gap().line("Nothing is open on the last day: n = finish and see the debrief.", WARN)
    else:
        page.gap().line("Nothing is open today: n = next day with an event, g = go to a day.", DIM)


def _answered(page: Page, session: Session) -> None:
    case, state = session.case, session.state
    done = [d for d in case.decisions_on.get(state.day, ()) if d.id in state.locks]
    if not done:
        return
    page.head("Decided today")
    for decision in done:
        lock = state.locks[decision.id]
        page.parts((decision.title + ": ", "bold"), (picked(session, decision.id, lock), ""))
        if lock.revealed:
            page.parts(("  Reported: ", DIM), (decision.answer.text, ""))
        elif may(case, state, "undo", decision.id):
            page.line("  Answered in the debrief; u = undo the latest while the day lasts", DIM)
        else:
            page.line("  Answered in the debrief; final", DIM)


def picked(session: Session, decision: str, lock: Lock) -> str:
    """What was committed, in words."""
    answer = lock.answer
    if answer is None:
        return "passed"
    said = "; ".join(session.case.decisions[decision].in_words(answer))
    return said + (f" ({answer.confidence} % sure)" if answer.confidence is not None else "")


def known(session: Session) -> Content:
    """What is known today, to read beside a question."""
    page, case = Page().head("What you know"), session.case
    shown = views.findings(case, session.state)
    today = session.state.day
    for day in sorted({f.day for f in shown} | {today}, reverse=True):
        if day != today:
            page.head(words.day_text(case, day))
        page.findings(case, [f for f in shown if f.day == day], when=False)
    return page.content()


def timeline(session: Session) -> Content:
    """The days so far, the latest first."""
    case, state = session.case, session.state
    shown, course = views.findings(case, state), views.course(case, state)
    orders = views.orders(case, state)
    days = {p.day for p in (*shown, *course)} | {v.placed.day for v in orders} | {state.day}
    days |= {lock.day for lock in state.locks.values()}
    page = Page()
    for day in sorted(days, reverse=True):
        page.head(words.day_text(case, day) + ("  (today)" if day == state.day else ""))
        page.findings(case, [f for f in shown if f.day == day])
        for entry in (c for c in course if c.day == day):
            page.parts(("Team: ", "bold"), (words.course_line(entry), ""))
        for view in (v for v in orders if v.placed.day == day):
            page.parts(("You ordered: ", "bold"), (words.order_text(view), ""))
        for name, lock in state.locks.items():
            if lock.day == day:
                title = case.decisions[name].title
                page.parts((f"You decided, {title}: ", "bold"), (picked(session, name, lock), ""))
    return page.content()


def answer(session: Session, decision_id: str) -> Content:
    """What the report did, and each option judged on what was known that day; no hindsight."""
    decision = session.case.decisions[decision_id]
    lock = session.state.locks[decision_id]
    page = Page().parts(("You: ", "bold"), (picked(session, decision_id, lock), ""))
    page.head("What the report did").line(decision.answer.text)
    if decision.answer.cite:
        page.line(words.cites(decision.answer.cite), DIM)
    if decision.choices:
        page.head("Each option, on what was known that day")
    for index, part in enumerate(decision.explained(lock.answer, hindsight=False)):
        _explained(page, index, part)
    return page.content()


def _explained(page: Page, index: int, part: Explained) -> None:
    cite = words.cites(part.cite)
    if part.judgement is None:
        page.head(f"The report's number: {part.text.partition(';')[0]}")
        page.line(part.why or "").line(cite, DIM)
        return
    reported = {"yes": "yes", "part": "in part", "no": "no", "silent": "does not say"}
    text = f"{number(index)}  {part.text}"
    page.gap().parts(
        ("[x] " if part.picked else "[ ] ", ""), (text, "bold" if part.picked else ""),
        (" (your pick)" if part.picked else "", DIM),
    )  # fmt: skip
    page.parts(
        ("Reported: ", DIM), (reported[part.reported or "silent"], "bold"),
        ("   On the day: ", DIM), (part.judgement, JUDGED[part.judgement]),
    )  # fmt: skip
    page.parts((f"{part.why}  ", ""), (cite, DIM))


def notes(session: Session) -> Content:
    """The learner's notes, the latest first."""
    page = Page()
    for day, text in reversed(session.state.notes):
        page.parts((f"Day {day}  ", DIM), (text, ""))
    if not session.state.notes:
        page.line("No notes yet.", DIM)
    return page.content()
