"""Commands over many runs: ``trainer review`` and ``trainer progress``."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from trainer.commands import (
    heads,
    learner,
    need_terminal,
    saves_folder,
    say_in,
    say_json,
    seed,
    store,
    warn,
)
from trainer.commands.declared import LEARNER, SAVES, SEED, argument, command, flag, formats, whole

if TYPE_CHECKING:
    from trainer.history import History


def _minutes_of(arguments: Namespace) -> int | None:
    """The minutes from ``--minutes``, else from the file of settings; None if neither has them."""
    from trainer.files.config import config

    minutes: int | None = arguments.minutes or config(os.environ).get("minutes")
    return minutes


@command(
    flag("--plain", "numbered prompts, no full screen"),
    argument(
        "--minutes",
        type=whole(1, 600, "number of minutes"),
        metavar="N",
        help="how long, such as 5, 10 or 20 (default: 10)",
    ),
    SEED,
    formats("text", "json"),
    SAVES,
    LEARNER,
)
def review(arguments: Namespace) -> int:
    """Answer questions that come back: those you missed, or got right by luck."""
    from trainer.review import Sitting, due_of

    if arguments.format == "json":
        say_json([due.to_dict() for due in due_of(_history(arguments))])
        return 0
    if not arguments.plain:
        need_terminal("The full screen needs a terminal; without one: trainer review --plain.")
        from trainer.tui.app import TrainerApp, run_app

        app = TrainerApp(saves_folder(arguments), learner(arguments), seed=arguments.seed)
        app.after_first_paint(lambda: app.review(_minutes_of(arguments)))
        return run_app(app)
    from trainer.plain.review import review_plain

    minutes = _minutes_of(arguments) or 10
    return review_plain(Sitting(_history(arguments), store(arguments), minutes, seed(arguments)))


@command(formats("text", "markdown", "json"), SAVES, LEARNER)
def progress(arguments: Namespace) -> None:
    """Show your progress over all cases: by skill, and how sure you were."""
    from trainer.history import progress_of
    from trainer.presentation.layouts import progress as layouts

    figures, form = progress_of(_history(arguments)), arguments.format
    text = {"markdown": layouts.progress_markdown}.get(form, layouts.progress_text)(figures)
    say_in(form, layouts.progress_json(figures), [text.removesuffix("\n")])


def _history(arguments: Namespace) -> History:
    from trainer.history import history

    runs = store(arguments)
    learner_history = history(runs, learner(arguments), heads(runs.folder / "cases-index.json"))
    warn(*learner_history.notices)
    return learner_history
