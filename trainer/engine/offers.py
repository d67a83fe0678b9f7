"""What may be done now, and why not: the rules of study, exam and room are decided here alone.

``moves`` refuses by the same functions, which give the reason, or nothing where it may be done.
Menus, keys, footers and texts that say what a key does read ``offers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.state import Placed, State
from trainer.questions import Question

Action = Literal[
    "decide", "answer", "pass", "hint", "go_on", "go_to", "finish", "order", "orders", "stop_order",
    "undo_order", "explain", "note", "undo", "mark",
]  # fmt: skip

OVER = "The case is over."
NOTHING_LATER = "Nothing comes after today: finish, and read the debrief."


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do, what it is about, and why not now; an empty reason means it may be done.

    ``about`` is the id of a question, the number of an order, or a day.
    """

    action: Action
    label: str
    about: str | int = ""
    why_not: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return not self.why_not


def offers(case: Case, state: State) -> tuple[Offer, ...]:
    """All that a learner could do on a day, in the order of a menu; single orders come last."""
    return tuple(_offers(case, state))


def offer(case: Case, state: State, action: Action, about: str | int | None = None) -> Offer | None:
    """The offer of an action, about one thing if that is given; None if there is none such."""
    alike = (o for o in _offers(case, state) if o.action == action)
    return next((o for o in alike if about is None or o.about == about), None)


def may(case: Case, state: State, action: Action, about: str | int | None = None) -> bool:
    """Whether an action may be done now."""
    known = offer(case, state, action, about)
    return known is not None and known.allowed


def _offers(case: Case, state: State) -> Iterator[Offer]:
    # One after another: a footer asks for one at each key, and looking through orders takes time.
    yield from _questions(case, state)
    yield from _days(case, state)
    yield Offer("order", "Order a test, treatment, procedure or consult", "", no_order(state))
    yield Offer("orders", "Look at your orders")
    yield Offer("explain", "Explain an abbreviation")
    yield Offer("note", "Write a note")
    for name in list(state.locks)[-1:]:
        yield Offer("undo", "Undo the last answer", name, no_undo(case, state, name))
    yield from _orders(case, state)


def place_of(case: Case, question: Question) -> str:
    """What a question is called before it is put: its title may tell what one before it asks.

    ``question 2 of 3``, or ``today's question`` if there is one only.
    """
    today = [d.id for d in case.questions_on[question.day]]
    if len(today) == 1:
        return "today's question"
    return f"question {today.index(question.id) + 1} of {len(today)}"


def _questions(case: Case, state: State) -> Iterator[Offer]:
    question = views.next_question(case, state)
    if question is not None:  # they are put one after another
        yield Offer("decide", f"Decide: {place_of(case, question)}", question.id)
    for question in case.questions_on.get(state.day, ()):
        locked = no_answer(case, state, question.id)
        yield Offer("answer", f"Answer: {place_of(case, question)}", question.id, locked)
        yield Offer("pass", f"Pass: {place_of(case, question)}", question.id, locked)
        yield Offer("hint", "Show the next hint", question.id, no_hint(case, state, question.id))
        if question.markable:
            marking = no_mark(case, state, question.id)
            yield Offer(
                "mark", f"Mark your answer: {place_of(case, question)}", question.id, marking
            )


def _days(case: Case, state: State) -> Iterator[Offer]:
    following = views.next_event_day(case, state)
    why_not = no_way_on(case, state)
    if following is not None:
        yield Offer("go_on", f"Go on to day {following}", following, why_not)
    yield Offer("go_to", "Go on to another day", "", why_not)
    yield Offer("finish", "Finish and read the debrief", "", no_finish(case, state))


def _orders(case: Case, state: State) -> Iterator[Offer]:
    for view in views.orders(case, state):
        if view.index is not None:
            stopping = no_stop(state, view.index)
            yield Offer("stop_order", f"Stop: {view.name}", view.index, stopping)
            undoing = no_undo_order(case, state, view.index)
            yield Offer("undo_order", f"Undo: {view.name}", view.index, undoing)


# Why not


def no_answer(case: Case, state: State, question: str) -> str:
    """Why a question cannot be answered or passed."""
    if question not in case.questions:
        return f"There is no question '{question}'."
    if question in state.locks:
        return "This is already answered."
    if case.questions[question] not in views.open_questions(case, state):
        return f"That is not asked today, on day {state.day}."
    return ""


def no_hint(case: Case, state: State, question: str) -> str:
    """Why no hint can be shown."""
    if why_not := no_answer(case, state, question):
        return why_not
    more = state.hints.get(question, 0) < len(case.questions[question].hints)
    return "" if more else "There is no further hint."


def no_reveal(state: State, question: str) -> str:
    """Why a verdict cannot be told: in an exam it never is before the end."""
    if question not in state.locks:
        return "Commit your answer first."
    if state.locks[question].revealed:
        return "The answer is already shown."
    return "In an exam the verdict comes in the debrief." if state.mode == "exam" else ""


def no_mark(case: Case, state: State, question: str) -> str:
    """Why an answer cannot be marked against the author's elements."""
    lock = state.locks.get(question)
    if lock is None or lock.answer is None or not case.questions[question].markable:
        return "There is nothing to mark here."
    return "" if lock.revealed else "Mark your answer once the author's is shown."


def no_doubt(case: Case, state: State, question: str) -> str:
    """Why no doubt can be kept: what has not been put cannot be doubted."""
    waiting = views.next_question(case, state)
    put = question in state.locks or (waiting is not None and waiting.id == question)
    return "" if put else "That question has not been put yet."


def no_undo(case: Case, state: State, question: str) -> str:
    """Why an answer stays as it is.

    In study it is final when it is locked, in a room when all have seen it locked. In an exam it
    is final once anything that waited for it is shown: a later question of the day that was put,
    a finding, a note of the source or a part of the course that is in sight with it and would not
    be without it, an order that is answered otherwise, or the next day. An order taken back since
    counts as well: its answer was read.
    """
    lock = state.locks.get(question)
    if lock is None:
        return "There is nothing to undo here."
    if lock.revealed:
        return "The answer is final: its verdict has been shown."
    if state.mode != "exam":
        return "The answer is final: it is locked."
    if lock.day != state.day or state.finished:
        return "That day is over: what was decided on it stays."
    later = [d.id for d in case.questions_on[lock.day]]
    later = later[later.index(question) + 1 :]
    if any(name in state.shown or name in state.locks for name in later):
        return "The answer is final: a later question has been shown."
    others = {name: kept for name, kept in state.locks.items() if name != question}
    if _in_sight(case, state) - _in_sight(case, replace(state, locks=others)):
        return "The answer is final: something that waited for it has been shown."
    return ""


def _in_sight(case: Case, state: State) -> set[object]:
    """What can be seen, by name; orders that were taken back are as if they still stood."""
    # One that a later version of the case has no more is known only as taken back.
    known = (placed for placed in state.orders if placed.order in case.catalogue.orders)
    orders = tuple(replace(placed, undone=False) for placed in known)
    state = replace(state, orders=orders)
    answered = views.orders(case, state)
    return {
        *(("finding", f.id) for f in views.findings(case, state)),
        *(("course", c.id) for c in views.course(case, state)),
        *(("note", n.id) for n in views.source_notes(case, state)),
        *((v.placed, v.status, f.id) for v in answered for f in v.findings),
        *((v.placed, v.status) for v in answered),
    }


def no_order(state: State) -> str:
    """Why nothing can be ordered."""
    return OVER if state.finished else ""


WITH_ANSWER = "It came with your answer, and stands as long as that does."


def no_stop(state: State, index: int | None) -> str:
    """Why an order cannot be ended; one without an index came with an answer."""
    if index is None:
        return WITH_ANSWER
    if not 0 <= index < len(state.orders):
        return "There is no such order."
    placed = state.orders[index]
    standing = placed.every is not None and not placed.undone and placed.stopped is None
    return "" if standing else "This is not a standing order."


def no_undo_order(case: Case, state: State, index: int | None) -> str:
    """Why an order cannot be taken back: one that has been answered stays.

    One without an index came with an answer.
    """
    if index is None:
        return WITH_ANSWER
    if not 0 <= index < len(state.orders):
        return "There is no such order."
    placed = state.orders[index]
    if placed.undone or placed.day != state.day or state.finished:
        return "That day is over: what was ordered on it stays."
    if case.order(placed.order).kind == "test":
        return _kept("A test that was sent", placed)
    if any(v.index == index and v.findings for v in views.orders(case, state)):
        return _kept("What has been answered", placed)
    return ""


def _kept(what: str, placed: Placed) -> str:
    ends = placed.every is not None and placed.stopped is None
    return f"{what} is not taken back{'; it can be ended' if ends else ''}."


def no_way_on(case: Case, state: State) -> str:
    """Why no later day can be gone to."""
    over = views.next_event_day(case, state) is None
    return _unfinished(case, state) or (NOTHING_LATER if over else "")


def stopped(case: Case, state: State) -> str:
    """Why the way to a later day ended today."""
    if views.next_question(case, state) is not None:
        return f"Stopped on day {state.day}: it asks a question."
    return f"Stopped on day {state.day}: nothing comes after it."


def no_finish(case: Case, state: State) -> str:
    """Why the case cannot be ended: which day is the last shows when it has come."""
    if not state.finished and views.next_event_day(case, state) is not None:
        return "The case goes on after today."
    return _unfinished(case, state)


def _unfinished(case: Case, state: State) -> str:
    if state.finished:
        return OVER
    waiting = views.next_question(case, state)
    if waiting is None:
        return ""
    return f"{place_of(case, waiting).capitalize()} is open: answer it, or pass it."
