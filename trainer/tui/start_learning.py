"""Opens a review or the page of progress, after the runs are read in a thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from trainer.errors import CannotRead
from trainer.presentation.blocks.due import due_text, next_text
from trainer.tui.widgets.dialogs import ChoiceScreen, Reply

if TYPE_CHECKING:
    from trainer.case.library.head import CaseHead
    from trainer.history import History
    from trainer.learning.progress import Progress
    from trainer.presentation.home import Suggestion
    from trainer.review import Sitting
    from trainer.tui.learner_app import LearnerApp

LENGTHS = tuple(Reply(str(n), f"{n} minutes") for n in (5, 10, 20))

# Reading runs and importing the screens can take seconds: keys must not wait for it.


async def open_review(app: LearnerApp, minutes: int | None) -> None:
    """Begin a sitting, asking for its length if not given; or say when the next one is due."""
    try:
        sitting = await asyncio.to_thread(_sitting, app, minutes)
    except CannotRead as error:
        app.notice(str(error), "error")
        return
    from trainer.tui.screens.review import put_next

    for notice in sitting.history.notices:
        app.notice(notice, "warning")
    if not sitting.due:
        app.notice(f"{due_text(())} {next_text(sitting.next_day)}")
        return
    if minutes is None:
        question = ChoiceScreen("How long?", LENGTHS, due_text(sitting.due))
        length = await app.push_screen_wait(question)
        if length is None:
            return
        sitting.begin(int(length))
    put_next(app, sitting)


async def open_progress(app: LearnerApp) -> None:
    """Show progress: at once from the history home has read, then with what has changed."""
    cached = app.last_history
    if cached is not None and cached.learner != app.learner:
        cached = None
    try:
        history, progress = await asyncio.to_thread(_progress, app, cached)
        from trainer.tui.screens.progress import ProgressScreen

        screen = ProgressScreen(progress)
        await app.push_screen(screen)
        if cached is not None:
            history, progress = await asyncio.to_thread(_progress, app, None)
            if history != cached and screen.is_attached:
                screen.show(progress)
    except CannotRead as error:
        app.notice(str(error), "error")
        return
    for notice in history.notices:
        app.notice(notice, "warning")


def for_tonight(app: LearnerApp) -> tuple[Suggestion | None, CaseHead | None]:
    """The suggestion to review, if anything is due, and a case. Raises ``CannotRead``."""
    from trainer.presentation.home import Suggestion
    from trainer.review import due_of
    from trainer.suggested import suggested_case

    past = _history(app)
    due = due_of(past)
    text, _, length = due_text(due).rstrip(".").partition("; ")
    review = Suggestion("review", text, (length,)) if due else None
    return review, suggested_case(past, app.heads(), app.saves)


def _history(app: LearnerApp) -> History:
    from trainer.history import history

    app.last_history = history(app.store, app.learner, app.heads())
    return app.last_history


def _sitting(app: LearnerApp, minutes: int | None) -> Sitting:
    from trainer.review import Sitting
    from trainer.store.records import new_seed
    from trainer.tui.screens import review as _screen  # noqa: F401 - imported here, not later

    seed = new_seed() if app.seed is None else app.seed
    sitting = Sitting(_history(app), app.store, minutes, seed)
    sitting.prepare()
    return sitting


def _progress(app: LearnerApp, cached: History | None) -> tuple[History, Progress]:
    from trainer.history import progress_of
    from trainer.tui.screens import progress as _screen  # noqa: F401 - imported here, not later

    history = cached or _history(app)
    return history, progress_of(history)
