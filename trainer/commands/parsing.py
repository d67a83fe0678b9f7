"""The list of commands and their parser; a command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import importlib

from trainer import __version__

MODULES = {
    "play": "play",
    "cases": "list catalogue schema stats graph diff answers",
    "saved": "where runs debrief",
    "doubts": "doubts",
    "learning": "review progress",
    "record": "export merge backup restore",
    "config": "config",
    "completion": "completion",
    "check": "check explain",
    "new": "new",
    "author": "preview simulate proof migrate add",
    "group": "group",
    "packs": "pack install update remove",
}
"""The modules of ``trainer.commands`` and their commands, in the order of ``--help``."""
COMMANDS = {name: module for module, names in MODULES.items() for name in names.split()}


def parser(word: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; if ``word`` is one, of that only, importing no other."""
    whole = argparse.ArgumentParser(
        prog="trainer",
        description="Clinical case reasoning in the terminal, from published case reports.",
        epilog="Without a command the library opens. For education, not medical advice.",
    )
    whole.add_argument("--version", action="version", version=f"trainer {__version__}")
    commands = whole.add_subparsers(metavar="COMMAND", title="commands")
    for name in (word,) if word in COMMANDS else COMMANDS:
        functions = vars(importlib.import_module(f"trainer.commands.{COMMANDS[name]}"))
        command = functions.get(name) or functions[f"{name}_"]  # ``list`` itself is Python's
        sub = commands.add_parser(name, help=command.help, description=command.help)
        for add in command.arguments:
            add(sub)
        sub.set_defaults(run=command.run)
    return whole
