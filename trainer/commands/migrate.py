"""``trainer migrate``: files of an older format brought up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from trainer.commands import say, warn

HELP = "bring files of an older format up to date, keeping comments and a copy of the old file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--diff", action="store_true", help="show the change, write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Migrate each file; one that cannot be is named, and does not keep the others back."""
    codes = [_migrate(path, arguments.diff) for path in arguments.files]
    return max(codes)


def _migrate(path: Path, only_show: bool) -> int:
    from trainer.author.check.corrections import Outcome, write
    from trainer.author.migration import migrated
    from trainer.case.loader import load_text
    from trainer.case.reading.diagnostics import render
    from trainer.case.reading.text import read_raw, text_of
    from trainer.errors import TrainerError, titled
    from trainer.store.files import replace_file

    try:
        before = read_raw(path)
        text = text_of(before, str(path))
        with titled(f"{path}:"):
            result = migrated(text)
    except TrainerError as error:
        warn(f"trainer: {error}")
        return 2
    if result.text == text:
        say(f"{path} has format {result.was} already.")
        return 0
    ends = "\r\n" if b"\r\n" in before else "\n"
    after = result.text.replace("\n", ends).encode("utf-8")
    outcome = Outcome(path, (), (), before, after)
    if only_show:
        say(outcome.diff())
        return 0
    copy = path.with_name(f"{path.name}.format-{result.was}")
    try:
        replace_file(copy, before, keep_last_good=False)
        write(outcome)
    except TrainerError as error:
        warn(f"trainer: {error}")
        return 2
    except OSError as error:
        warn(f"trainer: {copy} cannot be written: {error.strerror or error}.")
        return 2
    say(f"{path} was format {result.was}; the old file is {copy}.")
    found = load_text(result.text, path).diagnostics
    for diagnostic in found:
        say(render(diagnostic))
    return 1 if found else 0
