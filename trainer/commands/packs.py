"""Sharing cases: pack, install, update, remove."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import choose_case, say, store, warn
from trainer.commands.declared import CASE, SAVES, argument, command, flag, path
from trainer.counting import some
from trainer.errors import titled
from trainer.files.places import cases_folder
from trainer.shell import shell_line

if TYPE_CHECKING:
    from trainer.packs.sources import Candidate

YES = flag("--yes", "do not ask, even if runs are in progress")


@command(
    CASE,
    path("--output", "FILE", "where to write it (default: ID-VERSION.case.zip in this folder)"),
)
def pack(arguments: Namespace) -> int:
    """Pack a case into one file that others can install."""
    from trainer.case.loader import load
    from trainer.case.reading.diagnostics import render
    from trainer.packs.packing import adaptation_warnings, write_pack

    loaded = load(choose_case(arguments.case).path, warnings=True)
    warn(*map(render, loaded.diagnostics))
    scenario = loaded.scenario
    if scenario is None:
        warn("trainer: Not packed: the case has errors. Correct them, then pack it again.")
        return 1
    with titled("Not packed:"):
        output = write_pack(loaded, arguments.output)
    say(f"Packed {scenario.id} {scenario.version}: {output}")
    warn(*adaptation_warnings(scenario))
    return 0


@command(path("path", "FILE|FOLDER", "what to install"))
def install(arguments: Namespace) -> None:
    """Install a case from a pack, a scenario file or a folder of scenario files."""
    from trainer.packs.placing import changing

    folder = _installed_folder()
    with titled("Nothing was installed."):
        candidates = _read(arguments.path)
        with changing(folder):
            _place(candidates, folder, beside=True)


@command(path("path", "FILE|FOLDER", "the newer version"), YES, SAVES)
def update(arguments: Namespace) -> int:
    """Install a newer version of a case and remove the older ones that no run in progress
    needs.
    """
    from trainer.packs.placing import changing, take_out
    from trainer.packs.standing import in_progress, misfits, replaced, runs_on

    folder, run_store = _installed_folder(), store(arguments)
    with titled("Not updated."):
        candidates = _read(arguments.path)
        older = [case for c in candidates for case in replaced(c, folder)]
        runs = run_store.summaries().runs
        needed = [case for case in older if in_progress(case, runs)]
        for candidate in candidates:
            if note := misfits(candidate, older, runs, run_store):
                say(note)
        names = ", ".join(case.name for case in needed)
        question = (
            f"Runs in progress were begun on {names},"
            f" which {'stays' if len(needed) == 1 else 'stay'} beside the new one. Update?"
        )
        if needed and not agreed(question, arguments.yes):
            return 1
        with changing(folder):
            _place(candidates, folder, beside=False)
            for case in older:
                if going := in_progress(case, runs):
                    count = some(len(going), "run")
                    say(f"    Kept {case.name}: {count} in progress. Update again when finished.")
                    continue
                take_out(case)
                count = some(len(played := runs_on(case, runs)), "run")
                note = f" Debriefs of {count} follow the new one." if played else ""
                say(f"    Removed {case.name}.{note}")
    return 0


@command(argument("case", metavar="ID[@VERSION]", help="which (see: trainer list)"), YES, SAVES)
def remove(arguments: Namespace) -> int:
    """Remove an installed case; its runs stay."""
    from trainer.packs.placing import changing, take_out
    from trainer.packs.standing import in_progress, named_case, runs_on

    folder = _installed_folder()
    with titled("Nothing was removed."):
        case = named_case(arguments.case, folder)
        runs = runs_on(case, store(arguments).summaries().runs)
        if going := in_progress(case, runs):
            question = (
                f"{some(len(going), 'run')} in progress would have to wait until {case.name}"
                " is installed again. Remove it?"
            )
            if not agreed(question, arguments.yes):
                return 1
        with changing(folder):
            take_out(case)
    say(f"Removed {case.name}.")
    if runs:
        needed = "their debriefs need the case to be installed again."
        say(f"    Its runs were not touched ({len(runs)}); {needed}")
    return 0


def agreed(question: str, yes: bool) -> bool:
    """Whether the person at the terminal agrees; without a terminal only ``yes`` counts."""
    if yes:
        return True
    if not sys.stdin.isatty():
        warn(f"trainer: {question} Say so with --yes. Nothing was changed.")
        return False
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    say("Nothing was changed.")
    return False


def _installed_folder() -> Path:
    return cases_folder(os.environ, Path.cwd()).path


def _read(file: Path) -> Sequence[Candidate]:
    """The cases in a file or folder; warns of files left out. Raises ``PackError``."""
    from trainer.case.reading.diagnostics import render
    from trainer.packs.sources import read_source

    source = read_source(file)
    if source.left_out:
        more = f" and {len(source.left_out) - 10} more" if len(source.left_out) > 10 else ""
        warn(f"Left out, because they hold no case: {', '.join(source.left_out[:10])}{more}")
    warn(*(render(d) for candidate in source.candidates for d in candidate.warnings))
    return source.candidates


def _place(candidates: Sequence[Candidate], folder: Path, *, beside: bool) -> None:
    """Install the candidates that are new, all or none, and print a line for each.

    With ``beside`` also name the other installed versions.
    """
    from trainer.packs.placing import installed_cases, put
    from trainer.packs.standing import is_there

    new = [c for c in candidates if not is_there(c, folder)]
    put(folder, new, clock.now())
    for candidate in candidates:
        scenario = candidate.scenario
        outcome = "Installed" if candidate in new else "Already here, and the same:"
        say(f"{outcome} {candidate.name}  {scenario.title}")
        play = shell_line("play", scenario.id)
        if candidate in new:
            say(f"    Licence: {scenario.licence}")
            say(f"    Play it: {play}")
        others = [c for c in installed_cases(folder, scenario.id) if c.name != candidate.name]
        if beside and others:
            say(
                f"    Installed beside it: {', '.join(c.version for c in others)}."
                f" '{play}' takes the newest; 'trainer update' would replace older ones."
            )
