"""``trainer simulate``: what a case lets its players score, and where it fails them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import compiled, format_argument, load_case, say, say_json
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.author.simulate.troubles import Trouble

HELP = "play a case by policies and at random: exit 0 if all is well, 1 with troubles"

MOST_RUNS = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case's id or path")
    parser.add_argument(
        "--runs", type=_count, default=2000, metavar="N", help="random runs (default: 2000)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of chance (default: 0)")
    parser.add_argument(
        "--write", type=Path, metavar="DIR", help="save an answers file for each trouble there"
    )
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """Simulate and report."""
    from trainer.author.simulate.simulation import simulate, simulation_text

    case = compiled(load_case(arguments.case))
    with _progress(arguments.runs) as tell:
        simulation = simulate(case, arguments.runs, arguments.seed, tell)
    if arguments.write is not None:
        _write(arguments.write, simulation.troubles)
    if arguments.format == "json":
        say_json(simulation.to_dict())
    else:
        say(simulation_text(simulation, with_answers=arguments.write is None))
    return 1 if simulation.troubles else 0


def _count(word: str) -> int:
    try:
        count = int(word)
    except ValueError:
        count = 0
    if not 1 <= count <= MOST_RUNS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_RUNS:,} is wanted")
    return count


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on standard error while runs are played; none if that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("random runs", total=total)
        yield lambda done: bar.update(task, completed=done)


def _write(folder: Path, troubles: list[Trouble]) -> None:
    """One file a trouble, named by its code and decision. Raises ``NotWritten``."""
    from trainer.answers import write_answers
    from trainer.files.outside import write_text

    taken: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for trouble in troubles:
            name = base = f"{trouble.code}-{(trouble.decision or trouble.part or 'case')}"
            name = name.replace("/", "-")
            count = 1
            while name in taken:
                count += 1
                name = f"{base}-{count}"
            taken.add(name)
            text = f"# {trouble.message}\n{write_answers(trouble.answers)}"
            write_text(folder / f"{name}.yaml", text)
    except OSError as error:
        raise Failure(f"{folder} cannot be written: {error.strerror or error}.") from None
