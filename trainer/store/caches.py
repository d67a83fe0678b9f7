"""Files that only save time: what cannot be read or written of them is made again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer.files.outside import read_bytes
from trainer.store.errors import Damaged, Taken
from trainer.store.files import MOST, decode, replace_file
from trainer.store.locks import Lock


def read_cache(path: Path, form: object) -> dict[str, Any] | None:
    """What a cache holds; None where it is missing, broken or of another ``form``."""
    try:
        cache = decode(read_bytes(path, MOST))
    except (OSError, Damaged):
        return None
    return cache if isinstance(cache, dict) and cache.get("form") == form else None


def write_cache(
    path: Path, form: object, tables: Mapping[str, Mapping[str, Any]], locks: Path
) -> None:
    """Put a cache in the place of ``path``, a line a row."""
    lines = {name: {key: json.dumps(rows[key]) for key in rows} for name, rows in tables.items()}
    write_lines(path, form, lines, locks)


def write_lines(
    path: Path, form: object, tables: Mapping[str, Mapping[str, str]], locks: Path
) -> None:
    """The same of rows that are JSON already, none with a line break in it."""
    # A person can read it so, and Python's indenting writer takes a second for 10,000 rows.
    parts = [f'"form": {json.dumps(form)}']
    for name, rows in tables.items():
        lines = ",\n".join(f" {json.dumps(key)}: {row}" for key, row in rows.items())
        parts.append(f"{json.dumps(name)}: {{\n{lines}\n}}")
    text = "{" + ", ".join(parts) + "}\n"
    # Reading must work in a folder that cannot be written, and another terminal may be writing.
    with contextlib.suppress(OSError, Taken), Lock.take(locks, path.stem):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8"), keep_last_good=False)


def read_lines(path: Path, form: object, table: str) -> dict[str, str]:
    """The rows of a cache with one ``table``, as JSON that nobody has looked at yet.

    None of them where the cache is missing, broken, laid out otherwise or of another ``form``.
    """
    try:
        lines = read_bytes(path, MOST).decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    first = f'{{"form": {json.dumps(form)}, {json.dumps(table)}: {{'
    if lines[0] != first or lines[-2:] != ["}}", ""]:
        return {}
    rows = (line.partition(": ") for line in lines[1:-2])
    return {key[2:-1]: row.removesuffix(",") for key, _, row in rows}
