"""The commands, and what they share: printing, and opening what an argument names."""

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
    """Lines on standard output."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def warn(*lines: str) -> None:
    """Lines on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines)


def say_json(value: Any) -> None:
    """``value`` as JSON on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_in(form: str, value: Any, lines: Iterable[str]) -> None:
    """``value`` where the form is JSON, else ``lines``."""
    if form == "json":
        say_json(value)
    else:
        say(*lines)


def say_or_write(output: Path | None, text: str, done: str) -> None:
    """``text`` in a file that was asked for, and that it is ``done``; else on standard output."""
    from trainer.files.outside import write_text

    if output is None:
        say(text.removesuffix("\n"))
    else:
        write_text(output, text)
        say(done)


def need_terminal(otherwise: str) -> None:
    """Raise ``Failure`` where there is no screen to draw on, or nobody to press a key."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise Failure(otherwise)
    # An editor's shell, some builds: it would print what moves the cursor instead of moving it.
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
    """Who plays: as named here, else by ``TRAINER_LEARNER``, else who was chosen last, else by the
    settings, else me."""
    from trainer.files.config import config

    name = arguments.learner or os.environ.get("TRAINER_LEARNER") or chosen(arguments, "learner")
    name = name or config(os.environ).get("learner") or "me"
    return "".join(c for c in str(name) if c.isprintable()).strip()[:80] or "me"


def chosen(arguments: Namespace, setting: str) -> Any:
    """What was chosen for a setting in the program; None where nothing was."""
    from trainer.store.settings import Settings

    return Settings(saves_folder(arguments)).get(setting)


def seed(arguments: Namespace) -> int:
    """The seed that was given, else one by chance."""
    from trainer.store.records import new_seed

    return new_seed() if arguments.seed is None else int(arguments.seed)


def heads(index: Path | None = None) -> list[CaseHead]:
    """The heads of all cases there are, remembered in ``index``."""
    from trainer.case.library import cases

    return cases.heads(cases.scenario_folders(os.environ), index)


def choose_case(name: str) -> CaseFile:
    """The case of that id or path, with its versions. Raises ``NoSuchCase``."""
    from trainer.case.library import cases

    return cases.choose_case(name, cases.scenario_folders(os.environ))


def load_case(name: str) -> Loaded:
    """The case of that id or path. Raises ``Failure`` with all that is wrong with it."""
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
    """A case that ``load_case`` gave, ready for play."""
    from trainer.case.compiled import Case

    return Case.of_file(loaded)
