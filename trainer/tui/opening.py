"""What is asked between choosing a case and playing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from trainer.tui.screens.choice import Answer, ChoiceScreen

if TYPE_CHECKING:
    from trainer.case.loader import Loaded
    from trainer.store.records import RunSummary
    from trainer.tui.app import TrainerApp

Mode = Literal["study", "exam"]


async def open_case(app: TrainerApp, path: Path, mode: Mode | None) -> None:
    """Take up the learner's unfinished run of a case, or begin one; problems become notices."""
    from trainer.case.diagnostics import render
    from trainer.case.loader import Unreadable, load
    from trainer.store.errors import CannotRead

    try:
        loaded = load(path)
    except Unreadable as error:
        app.notice(str(error), "error")
        return _stay(app)
    if loaded.scenario is None:
        first = loaded.diagnostics[0]
        app.notice(f"This case has errors.\n{render(first)}\nSee: trainer check {path}", "error")
        return _stay(app)
    try:
        runs = app.store.summaries(learner=app.learner, scenario=loaded.scenario.id)
    except CannotRead as error:
        app.notice(str(error), "error")
        return _stay(app)
    for notice in runs.notices:
        app.notice(notice, "warning")
    playing = next((r for r in runs.runs if r.status == "playing"), None)
    finished = next((r for r in runs.runs if r.status == "finished"), None)
    if playing is not None:
        await _go_on(app, loaded, playing, mode)
    elif finished is not None:
        await _again(app, loaded, finished, mode)
    else:
        await _begin(app, loaded, mode)
    return None


def _stay(app: TrainerApp) -> None:
    if app.screen.id == "_default":
        app.library()


async def _begin(app: TrainerApp, loaded: Loaded, mode: Mode | None) -> None:
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


async def _go_on(app: TrainerApp, loaded: Loaded, run: RunSummary, mode: Mode | None) -> None:
    changed = run.scenario_hash != loaded.content_hash
    question = f"You are on day {run.day} of this case."
    detail = ""
    if changed:
        detail = (
            f"The case file has changed since you began (then version {run.scenario_version})."
            " Your decisions are replayed on it; if one no longer fits, you start again."
        )
    chosen = await app.push_screen_wait(
        ChoiceScreen(
            question,
            [
                Answer("on", "Go on with the changed file" if changed else "Go on"),
                Answer("new", "Start again", "the unfinished run stays in your list of runs"),
            ],
            detail,
        )
    )
    if chosen == "on":
        _resume(app, loaded, run)
    elif chosen == "new":
        await _begin(app, loaded, mode)
    else:
        _stay(app)


async def _again(app: TrainerApp, loaded: Loaded, run: RunSummary, mode: Mode | None) -> None:
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


def _resume(app: TrainerApp, loaded: Loaded, run: RunSummary) -> None:
    from trainer.case.compiled import Case
    from trainer.session import Session
    from trainer.store.errors import StoreError

    assert loaded.scenario is not None
    try:
        session = Session.resume(Case.of(loaded.scenario), app.store, run.run)
    except StoreError as error:
        app.notice(str(error), "error")
        return _stay(app)
    except (KeyError, ValueError):
        app.notice("That run no longer fits the changed case: start again.", "error")
        return _stay(app)
    if session.state.finished:
        app.debrief(session)
    else:
        app.play(session)
    return None
