"""Which names a member of a pack may have.

A pack is flat and its names are plain, so that no system can take one for a path, a device or
another member. A name is refused, never mended: what is mended can be mended wrongly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from trainer.case.library.installed import folder_name, named
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import printable
from trainer.errors import PackError
from trainer.files.devices import is_device

MANIFEST = "manifest.json"

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_KINDS = (".yaml", ".yml", ".txt", ".md")


def check_safe(names: Iterable[str]) -> None:
    """Raises ``PackError`` for a name that could lead anywhere, or mean two things."""
    folded_names: dict[str, str] = {}
    for name in names:
        if problem := _unsafe(name):
            raise PackError(f"The member '{printable(name)}' {problem}.")
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in folded_names:
            twice = "stands twice in it" if folded_names[folded] == name else (
                f"and '{printable(folded_names[folded])}' are one file where case does not count"
            )  # fmt: skip
            raise PackError(f"The member '{printable(name)}' {twice}.")
        folded_names[folded] = name


def check_kinds(names: Iterable[str]) -> None:
    """Raises ``PackError`` for a member that is neither the manifest, nor YAML, nor text."""
    for name in names:
        if name != MANIFEST and not name.endswith(_KINDS):
            raise PackError(
                f"The member '{name}' is of a kind that no pack holds:"
                f" only {MANIFEST}, {', '.join('*' + kind for kind in _KINDS)}."
            )


def check_name(scenario: Scenario) -> None:
    """Raises ``PackError`` where id and version cannot make the names of a file and a folder."""
    check_safe([f"{scenario.id}.yaml"])
    if named(folder_name(scenario.id, scenario.version)) is None:
        raise PackError(
            f"The version '{scenario.version}' cannot be kept:"
            " three plain numbers of at most nine digits are wanted, such as 1.0.0."
        )


def _unsafe(name: str) -> str | None:
    if not name:
        return "has no name"
    if any(unicodedata.category(c)[0] == "C" for c in name):
        return "has control or invisible characters in its name"
    if "\\" in name:
        return "has a backslash in its name"
    if name.startswith("/"):
        return "has an absolute path"
    if re.match(r"[A-Za-z]:", name):
        return "names a drive"
    if ".." in name.split("/"):
        return "leads out of the pack ('..')"
    if name.endswith("/"):
        return "is a folder; a pack has none"
    if "/" in name:
        return "lies in a folder; a pack has none"
    if not _PLAIN.fullmatch(name) or name.endswith("."):
        return "has a name that is not plain (letters, digits, '.', '_', '-')"
    if is_device(name):
        return "has the name of a device"
    return None
