"""``trainer config``: each setting, its value, and the source of the value."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from trainer.commands import chosen, say, say_in, warn
from trainer.commands.declared import SAVES, command, flag, formats
from trainer.errors import Failure
from trainer.files.config import SETTINGS, config_file, template
from trainer.files.config import config as settings_of
from trainer.files.outside import write_text
from trainer.files.places import saves_folder


@command(
    flag("--init", "write a file with every setting explained"), formats("text", "json"), SAVES
)
def config(arguments: Namespace) -> None:
    """Show each setting, its value and where it comes from."""
    file = config_file(os.environ)
    if arguments.init:
        if file.exists():
            raise Failure(f"{file} exists already and was not changed.")
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text(file, template())
        say(f"Written: {file}")
        return
    file_settings = settings_of(os.environ)
    warn(*file_settings.problems)
    rows = [_row(name, arguments) for name in SETTINGS]
    width = max(len(row["name"]) for row in rows)
    lines = [f"{row['name']:{width}}  {_words(row['value'])}   ({row['from']})" for row in rows]
    hint = "" if file.exists() else " (not there; to begin one: trainer config --init)"
    say_in(arguments.format, rows, [f"{file}{hint}", "", *lines])


def _row(name: str, arguments: Namespace) -> dict[str, Any]:
    value, source = _value(name, arguments)
    return {"name": name, "value": value, "from": source, "what": SETTINGS[name].purpose}


def _value(name: str, arguments: Namespace) -> tuple[Any, str]:
    setting, file_settings = SETTINGS[name], settings_of(os.environ)
    if name == "saves":
        place = saves_folder(arguments.saves, os.environ, Path.cwd())
        return str(place.path), place.reason
    if setting.variable and (value := os.environ.get(setting.variable)):
        return value, f"the environment variable {setting.variable}"
    if name == "theme" and (theme := chosen(arguments, "theme")):
        return theme, "chosen in the program"
    if (value := file_settings.get(name)) is not None:
        return value, str(file_settings.path)
    return setting.default, "default"


def _words(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} = {keys}" for key, keys in value.items())
    return str(value)
