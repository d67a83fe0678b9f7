"""``trainer list``: the cases at hand."""

from __future__ import annotations

import argparse
import os

from trainer.commands import format_argument, say, say_json, warn

HELP = "list the cases"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """List the cases that can be played; those with errors are named on standard error."""
    from trainer.case.library import heads, scenario_folders

    found = heads(scenario_folders(os.environ), None)
    good = [h for h in found if h.ok]
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
                }
                for h in good
            ]
        )
        return 0
    for h in good:
        say(f"{h.id}  {h.title}")
        say(f"    {h.specialty} · days {h.first_day} to {h.last_day} · {h.decisions} decisions")
    if not good:
        say("No cases found.")
    return 0
