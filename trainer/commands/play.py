"""``trainer play``: the app, the numbered prompts, or an answers file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import (
    compiled,
    format_argument,
    learner,
    load_case,
    need_terminal,
    saves_argument,
    saves_folder,
    store,
    warn,
)
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.store.records import Mode

HELP = "play a case, or open the library"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", nargs="?", metavar="CASE", help="a case's id or path")
    parser.add_argument("--exam", action="store_true", help="answers only in the debrief")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="numbered prompts, no full screen")
    how.add_argument("--answers", type=Path, metavar="FILE", help="play an answers file")
    format_argument(parser, "text", "json")
    saves_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play in the form that was asked for."""
    if arguments.answers is not None:
        return _play_answers(arguments)
    mode: Mode = "exam" if arguments.exam else "study"
    if arguments.plain:
        if arguments.case is None:
            raise Failure("Name a case: trainer play CASE --plain (see: trainer list).")
        from trainer.plain import play_plain

        return play_plain(load_case(arguments.case), store(arguments), learner(arguments), mode)
    need_terminal(
        "The full screen needs a terminal; without one: trainer play CASE --plain, or --answers."
    )
    case = load_case(arguments.case) if arguments.case else None
    from trainer.tui.app import TrainerApp, run_app

    # Without --exam the learner is asked.
    chosen = mode if arguments.exam else None
    return run_app(TrainerApp(saves_folder(arguments), learner(arguments), chosen, case))


def _play_answers(arguments: argparse.Namespace) -> int:
    if arguments.case is None:
        raise Failure("Name a case: trainer play CASE --answers FILE.")
    from trainer.answers import events_of, read_answers
    from trainer.commands.debrief import print_debrief
    from trainer.session import Session

    loaded = load_case(arguments.case)
    answers = read_answers(arguments.answers)
    mode: Mode = "exam" if arguments.exam else "study"
    events = events_of(compiled(loaded), answers, mode)
    session = Session.start(loaded, store(arguments), learner(arguments), mode)
    session.do(*events)
    record = session.journal.record
    kept = session.close()
    if kept.problem is not None:
        warn(str(kept.problem))
    print_debrief(record, arguments.format)
    return 0 if kept.saved else 2
