"""The command line: words in, one command called, an exit code out.

The commands are functions in the modules of ``trainer.commands``; what one needs is imported when
it runs, so that none without a screen loads Textual.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

from trainer import __version__, clock
from trainer.errors import TrainerError
from trainer.unexpected import report_failure, report_remembered

MODULES = {
    "play": "play",
    "cases": "list catalogue schema stats graph diff answers",
    "saved": "where runs debrief",
    "check": "check explain",
    "new": "new",
    "author": "preview simulate proof migrate",
    "group": "group",
    "packs": "pack install update remove",
}
"""The modules of ``trainer.commands``, and the commands in each; ``--help`` lists them so."""
COMMANDS = {name: module for module, names in MODULES.items() for name in names.split()}

OK, MISUSE = 0, 2
# An error of the program itself is 70: see ``trainer.unexpected``.
PIPE = 141
"""What a shell says of a program whose reader has gone."""


def run(words: Sequence[str]) -> int:
    """Run one command. 0 is fine, 1 means findings, 2 misuse or unreadable input."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words = ["play", *words]
    try:
        clock.now()  # a wrong TRAINER_NOW is reported before anything begins
        try:
            arguments = _parser(words[0]).parse_args(words)
            code = arguments.run(arguments) or OK
        finally:
            sys.stdout.flush()
    except TrainerError as error:
        print(f"trainer: {error}", file=sys.stderr)  # noqa: T201
        return MISUSE
    except BrokenPipeError:
        # `trainer catalogue | head`: nobody reads on. Not by the signal's default, which would
        # end a room as well when a phone hangs up while it is written to.
        with open(os.devnull, "w") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), sys.stdout.fileno())
        return PIPE
    except OSError as error:
        # What a command does not explain itself: standard output on a full disk above all.
        file, why = error.filename or "The output", error.strerror or error
        print(f"trainer: {file} cannot be written or read: {why}.", file=sys.stderr)  # noqa: T201
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return MISUSE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the one place for what nobody expected
        return report_failure(error, words[0])
    return report_remembered(code)


def _parser(word: str) -> argparse.ArgumentParser:
    """The parser; where ``word`` is a command, of that one alone: the rest is not imported."""
    parser = argparse.ArgumentParser(
        prog="trainer",
        description="Clinical case reasoning in the terminal, from published case reports.",
        epilog="Without a command the library opens. For education, not medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"trainer {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name in (word,) if word in COMMANDS else COMMANDS:
        functions = vars(importlib.import_module(f"trainer.commands.{COMMANDS[name]}"))
        command = functions.get(name) or functions[f"{name}_"]  # ``list`` itself is Python's
        sub = commands.add_parser(name, help=command.help, description=command.help)
        for add in command.arguments:
            add(sub)
        sub.set_defaults(run=command.run)
    return parser
