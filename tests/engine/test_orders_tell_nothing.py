"""Whoever orders everything learns nothing that waits for an open question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.long import SHIPPED
from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.engine import moves, views
from trainer.engine.events import OrderPlaced
from trainer.engine.state import State, after, begin

CASES = SHIPPED


def everything(case: Case, state: State) -> list[tuple[str, str, tuple[str, ...]]]:
    """What each order of the catalogue says when all are placed today."""
    for name in case.catalogue.orders:
        state = after(state, OrderPlaced(name, state.day))
    return [
        (view.placed.order, view.status, tuple(f.id for f in view.findings))
        for view in views.orders(case, state)
        if view.placed.day == state.day
    ]


def without_waiting(case: Case, state: State) -> Case:
    """The case as if the report had nothing of what waits for a question or for a later day."""
    shown = [
        f for f in case.scenario.findings if f.day < state.day or f.after in (None, *state.locks)
    ]
    kept = tuple(f for f in shown if f.day <= state.day)
    return Case(case.scenario.model_copy(update={"findings": kept}), case.catalogue)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_what_waits_and_what_the_report_does_not_have_are_answered_alike(path: Path) -> None:
    case = shipped(path)
    state, waited = begin(case), 0
    while not state.finished:
        asked = views.next_question(case, state)
        poorer = without_waiting(case, state)
        waited += len(case.findings) - len(poorer.findings)
        assert everything(case, state) == everything(poorer, state)
        if asked is not None:
            for event in moves.lock(state, moves.pass_by(case, state, asked.id)):
                state = after(state, event)
        elif (day := views.next_event_day(case, state)) is not None:
            state = after(state, moves.go(case, state, day))
        else:
            state = after(state, moves.finish(case, state))
    assert waited  # or nothing was looked at
