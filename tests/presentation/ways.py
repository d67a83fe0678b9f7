"""Every way of looking at a run, and a case that says something else in all that is hidden then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from trainer.case.compiled import Case
from trainer.case.model import CourseEntry
from trainer.case.search import search
from trainer.commands.saved import _run_lines
from trainer.engine import moves, views
from trainer.engine.events import Event, OrderPlaced
from trainer.engine.offers import may, offers
from trainer.engine.state import Mode, State, after, begin
from trainer.group.headless import line
from trainer.group.state import GroupState
from trainer.group.web.snapshot import snapshot
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.order import order_text, status_word
from trainer.presentation.blocks.question import question_blocks
from trainer.presentation.blocks.verdict import recalled, verdict
from trainer.presentation.html.debrief import debrief_html
from trainer.presentation.layouts.json import debrief_json
from trainer.presentation.layouts.markdown import debrief_markdown
from trainer.presentation.layouts.text import debrief_text, lines
from trainer.presentation.patient.course import course
from trainer.presentation.patient.drawing import course_drawing
from trainer.presentation.patient.find import find
from trainer.presentation.patient.panel import in_one_line, panel
from trainer.presentation.patient.results import detail, table
from trainer.presentation.patient.spoken import course_lines, results_lines
from trainer.presentation.patient.today import folds
from trainer.presentation.sight import Sight
from trainer.presentation.spans import plain
from trainer.session import Session
from trainer.store.records import RunRecord
from trainer.store.room.journal import Header
from trainer.tui.group import pages as wall
from trainer.tui.widgets import pages, today_page
from trainer.values.base import Part

MARK = "zqhidden"
WORDS = frozenset({
    "title", "text", "note", "prompt", "why", "hindsight", "label", "meaning", "expansion", "term",
    "specimen", "name", "says", "result", "silent", "dose", "route", "scope", "citation", "when",
    "notes", "licence_note",
})  # fmt: skip
HEADER = Header("room", "CODE", "case", "1.0.0", "hash", "case.yaml", 0.0)


def walk(case: Case, mode: Mode) -> Iterator[tuple[State, str]]:
    """A run from its first day to its last; with each state the question that is put then."""
    state, number = begin(case, mode), 0
    while not state.finished:
        yield state, ""
        asked = views.next_question(case, state)
        events: tuple[Event, ...]
        if asked is not None:
            for event in moves.show(state, asked.id):
                state = after(state, event)
            yield state, asked.id
            if may(case, state, "hint", asked.id):
                state = after(state, moves.hint(case, state, asked.id))
                yield state, asked.id
            # Not the author's list of diagnoses: who has thought of it has not been told.
            answer = asked.sample()[0][0] if asked.spoken else asked.reported_answer()
            given = answer if number % 3 else None
            number += 1
            if given is None:
                locked = moves.pass_by(case, state, asked.id)
                events = moves.lock(state, locked)
            else:
                events = moves.lock(state, moves.commit(case, state, asked.id, given))
            for event in events:
                state = after(state, event)
            if mode == "room":
                yield state, ""
                state = after(state, moves.reveal(state, asked.id))
        elif (following := views.next_event_day(case, state)) is not None:
            state = after(state, moves.go(case, state, following))
        else:
            return


def ways(case: Case, state: State, put: str = "", offered: bool = True) -> dict[str, str]:
    """What is shown, by the way of looking; ``put`` is the question that is open on the screen.

    Without ``offered`` not what is offered, which takes long where hundreds of orders are placed.
    """
    session, sight = _session(case, state), Sight(case, state)
    group = GroupState(state)
    room: Any = SimpleNamespace(case=case, state=group, header=HEADER, clock=lambda: 0.0)
    s, run = case.scenario, _record(case, state).summary
    shown = {
        "head": "\n".join((s.title, s.summary, s.specialty, *s.tags)),
        "opening": _text(day.opening(case, state)),
        "today": _text(day.today(case, state, "Nothing.", ())),
        "screen": "\n".join(map(str, (*pages.header(session), *_today(sight)))),
        "known": _text(day.known(case, state)),
        "history": str(pages.history(session, cites=True).content()),
        "panel": "\n".join(map(plain, (*panel(sight, 60), in_one_line(sight, 200)))),
        "results, screen": "\n".join(plain(row.line) for row in table(sight, 200)),
        "results, full": "\n".join(plain(detail(sight, n, True)) for n in sight.series),
        "results, text": "\n".join(results_lines(case, state)),
        "course, screen": "\n".join(map(plain, course_drawing(course(sight, beside=True), 300))),
        "course, text": "\n".join(course_lines(case, state)),
        "find": "\n".join(f"{h.day} {h.title} {h.text} {h.cite}" for h in find(sight, "")),
        "notes": str(pages.notes(session)),
        "wall": f"{wall.day_page(case, state)}\n{wall.known_page(case, state)}",
        "phone": json.dumps(snapshot(room, "somebody"), ensure_ascii=False),
        "script": json.dumps(line(room, group, None), ensure_ascii=False),
        "source notes": _text(day.notes(views.source_notes(case, state))),
        "course": _text(day.course(c) for c in views.course(case, state)),
        "treatments": repr(sorted(sight.treatments.items())),
        "glossary": "\n".join(
            f"{t.term}: {t.expansion}. {t.meaning}" for t in views.glossary(case, state)
        ),
        "orders": "\n".join(_orders(case, state)),
        "search": "\n".join(
            f"{found.name} {found.kind} {found.group} {found.synonyms}"
            for own in s.orders
            for found in search(own.name, case.catalogue.orders.values())[:1]
        ),
        "refusals": "\n".join(_refusals(case, state)),
        "verdicts": "\n".join(
            _text((*verdict(case.questions[name], lock.answer), *recalled(case, state, name)))
            for name, lock in state.locks.items()
            if lock.revealed
        ),
        "debrief, text": debrief_text(case, state),
        "debrief, JSON": json.dumps(debrief_json(case, state, run), ensure_ascii=False),
        "runs": _run_lines(run),
    }
    if offered:
        rows = (f"{o.action} {o.label} {o.why_not}" for o in offers(case, state))
        shown["offers"] = "\n".join(rows)
    if not put:
        shown["debrief, Markdown"] = debrief_markdown(case, state)
        shown["debrief, HTML"] = debrief_html(case, state, run)
    else:
        question = case.questions[put]
        shown["question"] = _text(question_blocks(question, (), state.hints.get(put, 0)))
    return shown


def everything_ordered(case: Case, state: State) -> State:
    """The same after placing every order of the catalogue today."""
    for name in case.catalogue.orders:
        state = after(state, OrderPlaced(name, state.day))
    return state


def otherwise(case: Case, state: State, put: str = "") -> Case:
    """The case with other words, and other keys, in all that is hidden.

    What is still hidden of today and before is no longer there at all.
    """
    s = case.scenario
    # What the engine shows, less what must not be known: else its slips would be taken for right.
    told = (
        *views.findings(case, state), *views.course(case, state), *views.source_notes(case, state)
    )  # fmt: skip
    shown = {id(part) for part in told if _may_be_known(case, state, part)}
    shown |= {id(t) for t in s.glossary if t.from_day is None or t.from_day <= state.day}

    def hidden(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        later = [p for p in parts if id(p) in shown or p.day > state.day]
        return tuple(p if id(p) in shown else covered(p) for p in later)

    def dated(parts: tuple[Any, ...], ends: Any) -> tuple[Any, ...]:
        told = state.mode != "exam"
        return tuple(p if told and ends(p) < state.day else covered(p) for p in parts)

    return Case(
        s.model_copy(
            update={
                "findings": hidden(s.findings),
                "course": hidden(s.course),
                "source_notes": hidden(s.source_notes),
                "glossary": tuple(t if id(t) in shown else covered(t) for t in s.glossary),
                "decisions": tuple(_question(d, state, put) for d in s.decisions),
                "timed": dated(s.timed, lambda a: max(a.window.last + a.late, a.reported or 0)),
                "watches": dated(s.watches, lambda w: w.last),
                **{
                    name: tuple(map(covered, getattr(s, name)))
                    for name in (
                        "reasonable", "harmful_orders", "follow_up", "learning_points", "review",
                        "sources",
                    )
                },
                "facilitator": covered(s.facilitator) if s.facilitator else None,
            }
        ),
        case.catalogue,
    )  # fmt: skip


def _may_be_known(case: Case, state: State, part: Any) -> bool:
    if part.day != state.day:
        return bool(part.day < state.day)
    course = isinstance(part, CourseEntry)
    today = [d.id for d in case.questions_on.get(state.day, ())]
    waits = [part.after] if part.after else today if course else []
    if state.mode == "room":  # what is spoken there is not answered
        waits = [name for name in waits if not case.questions[name].spoken]
    locks = [state.locks.get(name) for name in waits if case.questions[name].day == state.day]
    return all(lock is not None and (lock.revealed or not course) for lock in locks)


def covered(part: Any, *kept: str) -> Any:
    """A part with a mark in place of every text but those ``kept``."""
    update: dict[str, Any] = {}
    for name, value in part.__dict__.items():
        if name in kept or name == "cite":
            continue
        if isinstance(value, str) and name in WORDS:
            update[name] = f"{MARK} {name}"
        elif isinstance(value, Part):
            update[name] = covered(value)
        elif isinstance(value, tuple) and value and name in ("hints", "pitfalls"):
            update[name] = tuple(f"{MARK} {name}" for _ in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            update[name] = tuple(map(covered, value))
    return part.model_copy(update=update)


def _question(asked: Any, state: State, put: str) -> Any:
    lock = state.locks.get(asked.id)
    if lock is not None and lock.revealed:
        return asked  # its hindsight is searched for by itself
    aloud = asked.spoken and state.mode == "room" and asked.day == state.day
    if lock is None and asked.id != put and not aloud:
        return _rotated(covered(asked, "when"), orders=False)
    seen = state.hints.get(asked.id, 0)
    hints = (*asked.hints[:seen], *(f"{MARK} hint" for _ in asked.hints[seen:]))
    closed = covered(asked, "title", "prompt", "hints", "options", "unit")
    if asked.choices:
        options = tuple(covered(o, "text", "dose", "route") for o in asked.options)
        closed = _rotated(closed.model_copy(update={"options": options}), orders=lock is not None)
    return closed.model_copy(update={"hints": hints})


def _rotated(asked: Any, orders: bool) -> Any:
    """With the key of each option at the next one; and, unless ``orders``, placing nothing."""
    if not asked.choices:
        return asked
    options = tuple(
        o.model_copy(
            update={"reported": n.reported, "judgement": n.judgement}
            | ({} if orders else {"orders": ()})
        )
        for o, n in zip(asked.options, (*asked.options[1:], asked.options[0]), strict=True)
    )
    return asked.model_copy(update={"options": options})


def _session(case: Case, state: State) -> Session:
    stub: Any = SimpleNamespace(case=case, state=state)
    return stub


def _record(case: Case, state: State) -> RunRecord:
    return RunRecord(
        run="run", scenario=case.scenario.id, title=case.scenario.title,
        scenario_version=case.scenario.version, scenario_hash="hash",
        scenario_path="case.yaml", learner="me", mode=state.mode,
        day=state.day, decisions=len(state.locks), created="2026-01-01T00:00:00Z",
        updated="2026-01-01T00:00:00Z",
    )  # fmt: skip


def _text(blocks: Any) -> str:
    kept: list[Block] = list(blocks)
    return "\n".join(lines(kept, 10_000))


def _today(sight: Sight) -> Iterator[str]:
    """The page of today with all of the past unfolded."""
    past = {today_page.NOTES, *(fold.key for fold in folds(sight))}
    for row in today_page.rows(sight, past, cites=True):
        yield f"{row.lead} {row.text}"


def _orders(case: Case, state: State) -> Iterator[str]:
    for view in views.orders(case, state):
        yield f"{order_text(view)} {status_word(view)}"
        yield _text(day.findings(case, view.findings, dated=True))


def _refusals(case: Case, state: State) -> Iterator[str]:
    tries: list[Any] = [
        lambda: moves.finish(case, state),
        lambda: moves.go(case, replace(state, day=state.day), state.day),
        *(lambda name=d: moves.pass_by(case, state, name) for d in case.questions),
        *(lambda name=d: moves.hint(case, state, name) for d in case.questions),
    ]
    for attempt in tries:
        try:
            attempt()
        except moves.Refused as refused:
            yield str(refused)
