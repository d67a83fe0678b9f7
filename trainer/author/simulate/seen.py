"""Findings that no play shows while the case is played.

What may be seen only grows with orders, with answered decisions and with the days gone by (see
``trainer.engine.views.is_shown``). So one play sees all that any play can: it orders on the first
day everything that yields a finding, every day, and answers every decision; the engine is asked
day by day. The debrief shows all findings and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.answers import AnswerOrder, Answers, events_of
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.trouble import Shows, Trouble
from trainer.case.compiled import Case
from trainer.case.model import Finding
from trainer.engine import moves
from trainer.engine.state import State, after, begin
from trainer.engine.views import is_shown, next_event_day, open_decisions


def never_seen(case: Case) -> list[Finding]:
    """The findings that no play shows before the debrief."""
    seen = {f.id for state in _most_seeing(case) for f in case.findings if is_shown(case, state, f)}
    return [f for f in case.findings if f.id not in seen]


def finding_troubles(tables: Tables) -> Iterator[Trouble]:
    """Findings never seen, and those to be ordered that no order yields on their day."""
    case = tables.case
    missing = {f.id for f in never_seen(case)}
    states = {state.day: state for state in _most_seeing(case)}
    for finding in case.findings:
        if finding.id in missing:
            said = f"no play sees '{finding.id}' before the debrief: {_why(case, finding)}"
            code = "finding-never-seen"
        elif _late(case, finding, states):
            said = f"no order shows '{finding.id}' on its day: {_why(case, finding)}"
            code = "finding-not-by-order"
        else:
            continue
        yield Trouble(code, said, _tried(case, finding), _unseen(case, finding), part=finding.id)


def _late(case: Case, finding: Finding, states: dict[int, State]) -> bool:
    state = states.get(finding.day)
    return finding.shown == "ordered" and state is not None and not is_shown(case, state, finding)


def _why(case: Case, finding: Finding) -> str:
    last = case.scenario.clock.last_day
    if finding.day > last:
        return f"day {finding.day} comes after the last day, {last}."
    if finding.shown == "ordered" and not case.orders_of(finding):
        return f"it must be ordered on day {finding.day}, but no order yields it."
    if finding.after is not None:
        return f"on day {finding.day} it waits for '{finding.after}'."
    return f"it must be ordered on day {finding.day}, and none of its orders can be placed."


def _tried(case: Case, finding: Finding) -> Answers:
    """The most a player can try for a finding: an order that yields it, on its day."""
    clock = case.scenario.clock
    order = next((o for o in case.orders_of(finding) if o in case.catalogue.orders), None)
    if order is None or not clock.first_day <= finding.day <= clock.last_day:
        return Answers()
    return Answers(orders=(AnswerOrder(id=order, day=finding.day),))


def _unseen(case: Case, finding: Finding) -> Shows:
    tried = _tried(case, finding)

    def shows(answers: Answers) -> bool:
        # What was tried must stay in the file: without it nothing is shown by the miss.
        if answers.orders != tried.orders:
            return False
        state = begin(case)
        for event in events_of(case, answers):
            state = after(state, event)
            if not state.finished and state.day <= finding.day and is_shown(case, state, finding):
                return False
        return True

    return shows


def _most_seeing(case: Case) -> Iterator[State]:
    """The states at the end of each day with an event, of the play that sees the most."""
    state = begin(case)
    wanted = dict.fromkeys(o for f in case.findings for o in case.orders_of(f))
    for order in wanted:
        if order in case.catalogue.orders:
            state = after(state, moves.place(case, state, order, 1))
    while True:
        for decision in open_decisions(case, state):
            state = after(state, moves.pass_by(case, state, decision.id))
        yield state
        day = next_event_day(case, state)
        if day is None:
            return
        state = after(state, moves.go(case, state, day))
