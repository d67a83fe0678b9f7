"""The user's own file of settings, ``config.toml``, and which source of a setting wins.

The order is: an option on the command line, an environment variable, what was chosen in the
program, this file, the default. Unknown settings and invalid values are reported and ignored, so
that a mistake in the file never stops the program.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from trainer.files.outside import read_bytes, sentence

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its purpose, its valid values, and what else can set it."""

    purpose: str
    fits: Callable[[Any], bool]
    should_be: str
    example: str
    """A value as written in the file."""
    default: Any = None
    variable: str = ""
    """The environment variable that overrides the file."""
    option: str = ""
    """The command-line option that overrides both."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_keys(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


SETTINGS: Mapping[str, Setting] = {
    "learner": Setting("Who plays.", _is_text, "a name", '"me"', "me", "TRAINER_LEARNER",
                       "--learner"),
    "mode": Setting("How a case is played; without it the program asks.",
                    lambda v: v in ("study", "exam"), '"study" or "exam"', '"study"', None, "",
                    "--exam"),
    "theme": Setting("The colours; a choice in the program overrides this.", _is_text, "a name",
                     '"textual-dark"'),
    "minutes": Setting("Your minutes in an evening, for reviews and suggestions.",
                       lambda v: type(v) is int and 1 <= v <= 240, "a whole number from 1 to 240",
                       "10", 10, "", "--minutes"),
    "saves": Setting("The folder of saved runs.", _is_text, "a folder", '"~/case-trainer"', None,
                     "TRAINER_SAVES", "--saves"),
    "cases": Setting("More folders of cases.", _is_texts, "a list of folders", '["~/cases"]', None,
                     "TRAINER_SCENARIOS"),
    "keys": Setting("Other keys for commands: a table of a command's id with its keys.", _is_keys,
                    "a table such as [keys]", '{ "case.order" = "o,ctrl+o" }'),
}  # fmt: skip
"""The settings by their name in the file."""


@dataclass(frozen=True, slots=True)
class Config:
    """The valid settings of the file, and its problems as lines for people."""

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def get(self, name: str) -> Any:
        """The file's value of a setting; None if it sets none."""
        return self.values.get(name)


def config_file(environ: Mapping[str, str]) -> Path:
    """The path of the file: ``TRAINER_CONFIG``, or in the user's folder of settings."""
    if named := environ.get("TRAINER_CONFIG"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("case-trainer", appauthor=False) / "config.toml"


def config(environ: Mapping[str, str]) -> Config:
    """The user's settings; the file is read once."""
    return _read(config_file(environ))


def template() -> str:
    """The text of a file with every setting explained and commented out."""
    lines = ["# Settings of the case trainer. A line counts once its '#' is taken away."]
    for name, setting in SETTINGS.items():
        lines += ["", f"# {setting.purpose}", f"#{name} = {setting.example}"]
    return "\n".join(lines) + "\n"


@cache
def _read(path: Path) -> Config:
    try:
        text = read_bytes(path, _MOST).decode("utf-8")
        import tomllib  # most people have no such file

        table = tomllib.loads(text)
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        return Config(path, problems=(sentence(path, error, "a file of settings"),))
    except ValueError as error:
        return Config(path, problems=(f"{path} is not TOML and is ignored: {error}",))
    values, problems = {}, []
    for name, value in table.items():
        setting = SETTINGS.get(name)
        if setting is None:
            near = difflib.get_close_matches(name, SETTINGS, n=1)
            advice = f" Did you mean '{near[0]}'?" if near else ""
            problems.append(f"{path}: there is no setting '{name}'.{advice}")
        elif not setting.fits(value):
            problems.append(f"{path}: '{name}' should be {setting.should_be}; it is ignored.")
        else:
            values[name] = value
    return Config(path, values, tuple(problems))
