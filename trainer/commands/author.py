"""Commands for authors besides the check: add, preview, proof, migrate, simulate."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import (
    choose_case,
    compiled,
    load_case,
    need_terminal,
    say,
    say_in,
    say_or_write,
    warn,
)
from trainer.commands.declared import CASE, argument, command, flag, formats, path, whole
from trainer.counting import some
from trainer.errors import TrainerError, titled, writing

if TYPE_CHECKING:
    from trainer.author.simulate.troubles import Trouble


@command(
    argument("what", choices=("labs",), help="what to add: results of tests"),
    path("case", "CASE", "a scenario file"),
    path("file", "FILE", "a CSV of tests by day"),
    argument("--cite", metavar="'SOURCE PLACE'", help="their place (default: its first table)"),
    flag("--diff", "show what would be added, and add nothing"),
)
def add(arguments: Namespace) -> int:
    """Add results from a table to a case; the rest of the file stays as it is."""
    from trainer.author.added_labs import with_labs
    from trainer.author.check.corrections import rewritten, write
    from trainer.author.draft.article.labs_file import read_labs
    from trainer.case.reading.text import read_raw, text_of

    case = arguments.case
    before = read_raw(case)
    with titled("Nothing was added."):
        grid = read_labs(arguments.file)
        added = with_labs(text_of(before, str(case)), case, grid, arguments.cite or "")
    outcome = rewritten(case, before, added.text)
    if arguments.diff:
        say(outcome.diff())
    elif added.count:
        write(outcome)
    warn(*(f"Left out: {reason}" for reason in added.left_out))
    say(f"{some(added.count, 'result')} added; {added.known} were there already.")
    return int(bool(added.left_out))


@command(
    argument("file", metavar="FILE", help="a case file, or a case's id"),
    argument("--day", type=int, metavar="N", help="begin on day N, as reported so far"),
    argument(
        "--as",
        dest="view",
        choices=("learner", "facilitator", "projector"),
        default="learner",
        help="the view to begin with; v changes it",
    ),
)
def preview(arguments: Namespace) -> int:
    """Play a file while writing it: each save reloads it at the same point of play."""
    from trainer.case.reading.text import read_raw

    file = choose_case(arguments.file).path
    read_raw(file)
    need_terminal("The preview needs a terminal; without one: trainer check, or trainer graph.")
    from trainer.tui.preview import PreviewApp
    from trainer.tui.terminal_app import run_terminal

    return run_terminal(PreviewApp(file, arguments.day, arguments.view))


@command(CASE, path("--output", "FILE", "where to write it (default: print it)"))
def proof(arguments: Namespace) -> None:
    """Print one page per question for a clinician's review on paper: HTML, with room to write."""
    from trainer.case.reading.yaml12 import parse
    from trainer.case.reviewed import reviewed_hash
    from trainer.presentation.html.proof import proof_html

    loaded = load_case(arguments.case)
    page = proof_html(compiled(loaded), reviewed_hash(parse(loaded.text)[0]))
    message = f"{arguments.output}: print it, or open it in a browser."
    say_or_write(arguments.output, page, message)


@command(
    path("files", "FILE", "a scenario file", nargs="+"),
    flag("--diff", "show the change, write nothing"),
)
def migrate(arguments: Namespace) -> int:
    """Bring files of an older format up to date, keeping comments and a copy of the old file."""
    # All files are tried; one that cannot be migrated does not stop the others.
    return max([_migrate(path, arguments.diff) for path in arguments.files])


def _migrate(file: Path, only_diff: bool) -> int:
    from trainer.author.check.corrections import rewritten, write
    from trainer.author.migration import migrated
    from trainer.case.loader import load_text
    from trainer.case.reading.diagnostics import render
    from trainer.case.reading.text import read_raw, text_of
    from trainer.store.files import replace_file

    try:
        before = read_raw(file)
        text = text_of(before, str(file))
        with titled(f"{file}:"):
            result = migrated(text)
        if result.text == text:
            say(f"{file} has format {result.was} already.")
            return 0
        outcome = rewritten(file, before, result.text)
        if only_diff:
            say(outcome.diff())
            return 0
        copy = file.with_name(f"{file.name}.format-{result.was}")
        with writing(copy):
            replace_file(copy, before, keep_last_good=False)
        write(outcome)
    except TrainerError as error:
        warn(f"trainer: {error}")
        return 2
    say(f"{file} was format {result.was}; the old file is {copy}.")
    findings = load_text(result.text, file).diagnostics
    say(*map(render, findings))
    return 1 if findings else 0


RUNS = whole(1, 1_000_000)


@command(
    CASE,
    argument("--runs", type=RUNS, default=2000, metavar="N", help="random runs (default: 2000)"),
    argument("--seed", type=int, default=0, metavar="S", help="their seed (default: 0)"),
    path("--write", "DIR", "save an answers file for each trouble in this folder"),
    formats("text", "json"),
)
def simulate(arguments: Namespace) -> int:
    """Play a case by policies and at random: exit 0 if all is well, 1 with troubles."""
    from trainer.author.simulate.simulation import simulate, simulation_text

    case = compiled(load_case(arguments.case))
    with _progress(arguments.runs) as update:
        result = simulate(case, arguments.runs, arguments.seed, update)
    if arguments.write is not None:
        _write(arguments.write, result.troubles)
    text = simulation_text(result, with_answers=arguments.write is None)
    say_in(arguments.format, result.to_dict(), [text])
    return 1 if result.troubles else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on standard error; None if that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("random runs", total=total)
        yield lambda done: bar.update(task, completed=done)


def _write(folder: Path, troubles: list[Trouble]) -> None:
    """Write one file for each trouble, named by its code and question. Raises ``NotWritten``."""
    from trainer.answers import write_answers
    from trainer.files.outside import write_text

    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    names: set[str] = set()
    for trouble in troubles:
        base = f"{trouble.code}-{trouble.question or trouble.part or 'case'}".replace("/", "-")
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{base}-{number}"
        names.add(name)
        write_text(
            folder / f"{name}.yaml", f"# {trouble.message}\n{write_answers(trouble.answers)}"
        )
