"""``trainer preview``: a case file in the app, read again whenever it is saved."""

from __future__ import annotations

import argparse
import os

from trainer.commands import need_terminal

HELP = "play a file while writing it: read again at each saving, at the same point of play"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a case file, or a case's id")
    parser.add_argument("--day", type=int, metavar="N", help="begin on day N, as reported so far")
    parser.add_argument(
        "--as", dest="view", choices=("learner", "facilitator", "projector"), default="learner",
        help="whose view to begin with; v changes it",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Open the app on the file."""
    from trainer.case.library.cases import find_case, scenario_folders
    from trainer.case.reading.text import read_raw

    path = find_case(arguments.file, scenario_folders(os.environ))
    read_raw(path)
    need_terminal("The preview needs a terminal; without one: trainer check, or trainer graph.")
    from trainer.tui.preview import PreviewApp
    from trainer.tui.terminal_app import run_terminal

    return run_terminal(PreviewApp(path, arguments.day, arguments.view))
