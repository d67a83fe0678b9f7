"""Over many runs: what comes back, and how one is doing."""

from __future__ import annotations

import gc
import os
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from trainer.commands import learner, need_terminal, saves_folder, say, say_json, store, warn
from trainer.commands.declared import LEARNER, SAVES, argument, command, flag, formats

if TYPE_CHECKING:
    from trainer.history import History


def _minutes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise ArgumentTypeError("a whole number of minutes from 1 to 600 is wanted")
    return int(text)


def _minutes_of(arguments: Namespace) -> int | None:
    """As named here, else by the settings."""
    from trainer.files.config import config

    minutes: int | None = arguments.minutes or config(os.environ).get("minutes")
    return minutes


@command(
    flag("--plain", "numbered prompts, no full screen"),
    argument(
        "--minutes", type=_minutes, metavar="N", help="how long, such as 5, 10 or 20 (default: 10)"
    ),
    argument("--seed", type=int, metavar="N", help="the orders of options (default: by chance)"),
    formats("text", "json"),
    SAVES,
    LEARNER,
)
def review(arguments: Namespace) -> int:
    """Answer what comes back: what you missed, or got right by luck."""
    from trainer.review import Sitting, due_of
    from trainer.store.records import new_seed

    if arguments.format == "json":
        say_json([due.to_dict() for due in due_of(_history(arguments))])
        return 0
    if not arguments.plain:
        need_terminal("The full screen needs a terminal; without one: trainer review --plain.")
        from trainer.tui.app import TrainerApp, run_app

        app = TrainerApp(saves_folder(arguments), learner(arguments), seed=arguments.seed)
        app.after_first_paint(lambda: app.review(_minutes_of(arguments)))
        return run_app(app)
    from trainer.plain_review import review_plain

    seed = new_seed() if arguments.seed is None else arguments.seed
    runs = store(arguments)
    minutes = _minutes_of(arguments) or 10
    return review_plain(Sitting(_history(arguments), runs, minutes, seed))


@command(formats("text", "markdown", "json"), SAVES, LEARNER)
def progress(arguments: Namespace) -> None:
    """Say how you are doing over all cases: by skill, and how sure."""
    from trainer.history import progress_of
    from trainer.presentation.layouts.progress import (
        progress_json,
        progress_markdown,
        progress_text,
    )

    told = progress_of(_history(arguments))
    if arguments.format == "json":
        say_json(progress_json(told))
    elif arguments.format == "markdown":
        say(progress_markdown(told).removesuffix("\n"))
    else:
        say(progress_text(told))


def _history(arguments: Namespace) -> History:
    from trainer.case.library.cases import heads, scenario_folders
    from trainer.history import history

    runs = store(arguments)
    cases = heads(scenario_folders(os.environ), runs.folder / "cases-index.json")
    told = history(runs, learner(arguments), cases)
    gc.freeze()  # a thousand runs hold no garbage, and looking for some takes long
    for notice in told.notices:
        warn(notice)
    return told
