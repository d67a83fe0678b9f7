"""The way to a review and to the page of progress: runs are read in a thread, then it is shown."""

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

# Reading runs, and what that and the screens import, take up to seconds: keys must not wait.


async def open_review(app: LearnerApp, minutes: int | None) -> None:
    """Begin a sitting, of a length that is asked for unless it is given; or say what is next."""
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
    """Show the page of progress: at once what home has read, then what has changed since."""
    seen = app.last_history
    if seen is not None and seen.learner != app.learner:
        seen = None
    try:
        history, progress = await asyncio.to_thread(_progress, app, seen)
        from trainer.tui.screens.progress import ProgressScreen

        screen = ProgressScreen(progress)
        await app.push_screen(screen)
        if seen is not None:
            history, progress = await asyncio.to_thread(_progress, app, None)
            if history != seen and screen.is_attached:
                screen.show(progress)
    except CannotRead as error:
        app.notice(str(error), "error")
        return
    for notice in history.notices:
        app.notice(notice, "warning")


def for_tonight(app: LearnerApp) -> tuple[Suggestion | None, CaseHead | None]:
    """The line of what is due, and the case to suggest. Raises ``CannotRead``."""
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


def _progress(app: LearnerApp, seen: History | None) -> tuple[History, Progress]:
    from trainer.history import progress_of
    from trainer.tui.screens import progress as _screen  # noqa: F401 - imported here, not later

    history = seen or _history(app)
    return history, progress_of(history)
