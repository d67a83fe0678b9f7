"""The questions between choosing a case and playing it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from trainer.collecting import without_collecting
from trainer.tui.widgets.dialogs import ChoiceScreen, Reply

if TYPE_CHECKING:
    from trainer.case.loader import Loaded
    from trainer.store.records import Mode, RunSummary
    from trainer.store.runs import Summaries
    from trainer.tui.learner_app import LearnerApp

_NEW = Reply("new", "Start again", "the unfinished run stays in your list of runs")
_DEBRIEF = Reply("on", "Read the debrief")
_AGAIN = Reply("new", "Play it again")
_MODES = (
    Reply("study", "Study", "the verdict follows each answer, which is final then"),
    Reply("exam", "Exam", "the verdicts come in the debrief"),
)

_READING = Lock()
"""The first to read builds the validator, and home may be reading ahead when a case is opened."""


async def open_case(app: LearnerApp, case: Path | Loaded) -> None:
    """Resume the learner's unfinished run of a case, or begin one; problems become notices."""
    if isinstance(case, Path):
        # Reading a case takes a quarter of a second, most of it imports: keys must not wait for it.
        read = await asyncio.to_thread(_read, app, case)
    else:  # read before the app began, so that its first day can be painted first
        read = _read(app, case)
    if isinstance(read, str):
        _go_back(app, read)
        return
    loaded, runs, changed = read
    for notice in runs.notices:
        app.notice(notice, "warning")
    run = next(iter(runs.runs), None)
    choice = await _ask(app, run, changed) if run else "new"
    await _enter(app, loaded, run, choice)


async def open_run(app: LearnerApp, run: RunSummary) -> None:
    """Go on with a run, or show its debrief; asks only if its case has changed since."""
    read = await asyncio.to_thread(_read_run, app, run)
    if isinstance(read, str):
        _go_back(app, read)
        return
    loaded, changed = read
    choice = await _ask(app, run, changed) if changed else "on"
    await _enter(app, loaded, run, choice)


async def _enter(
    app: LearnerApp, loaded: Loaded, run: RunSummary | None, choice: str | None
) -> None:
    """Go on with ``run`` (``on``), begin another (``new``), or go back to the library."""
    if choice == "on" and run:
        _resume(app, loaded, run)
    elif choice == "new":
        await _begin(app, loaded)
    else:
        app.library()


def _go_back(app: LearnerApp, problem: str) -> None:
    app.notice(problem, "error")
    app.library()


def _read_run(app: LearnerApp, run: RunSummary) -> tuple[Loaded, str] | str:
    """The case of a run and what changed since, or what is wrong. Runs in a thread."""
    from trainer.case.library.played import file_of_run, gone
    from trainer.errors import Unreadable
    from trainer.session import changed_since

    path = file_of_run(run, app.heads())
    if path is None:
        return gone(run, run.run)
    try:
        loaded = read_case(path)
    except Unreadable as error:
        return str(error)
    if isinstance(loaded, str):
        return loaded
    return loaded, changed_since(loaded, app.store, run) if run.status == "playing" else ""


@without_collecting()
def read_case(path: Path) -> Loaded | str:
    """A case without errors, or its first error. Runs in a thread. Raises ``Unreadable``."""
    with _READING:
        from trainer.case.loader import load
        from trainer.tui.screens import case as _case_screen  # noqa: F401 - imported now, not later

        loaded = load(path)
    return loaded if loaded.scenario is not None else _errors(loaded)


def _errors(loaded: Loaded) -> str:
    from trainer.case.reading.diagnostics import render
    from trainer.shell import shell_line

    first = render(loaded.diagnostics[0])
    return f"This case has errors.\n{first}\nSee: {shell_line('check', loaded.path)}"


def _read(app: LearnerApp, case: Path | Loaded) -> tuple[Loaded, Summaries, str] | str:
    """The case, the learner's runs of it (one in progress first), and what changed since that run.

    Returns a message instead if something is wrong. Runs in a thread.
    """
    from trainer.case.library.played import runs_of
    from trainer.errors import Unreadable
    from trainer.session import changed_since

    try:
        loaded = read_case(case) if isinstance(case, Path) else case
        if isinstance(loaded, str):
            return loaded
        if loaded.scenario is None:
            return _errors(loaded)
        runs = app.store.to_resume(app.learner, loaded.scenario.id)
        own_runs = runs_of(loaded.path, loaded.content_hash, runs.runs, app.heads)
        own_runs = sorted(own_runs, key=lambda run: run.status != "playing")
        playing = own_runs and own_runs[0].status == "playing"
        changed = changed_since(loaded, app.store, own_runs[0]) if playing else ""
        return loaded, replace(runs, runs=tuple(own_runs)), changed
    except Unreadable as error:
        return str(error)


async def _ask(app: LearnerApp, run: RunSummary, changed: str) -> str | None:
    """Ask what to do: ``on`` to go on, ``new`` to start again, None to go back."""
    if run.status == "finished":
        screen = ChoiceScreen("You have finished this case.", (_DEBRIEF, _AGAIN))
    else:
        go_on = Reply("on", "Go on with the changed file" if changed else "Go on")
        screen = ChoiceScreen(f"You are on day {run.day} of this case.", (go_on, _NEW), changed)
    return await app.push_screen_wait(screen)


async def _begin(app: LearnerApp, loaded: Loaded) -> None:
    from trainer.session import Session
    from trainer.store.records import new_seed

    assert loaded.scenario is not None
    mode: Mode | None = app.mode
    if mode is None:
        screen = ChoiceScreen("How do you want to play?", _MODES, loaded.scenario.title)
        answer = await app.push_screen_wait(screen)
        if answer is None:
            app.library()
            return
        mode = "exam" if answer == "exam" else "study"
    seed = new_seed() if app.seed is None else app.seed
    app.play(Session.start(loaded, app.store, app.learner, mode, seed, later=True))


def _resume(app: LearnerApp, loaded: Loaded, run: RunSummary) -> None:
    from trainer.errors import StoreError
    from trainer.session import Session

    try:
        session = Session.resume(loaded, app.store, run.run)
    except (StoreError, ValueError) as error:
        unknown = "That run holds something this version does not know: start again."
        _go_back(app, str(error) if isinstance(error, StoreError) else unknown)
        return
    if session.state.finished:
        app.debrief(session)
    else:
        app.play(session)
