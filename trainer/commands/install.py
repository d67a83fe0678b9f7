"""``trainer install``: cases that others packed or wrote."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import say, warn
from trainer.errors import titled
from trainer.shell import shell_line

if TYPE_CHECKING:
    from trainer.packs.candidate import Candidate

HELP = "install a case from a pack, a scenario file or a folder of scenario files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("path", type=Path, metavar="FILE|FOLDER", help="what to install")


def run(arguments: argparse.Namespace) -> int:
    """Install beside what is there; all that is named must be sound, or nothing is installed."""
    from trainer.packs.dialogue import installed_folder
    from trainer.packs.placing import changing, installed_cases, put
    from trainer.packs.standing import is_there

    folder = installed_folder()
    with titled("Nothing was installed."):
        candidates = read(arguments.path)
        with changing(folder):
            new = [c for c in candidates if not is_there(c, folder)]
            put(folder, new, clock.now())
            for candidate in candidates:
                tell(candidate, new=candidate in new)
                others = [
                    c.version
                    for c in installed_cases(folder, candidate.scenario.id)
                    if c.name != candidate.name
                ]
                if others:
                    say(
                        f"    Installed beside it: {', '.join(others)}."
                        f" '{shell_line('play', candidate.scenario.id)}' takes the newest;"
                        " 'trainer update' would replace older ones."
                    )
    return 0


def read(path: Path) -> tuple[Candidate, ...]:
    """The cases in a file or folder; tells what of a folder is left alone. Raises ``PackError``."""
    from trainer.case.reading.diagnostics import render
    from trainer.packs.sources import read_source

    source = read_source(path)
    if source.left_out:
        more = f" and {len(source.left_out) - 10} more" if len(source.left_out) > 10 else ""
        warn(f"Left alone, for no case is in it: {', '.join(source.left_out[:10])}{more}")
    for candidate in source.candidates:
        for diagnostic in candidate.warnings:
            warn(render(diagnostic))
    return source.candidates


def tell(candidate: Candidate, *, new: bool) -> None:
    """Say that a case was installed, or was there."""
    scenario = candidate.scenario
    done = "Installed" if new else "Already here, and the same:"
    say(f"{done} {candidate.name}  {scenario.title}")
    if new:
        say(f"    Licence: {scenario.licence}")
        say(f"    Play it: {shell_line('play', scenario.id)}")
