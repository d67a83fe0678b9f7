"""What may be shown now: never anything of a later day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion, CourseEntry, Finding, SourceNote, Term
from trainer.engine.state import Placed, State, with_picked_orders

Status = Literal["answered", "waiting", "no result", "not reported", "recorded"]
"""The status of an order. A test without a result is ``waiting``, later ``no result``, whether the
result is still to come, waits for a question or is not in the report: the debrief tells which."""


def questions_today(case: Case, state: State) -> list[AnyQuestion]:
    """Today's questions in the order in which they are asked; a room's without the spoken ones."""
    today = case.questions_on.get(state.day, ())
    return [d for d in today if not (d.spoken and state.mode == "room")]


def open_questions(case: Case, state: State) -> list[AnyQuestion]:
    """Today's questions still to be answered."""
    if state.finished:
        return []
    return [d for d in questions_today(case, state) if d.id not in state.locks]


def last_chances(case: Case, state: State, name: str) -> tuple[tuple[str, int], ...]:
    """The chances in the latest answer to a question of the same kind: the learner revises them."""
    kind = case.questions[name].kind
    same_kind = [lock for other, lock in state.locks.items() if case.questions[other].kind == kind]
    return next((lock.answer.chances for lock in reversed(same_kind) if lock.answer), ())


def next_question(case: Case, state: State) -> AnyQuestion | None:
    """The question that the learner is asked now."""
    return next(iter(open_questions(case, state)), None)


def judged_question(case: Case, state: State, name: str) -> AnyQuestion:
    """The question as its verdict may show it now: with nothing that answers today's open ones."""
    question, lock = case.questions[name], state.locks.get(name)
    if lock and lock.answer and question.day == state.day and open_questions(case, state):
        return question.beside_open_ones(lock.answer)
    return question


def findings(case: Case, state: State) -> list[Finding]:
    """Every finding that the learner may see now, by day."""
    return [f for f in case.findings if is_shown(case, state, f)]


def is_shown(case: Case, state: State, finding: Finding) -> bool:
    """Whether a finding may be seen now."""
    if state.finished:
        return True
    if finding.day > state.day or not _unlocked(case, state, finding.after):
        return False
    if finding.shown == "always" or finding.day < state.day:
        return True
    if finding.day < case.scenario.clock.first_day:
        return True
    orders = set(case.orders_of(finding))
    if any(p.order in orders and _asks(p, finding, state) for p in _final(case, state).orders):
        return True
    # An order of the team that may be shown today is shown with its result.
    return any(
        entry.day == finding.day and orders & set(entry.orders)
        for entry in case.course
        if _in_course(case, state, entry)
    )


def _asks(placed: Placed, finding: Finding, state: State) -> bool:
    """Whether an order falls on the day of a finding, or on that of its specimen."""
    fell = placed.days(state.day)
    return finding.day in fell or (finding.taken is not None and finding.taken in fell)


def course(case: Case, state: State) -> list[CourseEntry]:
    """What the team did, as far as it may be shown now.

    An entry of today waits for the verdict on the question it names in ``after``, else for those on
    all of today's questions; in an exam it is shown on the next day.
    """
    return [c for c in case.course if state.finished or _in_course(case, state, c)]


def _in_course(case: Case, state: State, entry: CourseEntry) -> bool:
    if entry.day != state.day:
        return entry.day < state.day
    if entry.after is not None:
        lock = state.locks.get(entry.after)
        return _over(case, state, entry.after) if lock is None else lock.revealed
    locks = [state.locks.get(d.id) for d in questions_today(case, state)]
    return all(lock is not None and lock.revealed for lock in locks)


def source_notes(case: Case, state: State) -> list[SourceNote]:
    """The notes on the sources that may be shown now; none about a finding not yet shown."""
    hidden = {f.id for f in case.findings if not is_shown(case, state, f)}
    return [
        n
        for n in case.scenario.source_notes
        if state.finished
        or (n.day <= state.day and _unlocked(case, state, n.after) and not set(n.about) & hidden)
    ]


def glossary(case: Case, state: State) -> list[Term]:
    """The terms that may be looked up now."""
    return [
        t
        for t in case.scenario.glossary
        if state.finished or t.from_day is None or t.from_day <= state.day
    ]


def next_event_day(case: Case, state: State) -> int | None:
    """The next day on which something is reported or asked; None if there is none."""
    return next((d for d in case.event_days if d > state.day), None)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as placed, its status, and the findings that answer it.

    ``index`` is None for an order that a picked option placed: it is undone with the answer.
    """

    index: int | None
    placed: Placed
    name: str
    kind: str
    status: Status
    active: bool
    findings: tuple[Finding, ...]


def orders(case: Case, state: State) -> list[OrderView]:
    """The learner's orders, newest first; within a day those that picked options placed come last.

    An order of a picked option is left out if one that the learner placed covers all its days.
    """
    own = len(state.orders)

    def is_duplicate(picked: Placed) -> bool:
        days = {*picked.days(state.day)}
        same = (p for p in state.orders if p.order == picked.order)
        return any(days <= {*placed.days(state.day)} for placed in same)

    views = [
        _view(case, state, i if i < own else None, placed)
        for i, placed in enumerate(_final(case, state).orders)
        if not placed.undone and (i < own or not is_duplicate(placed))
    ]
    views.reverse()  # the sort is stable, so that the latest of a day stays first
    return sorted(views, key=lambda v: (v.placed.day, v.index is not None), reverse=True)


def _final(case: Case, state: State) -> State:
    # An answer that can still be undone shows no result: one could look, undo and pick again.
    kept = {n: k for n, k in state.locks.items() if k.revealed or k.day < state.day}
    placed = with_picked_orders(case, replace(state, locks=kept))
    return replace(state, orders=placed.orders)


def _view(case: Case, state: State, index: int | None, placed: Placed) -> OrderView:
    order = case.order(placed.order)
    results = tuple(
        f
        for f in case.findings_of.get(placed.order, ())
        if (_asks(placed, f, state) or placed.in_force(f.day)) and is_shown(case, state, f)
    )
    status: Status
    if results:
        status = "answered"
    elif order.kind != "test":
        status = "recorded"
    elif state.finished:
        status = "not reported"
    else:
        asking = state.day in placed.days(state.day) and open_questions(case, state)
        status = "waiting" if asking else "no result"
    active = placed.every is not None and placed.stopped is None and not state.finished
    return OrderView(index, placed, order.name, order.kind, status, active, results)


def _unlocked(case: Case, state: State, question: str | None) -> bool:
    if question is None or question in state.locks or _over(case, state, question):
        return True
    return state.mode == "room" and case.questions[question].spoken


def _over(case: Case, state: State, question: str) -> bool:
    # A past question lacks an answer only if the case has changed: nothing waits for it any more.
    return case.questions[question].day < state.day
