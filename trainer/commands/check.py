"""``trainer check`` finds faults in scenario files; ``trainer explain`` explains their codes."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import say, say_in, warn
from trainer.commands.declared import argument, command, flag, formats, path
from trainer.counting import some
from trainer.errors import Failure
from trainer.shell import shell_line

if TYPE_CHECKING:
    from trainer.author.against.against import Against
    from trainer.author.check.files import Checked
    from trainer.case.reading.diagnostics import Diagnostic

_LOOK = 0.25
"""Seconds between checks of the watched files for changes."""


@command(
    argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder, a case's id, or - for standard input",
    ),
    formats("text", "json", "github"),
    path(
        "--against",
        "ARTICLE",
        "compare figures, units and days with the cited article (JATS XML or text)",
    ),
    argument(
        "-v", "--verbose", action="store_true", help="with --against: list all that was compared"
    ),
    flag("--no-warnings", "report errors only"),
    flag("--fix", "make the safe corrections in the file, then report the rest"),
    flag("--diff", "with --fix: show the changes, and write nothing"),
    flag("--watch", "check again whenever a file is saved, until ctrl-C"),
)
def check(arguments: Namespace) -> int:
    """Check scenario files: exit 0 if all are well, 1 with findings, 2 if one cannot be read."""
    if arguments.diff and not arguments.fix:
        raise Failure("--diff shows what --fix would do: give both.")
    if arguments.fix and (arguments.against is not None or arguments.watch):
        raise Failure("--fix writes the file: give it without --against and --watch.")
    against = _article(arguments.against)
    return _watched(arguments, against) if arguments.watch else _checked(arguments, against)


def _watched(arguments: Namespace, against: Against | None) -> int:
    from trainer.author.check.files import stamps

    while True:
        before = stamps(arguments.paths)
        _checked(arguments, against)
        _say_beside(arguments, "Checks again when a file is saved; ctrl-C ends it.")
        sys.stdout.flush()
        while stamps(arguments.paths) == before:
            time.sleep(_LOOK)


def _say_beside(arguments: Namespace, *lines: str) -> None:
    """Print lines beside the findings: on standard error if other tools read standard output."""
    (say if arguments.format == "text" else warn)(*lines)


def _checked(arguments: Namespace, against: Against | None) -> int:
    from trainer.author.check.files import check, files

    besides = against.hits if against is not None else None
    checked: list[Checked] = []
    codes = {0}
    for file in files(arguments.paths):
        if isinstance(file, Path) and arguments.fix:
            file, code = _correct(file, arguments)
            codes.add(code)
        if against is not None:
            against.forget()
        checked.append(check(file, besides) if isinstance(file, Path) else file)
        if against is not None:
            _compared(against, file, arguments)
    if arguments.no_warnings:
        checked = [c.without_warnings() for c in checked]
    findings = [d for c in checked for d in c.findings]
    if arguments.format == "text" or not arguments.diff:
        values = [d.as_dict() for d in findings]
        say_in(arguments.format, values, _lines(findings, len(checked), arguments))
    codes |= {1 if findings else 0, *(2 for c in checked if not c.readable)}
    return max(codes)


def _article(file: Path | None) -> Against | None:
    if file is None:
        return None
    from trainer.author.against.against import Against
    from trainer.author.draft.article.read import read_article

    return Against(read_article(file))


def _compared(against: Against, file: Path | Checked, arguments: Namespace) -> None:
    from trainer.case.reading.diagnostics import printable

    name = file if isinstance(file, Path) else file.path
    lines = [*(against.lines() if arguments.verbose else ()), f"{name}: {against.summary()}"]
    _say_beside(arguments, *map(printable, lines))


def _correct(file: Path, arguments: Namespace) -> tuple[Checked, int]:
    """The checked file after its corrections, and an exit code.

    The code is 1 if corrections were only shown, 2 if they could not be written, else 0.
    """
    from trainer.author.check.corrections import outcome, write
    from trainer.author.check.files import STDIN, Checked, check, unreadable
    from trainer.case.reading.diagnostics import printable
    from trainer.errors import NotWritten, Unreadable

    if file == STDIN:
        raise Failure("standard input cannot be corrected in place: give --fix a file.")
    try:
        result = outcome(file)
    except Unreadable as refusal:
        return unreadable(file, str(refusal), refusal.line), 0
    if not result.done:
        return Checked(file, result.left), 0
    if arguments.diff:
        say(result.diff().rstrip("\n"))
        return Checked(file, result.left), 1
    try:
        write(result)
    except NotWritten as refusal:
        warn(f"trainer: {refusal}")
        return check(file), 2
    for d in result.done:
        text = f"{d.path}:{d.line}:{d.column} {d.code} corrected: now"
        _say_beside(arguments, f"{text} {printable(d.fix.text if d.fix else '')}")
    return Checked(file, result.left), 0


def _lines(findings: Sequence[Diagnostic], count: int, arguments: Namespace) -> Iterator[str]:
    if arguments.format == "github":
        from trainer.author.check.github import workflow_command

        yield from map(workflow_command, findings)
        return
    from trainer.case.reading.diagnostics import render

    yield from map(render, findings)
    errors = sum(d.severity == "error" for d in findings)
    fixable = [d.path for d in findings if d.fix is not None]
    counts = f"{some(errors, 'error')}, {some(len(findings) - errors, 'warning')}"
    yield f"{some(count, 'file')}: {counts}."
    if fixable and not arguments.fix:
        files = list(dict.fromkeys(fixable))
        names = files if len(files) <= 3 and "-" not in files else []
        yield f"{len(fixable)} of them can be corrected with: {shell_line('check --fix', *names)}"
    if codes := list(dict.fromkeys(d.code for d in findings)):
        yield f"Why, and how it is done right: trainer explain {' '.join(codes[:8])}"


@command(
    argument(
        "codes", nargs="*", metavar="CODE", help="such as R302; without one, all codes are listed"
    )
)
def explain(arguments: Namespace) -> None:
    """Explain codes of the check: why it matters, a bad and a good example."""
    from trainer.author.check.explanation import explained, listed
    from trainer.case.reading.nearest import did_you_mean
    from trainer.case.rules import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    codes = dict.fromkeys(code.upper() for code in arguments.codes)
    for code in codes:
        if code not in rules:
            near = did_you_mean(code, list(rules))
            raise Failure(f"there is no code {code}. {near} All: trainer explain")
    say("\n\n".join(explained(rules[c]) for c in codes) if codes else listed(rules.values()))
