"""The folders of saves and installed cases, and the reason for each choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainer.files.config import config
from trainer.files.outside import read_bytes

PROJECT = "case-trainer"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, which may not exist yet, and a sentence saying why it was chosen."""

    path: Path
    reason: str


def saves_folder(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Folder:
    """The folder of saves, from the first of: the option, the variable, the file of settings, the
    checkout in `cwd`, the user's data folder.

    Nothing is created. Relative paths start at `cwd`; `~` is the home folder.
    """
    if option is not None:
        return Folder(_absolute(option, cwd), "You named it with --saves.")
    if named := environ.get("TRAINER_SAVES"):
        return _by_variable("TRAINER_SAVES", named, cwd)
    settings = config(environ)
    if named := settings.get("saves"):
        return Folder(_absolute(Path(named), cwd), f"{settings.path} names it.")
    if (cwd / "saves").is_dir() and _is_checkout(cwd):
        return Folder(cwd / "saves", "You are in a checkout of the trainer, which has its own.")
    return _users("saves", "neither --saves nor TRAINER_SAVES was given")


def cases_folder(environ: Mapping[str, str], cwd: Path) -> Folder:
    """The folder of installed cases: ``TRAINER_CASES``, or the user's. Nothing is created."""
    if named := environ.get("TRAINER_CASES"):
        return _by_variable("TRAINER_CASES", named, cwd)
    return _users("cases", "TRAINER_CASES was not given")


def _by_variable(variable: str, value: str, cwd: Path) -> Folder:
    return Folder(_absolute(Path(value), cwd), f"The environment variable {variable} names it.")


def _users(name: str, why: str) -> Folder:
    # Loaded only if needed: classroom computers mostly name the folder.
    from platformdirs import user_data_path

    folder = user_data_path(PROJECT, appauthor=False) / name
    return Folder(folder, f"It is where this system keeps your data; {why}.")


def _absolute(path: Path, cwd: Path) -> Path:
    try:
        return cwd / path.expanduser()
    except RuntimeError:  # unknown home folder: use the path as written
        return cwd / path


def _is_checkout(folder: Path) -> bool:
    import tomllib  # loaded late: few folders have saves of their own

    try:
        project = tomllib.loads(read_bytes(folder / "pyproject.toml", 1_000_000).decode("utf-8"))
    except (OSError, ValueError):  # ValueError: neither UTF-8 nor TOML
        return False
    table = project.get("project")
    return isinstance(table, dict) and table.get("name") == PROJECT
