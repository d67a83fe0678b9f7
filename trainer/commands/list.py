"""``trainer list``: the cases at hand."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import format_argument, say, say_json, warn

if TYPE_CHECKING:
    from trainer.case.library.head import CaseHead

HELP = "list the cases"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """List the cases that can be played; those with errors are named on standard error."""
    from trainer.case.library.cases import heads, own_folder, scenario_folders

    found = heads(scenario_folders(os.environ), None)
    good = [h for h in found if h.ok]
    own = own_folder()
    for head in found:
        if not head.ok:
            warn(f"{head.path}: {head.problem} (trainer check tells more)")
    if arguments.format == "json":
        say_json(
            [
                {
                    "id": h.id,
                    "title": h.title,
                    "path": str(h.path),
                    "first_day": h.first_day,
                    "last_day": h.last_day,
                    "decisions": h.decisions,
                    "version": h.version,
                    "origin": _origin(h, own),
                }
                for h in good
            ]
        )
        return 0
    for h in good:
        say(f"{h.id}  {h.title}")
        say(f"    {h.specialty} · days {h.first_day} to {h.last_day} · {h.decisions} decisions")
        say(f"    version {h.version}, {_from_where(_origin(h, own))}")
    if not good:
        say("No cases found.")
    return 0


def _origin(head: CaseHead, own: Path) -> dict[str, str]:
    if head.installed:
        return {"kind": "installed", "from": head.origin, "date": head.installed}
    folder = Path(head.path).parent
    return {"kind": "program"} if folder == own else {"kind": "folder", "from": str(folder)}


def _from_where(origin: dict[str, str]) -> str:
    if origin["kind"] == "installed":
        return f"installed from {origin['from']} on {origin['date']}"
    return "comes with the program" if origin["kind"] == "program" else f"in {origin['from']}"
