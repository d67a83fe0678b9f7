"""``trainer update``: a newer version of a case in the place of the older ones."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import saves_folder, say
from trainer.counting import some
from trainer.errors import titled

if TYPE_CHECKING:
    from trainer.packs.candidate import Candidate
    from trainer.packs.placing import InstalledCase
    from trainer.store.records import RunSummary

HELP = "install a newer version of a case and remove the older ones that no run in progress needs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    from trainer.packs.dialogue import yes_argument

    parser.add_argument("path", type=Path, metavar="FILE|FOLDER", help="the newer version")
    yes_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Install what is named; older versions go, unless a run in progress needs them."""
    from trainer.commands.install import read, tell
    from trainer.packs.dialogue import agreed, all_runs, installed_folder
    from trainer.packs.needs import in_progress, runs_on
    from trainer.packs.placing import changing, put, take_out
    from trainer.packs.standing import is_there

    folder = installed_folder()
    with titled("Not updated."):
        candidates = read(arguments.path)
        older = [case for c in candidates for case in _older(c, folder)]
        runs = all_runs(saves_folder(arguments))
        needed = [case for case in older if in_progress(case, runs)]
        for candidate in candidates:
            if told := _told_of_misfits(candidate, older, runs, saves_folder(arguments)):
                say(told)
        if needed and not agreed(_question(needed), arguments.yes):
            return 1
        with changing(folder):
            new = [c for c in candidates if not is_there(c, folder)]
            put(folder, new, clock.now())
            for candidate in candidates:
                tell(candidate, new=candidate in new)
            for case in older:
                if case in needed:
                    going = some(len(in_progress(case, runs)), "run")
                    say(f"    Kept {case.name}: {going} in progress. Update again when finished.")
                else:
                    take_out(case)
                    played = len(runs_on(case, runs))
                    told = (
                        f" Debriefs of {some(played, 'run')} follow the new one." if played else ""
                    )
                    say(f"    Removed {case.name}.{told}")
    return 0


def _question(needed: list[InstalledCase]) -> str:
    names = ", ".join(case.name for case in needed)
    stay = "stays" if len(needed) == 1 else "stay"
    return f"Runs in progress were begun on {names}, which {stay} beside the new one. Update?"


def _told_of_misfits(
    candidate: Candidate, older: list[InstalledCase], runs: Sequence[RunSummary], saves: Path
) -> str:
    """How many runs of the older versions fit the new one only in part, in a sentence."""
    from trainer.case.compiled import Case
    from trainer.engine.fitting import fitted_record
    from trainer.errors import StoreError
    from trainer.packs.needs import runs_on
    from trainer.store.runs import RunStore

    case, store, count = Case.of(candidate.scenario), RunStore(saves), 0
    mine = [c for c in older if c.id == candidate.scenario.id]
    for name in {run.run for c in mine for run in runs_on(c, runs)}:
        # What cannot be read is told where it is asked for.
        with contextlib.suppress(StoreError, ValueError):
            record = store.load(name).record
            count += bool(fitted_record(case, record.events, record.mode).lost)
    if not count:
        return ""
    return (
        f"{some(count, 'run')} no longer fit{'s' if count == 1 else ''} {case.scenario.id}"
        f" {case.scenario.version} in part: what does not fit is left out of the debrief."
    )


def _older(candidate: Candidate, folder: Path) -> list[InstalledCase]:
    """The installed versions it replaces. Raises ``PackError`` where a newer one is here."""
    from trainer.case.library.installed import version_key
    from trainer.errors import PackError
    from trainer.packs.placing import installed_cases
    from trainer.packs.standing import own_versions

    case, version = candidate.scenario.id, version_key(candidate.scenario.version)
    installed = installed_cases(folder, case)
    here = [*(c.version for c in installed), *own_versions(case)]
    newest = max(here, key=version_key, default=candidate.scenario.version)
    if version_key(newest) > version:
        raise PackError(
            f"{case} {newest} is here, which is newer than {candidate.scenario.version}."
            " To have both: trainer install"
        )
    return [c for c in installed if version_key(c.version) < version]
