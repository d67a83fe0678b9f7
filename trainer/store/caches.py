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
    # A person can read it so, and Python's indenting writer takes a second for 10,000 rows.
    parts = [f'"form": {json.dumps(form)}']
    for name, rows in tables.items():
        lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(rows[key])}" for key in rows)
        parts.append(f"{json.dumps(name)}: {{\n{lines}\n}}")
    text = "{" + ", ".join(parts) + "}\n"
    # Reading must work in a folder that cannot be written, and another terminal may be writing.
    with contextlib.suppress(OSError, Taken), Lock.take(locks, path.stem):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8"), keep_last_good=False)
