"""What must hold of a stored run in any later version of its case."""

from __future__ import annotations

import contextlib
import json
import random

from tests.changed.edits import hidden
from tests.changed.plays import play_on, room_on
from trainer.author.preview import carried
from trainer.case.compiled import Case
from trainer.engine import views
from trainer.engine.events import Event, from_dict, to_dict
from trainer.engine.fitting import fitted
from trainer.engine.state import Mode, State, replay
from trainer.group.events import Stamped
from trainer.group.fitting import fitted as fitted_group
from trainer.group.offers import stage
from trainer.group.panel import NoPanel, panels
from trainer.group.report import as_json, html, markdown, table
from trainer.group.summary import summary
from trainer.presentation.blocks import day
from trainer.presentation.blocks.order import order_text
from trainer.presentation.layouts.json import debrief_json
from trainer.presentation.layouts.markdown import debrief_markdown
from trainer.presentation.layouts.text import debrief_text, lines


def assert_unchanged_fits(case: Case, events: list[Event], mode: Mode) -> None:
    """In its own version every event of a run fits as it is."""
    fit = fitted(case, events, mode)
    assert (list(fit.events), fit.lost) == (events, ())
    assert fit.state == replay(case, events, mode)


def assert_told(case: Case, events: list[Event], dice: random.Random, mode: Mode) -> None:
    """A run is told in ``case`` and can go on in it; nothing hidden is said."""
    fit = fitted(case, [from_dict(json.loads(json.dumps(to_dict(e)))) for e in events], mode)
    assert fit.state == replay(case, fit.events, mode)
    for told in everything_told(case, fit.state, fit.lost):
        assert_nothing_hidden(case, fit.state, told)
    assert "zq" not in " ".join(fit.lost)
    # What was given on the day of a question is missing only if a sentence says so.
    if not fit.lost:
        assert set(fit.state.locks) == set(replay(case, events).locks)
    more, state = play_on(case, fit.state, dice, 15)
    again = fitted(case, [*events, *more], mode)
    assert again.state == state, "what was played after a change is not what is stored"
    choices, _ = carried(case, fit.state)
    replay(case, choices)


def everything_told(case: Case, state: State, lost: tuple[str, ...]) -> list[str]:
    """Debriefs in every form, and what the views give."""
    told = [debrief_text(case, state, changed=lost), debrief_markdown(case, state, lost)]
    told.append(json.dumps(debrief_json(case, state, None, lost)))
    shown = lines(day.findings(case, views.findings(case, state), dated=True), 10_000)
    shown += lines(map(day.course, views.course(case, state)), 10_000)
    shown += lines(day.notes(views.source_notes(case, state)), 10_000)
    shown += [order_text(o) for o in views.orders(case, state)]
    asked = views.next_question(case, state)
    assert asked is None or (asked.day == state.day and asked.id not in state.locks)
    return [*told, *shown]


def assert_nothing_hidden(case: Case, state: State, told: str) -> None:
    """None of the marks of what may not be known yet."""
    if "zq" in told:
        for mark in hidden(case, state.day, state.locks, state.finished):
            assert mark not in told, mark


def assert_session_told(case: Case, events: list[Stamped], dice: random.Random) -> None:
    """The same of a room's session, in every form of its report."""
    fit = fitted_group(case, events)
    assert fit.state.number == (events[-1].number if events else 0)
    told = summary(case, events)
    for form in (markdown, html, as_json, table):
        assert_nothing_hidden(case, fit.state.run, form(told))
    with contextlib.suppress(NoPanel):
        panels(case, events)
    stage(case, fit.state)
    state, more = room_on(case, fit.state, dice, 15)
    assert fitted_group(case, [*events, *more]).state == state
