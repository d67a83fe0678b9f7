"""What is asked between choosing a case and playing it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trainer.tui.screens.choice import Answer, ChoiceScreen

if TYPE_CHECKING:
    from trainer.case.loader import Loaded
    from trainer.store.records import RunSummary
    from trainer.store.runs import Summaries
    from trainer.tui.learner_app import LearnerApp, Mode


class OpeningScreen(Screen[None]):
    """Below the first question where a case was named on the command line."""

    def __init__(self, case: Loaded) -> None:
        super().__init__()
        self.case = case

    def compose(self) -> ComposeResult:
        """What is being opened."""
        title = self.case.scenario.title if self.case.scenario else str(self.case.path)
        yield Static(Content(f"Opening {title} ..."), classes="title")


async def open_case(app: LearnerApp, case: Path | Loaded, mode: Mode | None) -> None:
    """Take up the learner's unfinished run of a case, or begin one; problems become notices."""
    # Reading a case takes a quarter of a second, most of it imports: keys must not wait for it.
    read = await asyncio.to_thread(_read, app, case)
    if isinstance(read, str):
        app.notice(read, "error")
        return _stay(app)
    loaded, runs, changed = read
    for notice in runs.notices:
        app.notice(notice, "warning")
    playing = next((r for r in runs.runs if r.status == "playing"), None)
    finished = next((r for r in runs.runs if r.status == "finished"), None)
    if playing is not None:
        await _go_on(app, loaded, playing, mode, changed)
    elif finished is not None:
        await _again(app, loaded, finished, mode)
    else:
        await _begin(app, loaded, mode)
    return None


def _read(app: LearnerApp, case: Path | Loaded) -> tuple[Loaded, Summaries, str] | str:
    """The case with the learner's runs of it and what changed since the one in progress.

    Or what is wrong. Runs in a thread.
    """
    from trainer.case.library.played import runs_of
    from trainer.case.loader import load
    from trainer.case.reading.diagnostics import render
    from trainer.errors import CannotRead, Unreadable
    from trainer.session import changed_since
    from trainer.shell import shell_line
    from trainer.tui.screens import case as _case_screen  # noqa: F401 - imported here, not later

    try:
        loaded = load(case) if isinstance(case, Path) else case
        if loaded.scenario is None:
            first = render(loaded.diagnostics[0])
            return f"This case has errors.\n{first}\nSee: {shell_line('check', loaded.path)}"
        runs = app.store.summaries(learner=app.learner, scenario=loaded.scenario.id)
        mine = runs_of(loaded.path, loaded.content_hash, runs.runs, app.heads)
        playing = next((r for r in mine if r.status == "playing"), None)
        changed = changed_since(loaded, app.store, playing) if playing else ""
        return loaded, replace(runs, runs=tuple(mine)), changed
    except (Unreadable, CannotRead) as error:
        return str(error)


def _stay(app: LearnerApp) -> None:
    from trainer.tui.screens.library import LibraryScreen

    if isinstance(app.screen, LibraryScreen):
        app.screen.opening("")
    else:
        app.library()


async def _begin(app: LearnerApp, loaded: Loaded, mode: Mode | None) -> None:
    from trainer.session import Session

    assert loaded.scenario is not None
    if mode is None:
        chosen = await app.push_screen_wait(
            ChoiceScreen(
                "How do you want to play?",
                [
                    Answer("study", "Study", "each answer is shown as soon as you commit"),
                    Answer("exam", "Exam", "answers come in the debrief only"),
                ],
                loaded.scenario.title,
            )
        )
        if chosen is None:
            return _stay(app)
        mode = "exam" if chosen == "exam" else "study"
    app.play(Session.start(loaded, app.store, app.learner, mode))
    return None


async def _go_on(
    app: LearnerApp, loaded: Loaded, run: RunSummary, mode: Mode | None, changed: str
) -> None:
    question = f"You are on day {run.day} of this case."
    chosen = await app.push_screen_wait(
        ChoiceScreen(
            question,
            [
                Answer("on", "Go on with the changed file" if changed else "Go on"),
                Answer("new", "Start again", "the unfinished run stays in your list of runs"),
            ],
            changed,
        )
    )
    if chosen == "on":
        _resume(app, loaded, run)
    elif chosen == "new":
        await _begin(app, loaded, mode)
    else:
        _stay(app)


async def _again(app: LearnerApp, loaded: Loaded, run: RunSummary, mode: Mode | None) -> None:
    chosen = await app.push_screen_wait(
        ChoiceScreen(
            "You have finished this case.",
            [Answer("debrief", "Read the debrief"), Answer("new", "Play it again")],
        )
    )
    if chosen == "debrief":
        _resume(app, loaded, run)
    elif chosen == "new":
        await _begin(app, loaded, mode)
    else:
        _stay(app)


def _resume(app: LearnerApp, loaded: Loaded, run: RunSummary) -> None:
    from trainer.errors import StoreError
    from trainer.session import Session

    try:
        session = Session.resume(loaded, app.store, run.run)
    except StoreError as error:
        app.notice(str(error), "error")
        return _stay(app)
    except ValueError:
        app.notice("That run holds something this version does not know: start again.", "error")
        return _stay(app)
    if session.state.finished:
        app.debrief(session)
    else:
        app.play(session)
    return None
