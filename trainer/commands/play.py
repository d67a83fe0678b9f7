"""``trainer play``: the app, the numbered prompts, or an answers file."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import (
    compiled,
    learner,
    load_case,
    need_terminal,
    saves_folder,
    seed,
    store,
    warn,
)
from trainer.commands.declared import LEARNER, SAVES, SEED, argument, command, formats
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.store.records import Mode


def _without_screen(parser: ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="numbered prompts, no full screen")
    how.add_argument("--answers", type=Path, metavar="FILE", help="play an answers file")


@command(
    argument("case", nargs="?", metavar="CASE", help="a case's id or path"),
    argument(
        "--exam",
        action="store_const",
        dest="mode",
        const="exam",
        help="verdicts only in the debrief",
    ),
    _without_screen,
    SEED,
    formats("text", "json"),
    SAVES,
    LEARNER,
)
def play(arguments: Namespace) -> int:
    """Play a case, or open the library."""
    from trainer.files.config import config

    warn(*config(os.environ).problems)
    arguments.mode = arguments.mode or config(os.environ).get("mode")
    if arguments.answers is not None:
        return _play_answers(arguments)
    if arguments.plain:
        if arguments.case is None:
            raise Failure("Name a case: trainer play CASE --plain (see: trainer list).")
        from trainer.plain.play import play_plain

        mode: Mode = arguments.mode or "study"
        loaded, runs = load_case(arguments.case), store(arguments)
        return play_plain(loaded, runs, learner(arguments), mode, seed(arguments))
    need_terminal(
        "The full screen needs a terminal; without one: trainer play CASE --plain, or --answers."
    )
    case = load_case(arguments.case) if arguments.case else None
    from trainer.tui.app import TrainerApp, run_app

    # Without --exam the learner is asked for the mode.
    app = TrainerApp(
        saves_folder(arguments), learner(arguments), arguments.mode, case, seed=arguments.seed
    )
    return run_app(app)


def _play_answers(arguments: Namespace) -> int:
    if arguments.case is None:
        raise Failure("Name a case: trainer play CASE --answers FILE.")
    from trainer.answers import events_of, read_answers
    from trainer.commands.saved import print_debrief
    from trainer.session import Session

    loaded = load_case(arguments.case)
    answers = read_answers(arguments.answers)
    mode: Mode = arguments.mode or "study"
    events = events_of(compiled(loaded), answers, mode)
    runs = store(arguments)
    session = Session.start(loaded, runs, learner(arguments), mode, seed(arguments))
    session.do(*events)
    record = session.journal.record
    saving = session.close()
    if saving.problem is not None:
        warn(str(saving.problem))
    print_debrief(session.case, runs, record, arguments.format)
    return 0 if saving.saved else 2
