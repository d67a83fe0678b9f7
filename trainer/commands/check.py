"""``trainer check``: everything that is wrong with a scenario file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import format_argument, say, say_json, warn
from trainer.counting import some
from trainer.errors import Failure
from trainer.shell import shell_line

if TYPE_CHECKING:
    from trainer.author.check.files import Checked
    from trainer.case.reading.diagnostics import Diagnostic

HELP = "check scenario files: exit 0 if all are well, 1 with findings, 2 if one cannot be read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="a file, a folder, a case's id, or - for standard input",
    )  # fmt: skip
    format_argument(parser, "text", "json", "github")
    parser.add_argument("--no-warnings", action="store_true", help="tell errors alone")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="make the safe corrections in the file, then tell the rest",
    )
    parser.add_argument(
        "--diff", action="store_true", help="with --fix: show the changes, and write nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check each file with the loader that play uses."""
    from trainer.author.check.files import Checked, check, files

    if arguments.diff and not arguments.fix:
        raise Failure("--diff shows what --fix would do: give both.")
    checked: list[Checked] = []
    codes = {0}
    for file in files(arguments.paths):
        if isinstance(file, Checked):
            checked.append(file)
        elif arguments.fix:
            one, code = _correct(file, arguments)
            checked.append(one)
            codes.add(code)
        else:
            checked.append(check(file))
    if arguments.no_warnings:
        checked = [c.without_warnings() for c in checked]
    found = [d for c in checked for d in c.findings]
    if arguments.format == "text" or not arguments.diff:
        _tell(found, len(checked), arguments)
    codes |= {1 if found else 0, *(2 for c in checked if not c.readable)}
    return max(codes)


def _correct(path: Path, arguments: argparse.Namespace) -> tuple[Checked, int]:
    """The file after its corrections; 1 if it stays as it was in spite of them, 2 if it had to."""
    from trainer.author.check.corrections import outcome, write
    from trainer.author.check.files import STDIN, Checked, check, unreadable
    from trainer.case.reading.diagnostics import printable
    from trainer.errors import NotWritten, Unreadable

    if path == STDIN:
        raise Failure("standard input cannot be corrected in place: give --fix a file.")
    try:
        result = outcome(path)
    except Unreadable as refusal:
        return unreadable(path, str(refusal), refusal.line), 0
    if not result.done:
        return Checked(path, result.left), 0
    if arguments.diff:
        say(result.diff().rstrip("\n"))
        return Checked(path, result.left), 1
    try:
        write(result)
    except NotWritten as refusal:
        warn(f"trainer: {refusal}")
        return check(path), 2
    # Other tools read what stands on standard output in the other forms.
    tell = say if arguments.format == "text" else warn
    for d in result.done:
        better = d.fix.text if d.fix else ""
        tell(f"{d.path}:{d.line}:{d.column} {d.code} corrected: now {printable(better)}")
    return Checked(path, result.left), 0


def _tell(found: Sequence[Diagnostic], count: int, arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        say_json([d.as_dict() for d in found])
    else:
        for line in _lines(found, count, arguments):
            say(line)


def _lines(found: Sequence[Diagnostic], count: int, arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.format == "github":
        from trainer.author.check.github import workflow_command

        yield from map(workflow_command, found)
        return
    from trainer.case.reading.diagnostics import render

    yield from map(render, found)
    errors = sum(d.severity == "error" for d in found)
    fixable = sum(d.fix is not None for d in found)
    told = f"{some(errors, 'error')}, {some(len(found) - errors, 'warning')}"
    yield f"{some(count, 'file')}: {told}."
    if fixable and not arguments.fix:
        files = list(dict.fromkeys(d.path for d in found if d.fix is not None))
        which = files if len(files) <= 3 and "-" not in files else []
        yield f"{fixable} of them can be corrected with: {shell_line('check --fix', *which)}"
    codes = list(dict.fromkeys(d.code for d in found))
    if codes:
        yield f"Why, and how it is done right: trainer explain {' '.join(codes[:8])}"
