"""What may be done now, and why not: the only place with the rules of study, exam and room.

Each ``no_…`` function returns the reason why something cannot be done now, empty if it can;
``moves`` refuses with that reason. Menus, keys, footers and help texts read ``offers``.
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
    """Something to do, what it is about, and why it cannot be done now (empty if it can).

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
    """All that a learner could do on a day, in the order of a menu; orders already placed last."""
    return tuple(_offers(case, state))


def offer(case: Case, state: State, action: Action, about: str | int | None = None) -> Offer | None:
    """The first offer of ``action``, and of ``about`` if that is given; None if there is none."""
    matching = (o for o in _offers(case, state) if o.action == action)
    return next((o for o in matching if about is None or o.about == about), None)


def may(case: Case, state: State, action: Action, about: str | int | None = None) -> bool:
    """Whether an action may be done now."""
    first = offer(case, state, action, about)
    return first is not None and first.allowed


def _offers(case: Case, state: State) -> Iterator[Offer]:
    # A generator, because footers look for one offer at each key, and those of orders take time.
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
    """The name of a question before it is shown: its title could give away an earlier one.

    ``question 2 of 3``, or ``today's question`` if it is the only one.
    """
    today = [d.id for d in case.questions_on[question.day]]
    if len(today) == 1:
        return "today's question"
    return f"question {today.index(question.id) + 1} of {len(today)}"


def _questions(case: Case, state: State) -> Iterator[Offer]:
    question = views.next_question(case, state)
    if question is not None:  # questions are shown one after another
        yield Offer("decide", f"Decide: {place_of(case, question)}", question.id)
    for question in case.questions_on.get(state.day, ()):
        why_not = no_answer(case, state, question.id)
        yield Offer("answer", f"Answer: {place_of(case, question)}", question.id, why_not)
        yield Offer("pass", f"Pass: {place_of(case, question)}", question.id, why_not)
        yield Offer("hint", "Show the next hint", question.id, no_hint(case, state, question.id))
        if question.markable:
            why_not = no_mark(case, state, question.id)
            yield Offer(
                "mark", f"Mark your answer: {place_of(case, question)}", question.id, why_not
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
            why_not = no_stop(state, view.index)
            yield Offer("stop_order", f"Stop: {view.name}", view.index, why_not)
            why_not = no_undo_order(case, state, view.index)
            yield Offer("undo_order", f"Undo: {view.name}", view.index, why_not)


# Reasons why not


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
    """Why a verdict cannot be shown; in an exam none is shown before the end."""
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
    """Why no doubt can be kept: the question has not been shown yet."""
    waiting = views.next_question(case, state)
    was_shown = question in state.locks or (waiting is not None and waiting.id == question)
    return "" if was_shown else "That question has not been put yet."


def no_undo(case: Case, state: State, question: str) -> str:
    """Why an answer cannot be undone.

    In study an answer is final when it is locked; so it is in a room, since everyone has seen it.
    In an exam it is final once anything that waited for it is shown: a later question of the day; a
    finding, source note or entry of the course that is hidden without the answer; an order that
    would have another result without it; or the next day. Orders that were taken back count too:
    their results were read.
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
    """All that the learner can see, by id; orders that were taken back count as still placed."""
    # An order that is no longer in the catalogue was taken back by ``fitting`` and has no result.
    in_catalogue = (placed for placed in state.orders if placed.order in case.catalogue.orders)
    orders = tuple(replace(placed, undone=False) for placed in in_catalogue)
    state = replace(state, orders=orders)
    order_views = views.orders(case, state)
    return {
        *(("finding", f.id) for f in views.findings(case, state)),
        *(("course", c.id) for c in views.course(case, state)),
        *(("note", n.id) for n in views.source_notes(case, state)),
        *((v.placed, v.status, f.id) for v in order_views for f in v.findings),
        *((v.placed, v.status) for v in order_views),
    }


def no_order(state: State) -> str:
    """Why nothing can be ordered."""
    return OVER if state.finished else ""


WITH_ANSWER = "It came with your answer, and stands as long as that does."


def no_stop(state: State, index: int | None) -> str:
    """Why a standing order cannot be stopped; ``index`` is None if a picked option placed it."""
    if index is None:
        return WITH_ANSWER
    if not 0 <= index < len(state.orders):
        return "There is no such order."
    placed = state.orders[index]
    standing = placed.every is not None and not placed.undone and placed.stopped is None
    return "" if standing else "This is not a standing order."


def no_undo_order(case: Case, state: State, index: int | None) -> str:
    """Why an order cannot be taken back: once answered it stays.

    ``index`` is None if a picked option placed the order.
    """
    if index is None:
        return WITH_ANSWER
    if not 0 <= index < len(state.orders):
        return "There is no such order."
    placed = state.orders[index]
    if placed.undone or placed.day != state.day or state.finished:
        return "That day is over: what was ordered on it stays."
    if case.order(placed.order).kind == "test":
        return _not_taken_back("A test that was sent", placed)
    if any(v.index == index and v.findings for v in views.orders(case, state)):
        return _not_taken_back("What has been answered", placed)
    return ""


def _not_taken_back(subject: str, placed: Placed) -> str:
    can_be_stopped = placed.every is not None and placed.stopped is None
    return f"{subject} is not taken back{'; it can be ended' if can_be_stopped else ''}."


def no_way_on(case: Case, state: State) -> str:
    """Why the learner cannot move on to a later day."""
    over = views.next_event_day(case, state) is None
    return _unfinished(case, state) or (NOTHING_LATER if over else "")


def stopped(case: Case, state: State) -> str:
    """Why a move to a later day stopped at today."""
    if views.next_question(case, state) is not None:
        return f"Stopped on day {state.day}: it asks a question."
    return f"Stopped on day {state.day}: nothing comes after it."


def no_finish(case: Case, state: State) -> str:
    """Why the case cannot be finished; the reason does not tell which day is the last."""
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
