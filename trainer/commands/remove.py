"""``trainer remove``: an installed case goes, its runs stay."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import saves_folder, say
from trainer.errors import titled

if TYPE_CHECKING:
    from trainer.packs.placing import InstalledCase

HELP = "remove an installed case; runs of it stay"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    from trainer.packs.dialogue import yes_argument

    parser.add_argument("case", metavar="ID[@VERSION]", help="which (see: trainer list)")
    yes_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Remove one version, after asking where runs in progress need it."""
    from trainer.counting import some
    from trainer.packs.dialogue import agreed, all_runs, installed_folder
    from trainer.packs.needs import in_progress, runs_on
    from trainer.packs.placing import changing, take_out

    folder = installed_folder()
    with titled("Nothing was removed."):
        case = _chosen(arguments.case, folder)
        runs = runs_on(case, all_runs(saves_folder(arguments)))
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
        say(
            f"    Its runs were not touched ({len(runs)});"
            " their debriefs need the case to be installed again."
        )
    return 0


def _chosen(name: str, folder: Path) -> InstalledCase:
    from trainer.errors import PackError
    from trainer.packs.placing import installed_cases
    from trainer.packs.standing import own_versions

    every = installed_cases(folder)
    case, _, version = name.partition("@")
    found = [c for c in every if c.id == case and version in ("", c.version)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(c.name for c in found)
        raise PackError(f"Several versions of '{case}' are installed; name one: {names}.")
    own = own_versions(case)
    if own and version in ("", *own):
        raise PackError(f"'{name}' comes with the program; only installed cases can be removed.")
    known = [*(c.name for c in every), *(c.id for c in every)]
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else "See: trainer list."
    raise PackError(f"No case '{name}' is installed. {advice}")
