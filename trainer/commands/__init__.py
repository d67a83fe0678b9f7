"""The commands and what they share: printing, and finding the cases and folders of arguments."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.case.library.cases import CaseFile
    from trainer.case.library.head import CaseHead
    from trainer.case.loader import Loaded
    from trainer.store.runs import RunStore


def say(*lines: str) -> None:
    """Print lines on standard output."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def warn(*lines: str) -> None:
    """Print lines on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines)


def say_json(value: Any) -> None:
    """Print ``value`` as JSON on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_in(form: str, value: Any, lines: Iterable[str]) -> None:
    """Print ``value`` if ``form`` is "json", else ``lines``."""
    if form == "json":
        say_json(value)
    else:
        say(*lines)


def say_or_write(output: Path | None, text: str, done: str) -> None:
    """Write ``text`` to ``output`` and print the message ``done``; without ``output`` print it."""
    from trainer.files.outside import write_text

    if output is None:
        say(text.removesuffix("\n"))
    else:
        write_text(output, text)
        say(done)


def need_terminal(otherwise: str) -> None:
    """Raise ``Failure`` with ``otherwise`` if there is no terminal for a full screen."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise Failure(otherwise)
    # Such a terminal (an editor's shell, some builds) would print control sequences as text.
    term = os.environ.get("TERM", "")
    if os.name != "nt" and term in ("", "dumb", "unknown"):
        problem = f"TERM is '{term}'" if term else "TERM is not set"
        raise Failure(f"{otherwise} ({problem}: this terminal cannot draw a screen.)")


def saves_folder(arguments: Namespace) -> Path:
    """The folder of saved runs for these arguments."""
    from trainer.files.places import saves_folder as find

    return find(arguments.saves, os.environ, Path.cwd()).path


def store(arguments: Namespace) -> RunStore:
    """The saved runs for these arguments."""
    from trainer.store.runs import RunStore

    return RunStore(saves_folder(arguments))


def learner(arguments: Namespace) -> str:
    """The learner's name, from the first of: ``--learner``, ``TRAINER_LEARNER``, the last choice in
    the program, the file of settings, "me"."""
    from trainer.files.config import config

    name = arguments.learner or os.environ.get("TRAINER_LEARNER") or chosen(arguments, "learner")
    name = name or config(os.environ).get("learner") or "me"
    return "".join(c for c in str(name) if c.isprintable()).strip()[:80] or "me"


def chosen(arguments: Namespace, setting: str) -> Any:
    """The value of a setting chosen in the program; None if none was."""
    from trainer.store.settings import Settings

    return Settings(saves_folder(arguments)).get(setting)


def seed(arguments: Namespace) -> int:
    """The seed given as ``--seed``, else a random one."""
    from trainer.store.records import new_seed

    return new_seed() if arguments.seed is None else int(arguments.seed)


def heads(index: Path | None = None) -> list[CaseHead]:
    """The heads of all cases; ``index`` is the file that caches them."""
    from trainer.case.library import cases

    return cases.heads(cases.scenario_folders(os.environ), index)


def choose_case(name: str) -> CaseFile:
    """The case of that id or path, with its versions. Raises ``NoSuchCase``."""
    from trainer.case.library import cases

    return cases.choose_case(name, cases.scenario_folders(os.environ))


def load_case(name: str) -> Loaded:
    """The case of that id or path. Raises ``Failure`` with all its errors."""
    from trainer.case.loader import load
    from trainer.case.reading.diagnostics import render

    choice = choose_case(name)
    loaded = load(choice.path)
    if loaded.scenario is None:
        problems = "\n".join(render(d) for d in loaded.diagnostics)
        raise Failure(f"{loaded.path} has errors:\n{problems}")
    if len(choice.versions) > 1 and "@" not in name:
        warn(
            f"{name} is here in versions {', '.join(choice.versions)}: taking {choice.version}."
            f" Another: {name}@{choice.versions[1]}"
        )
    return loaded


def compiled(loaded: Loaded) -> Case:
    """A case from ``load_case``, ready for play."""
    from trainer.case.compiled import Case

    return Case.of_file(loaded)
