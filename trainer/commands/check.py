"""``trainer check``: everything that is wrong with a scenario file."""

from __future__ import annotations

import argparse
from pathlib import Path

from trainer.commands import Failure, format_argument, say, say_json

HELP = "check scenario files: exit 0 if all are well, 1 with findings, 2 if one cannot be read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or a case's id")
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """Check each file with the loader that play uses."""
    from trainer.case.diagnostics import Diagnostic, render
    from trainer.case.loader import Unreadable, load

    found: list[Diagnostic] = []
    unreadable = False
    paths = [p for name in arguments.paths for p in _files(name)]
    for path in paths:
        try:
            found.extend(load(path).diagnostics)
        except Unreadable as error:
            unreadable = True
            advice = "Check the path and the file."
            found.append(Diagnostic(str(path), 0, 0, "F001", "error", str(error), advice))
    if arguments.format == "json":
        say_json([d.as_dict() for d in found])
    else:
        for diagnostic in found:
            say(render(diagnostic))
        errors = sum(d.severity == "error" for d in found)
        files = f"{len(paths)} file{'' if len(paths) == 1 else 's'}"
        say(f"{files}: {errors} errors, {len(found) - errors} warnings.")
    if unreadable:
        return 2
    return 1 if found else 0


def _files(name: str) -> list[Path]:
    from trainer.case.library import NoSuchCase, find_case, names_a_path, scenario_folders

    path = Path(name)
    if path.is_dir():
        inside = sorted(path.glob("*.yaml"))
        if not inside:
            raise Failure(f"The folder {path} has no .yaml files.")
        return inside
    if path.exists() or names_a_path(name):
        return [path]
    import os

    try:
        return [find_case(name, scenario_folders(os.environ))]
    except NoSuchCase:
        return [path]
