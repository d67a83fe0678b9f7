"""How installed cases lie in their folder: ``<id>@<version>/<id>.yaml``, and where each came from.

Two versions of a case lie side by side. Names that begin with a dot are on their way in or out and
are no cases.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from trainer.files.outside import read_bytes

ORIGIN_FILE = "origin.json"
_MOST = 100_000

_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9})")


def folder_name(case: str, version: str) -> str:
    """What the folder of an installed case is called, and how people name one version of it."""
    return f"{case}@{version}"


def named(name: str) -> tuple[str, str] | None:
    """The id and the version in ``id@version``; None for any other text."""
    parts = _NAME.fullmatch(name)
    return (parts[1], parts[2]) if parts and len(parts[1]) <= 64 else None


def file_in(folder: str, name: str) -> str | None:
    """The scenario file of the installed case called ``name``; None where it is no such name."""
    parts = named(name)
    return None if parts is None else f"{folder}/{name}/{parts[0]}.yaml"


def version_key(version: str) -> tuple[int, ...]:
    """``version`` for comparing, by number: 0.10.0 is newer than 0.9.0."""
    parts = version.split(".")
    return tuple(int(p) for p in parts) if all(p.isdecimal() and len(p) < 10 for p in parts) else ()


def origin_of(folder: Path) -> tuple[str, str]:
    """The file that the case in ``folder`` was installed from, and the day; empty if it was not."""
    if named(folder.name) is None:
        return "", ""
    try:
        values: Any = json.loads(read_bytes(folder / ORIGIN_FILE, _MOST))
        source, date = ("".join(filter(str.isprintable, values[key])) for key in ("source", "date"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", ""
    return source, date
