"""The files of installed cases, ``<id>@<version>/<id>.yaml``, and where each case came from.

Versions of a case are installed side by side. Names that begin with a dot are not cases: they are
being installed or removed.
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
    """The name of an installed case's folder, by which people also name one version of it."""
    return f"{case}@{version}"


def id_and_version(name: str) -> tuple[str, str] | None:
    """The id and the version in ``id@version``; None for any other text."""
    parts = _NAME.fullmatch(name)
    return (parts[1], parts[2]) if parts and len(parts[1]) <= 64 else None


def file_in(folder: str, name: str) -> str | None:
    """The scenario file of the installed case ``name``; None if that is no ``id@version``."""
    parts = id_and_version(name)
    return None if parts is None else f"{folder}/{name}/{parts[0]}.yaml"


def version_key(version: str) -> tuple[int, ...]:
    """``version`` as numbers, to sort by: 0.10.0 is newer than 0.9.0.

    Empty, and so the oldest, if a part of it is not a number.
    """
    parts = version.split(".")
    return tuple(int(p) for p in parts) if all(p.isdecimal() and len(p) < 10 for p in parts) else ()


def origin_of(folder: Path) -> tuple[str, str]:
    """The file that the case in ``folder`` was installed from, and the day; empty if unknown."""
    if id_and_version(folder.name) is None:
        return "", ""
    try:
        values: Any = json.loads(read_bytes(folder / ORIGIN_FILE, _MOST))
        source, date = ("".join(filter(str.isprintable, values[key])) for key in ("source", "date"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", ""
    return source, date
