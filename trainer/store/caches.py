"""Cache files: one that cannot be read is made again, one that cannot be written is skipped.

A cache is a JSON object of tables with one row a line, so that a person can read it and one table
can be read without the others. Its first line has a checksum of the rest; a cache that does not
match it counts as missing.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from trainer.files.outside import read_bytes
from trainer.store.errors import Taken
from trainer.store.files import MOST, replace_file
from trainer.store.locks import HeldLock

_READ = json.JSONDecoder().raw_decode


def table(rows: Mapping[str, str]) -> str:
    """The text of a table of ``rows``: their JSON by key, without line breaks."""
    lines = ",\n".join([f" {json.dumps(key)}: {row}" for key, row in rows.items()])
    return f"{{\n{lines}\n}}"


def rows_of(text: str) -> dict[str, str]:
    """The rows in the text of a table: their JSON by key."""
    rows = {}
    for line in text.split("\n")[1:-1]:
        if line:
            key, end = _READ(line, 1)
            rows[key] = line[end + 2 :].removesuffix(",")
    return rows


class Cache:
    """A cache; ``data`` is the content of its file, empty if there is none.

    ``form`` is the version of its layout. The texts of tables are extracted only when needed: with
    the runs of 300 learners (7 MB) each copy takes as long as reading the file.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    @classmethod
    def of(cls, form: object, tables: Mapping[str, str]) -> Cache:
        """A cache of ``tables``: the texts by name."""
        parts = [f"{json.dumps(name)}: {text}" for name, text in tables.items()]
        rest = (",\n".join(parts) + "\n}\n").encode()
        return cls(_first(form, rest) + rest)

    @classmethod
    def read(cls, path: Path, form: object) -> Cache:
        """The cache in ``path``; empty if it is missing, damaged or of another ``form``."""
        try:
            data = read_bytes(path, MOST)
        except OSError:
            return cls()
        begin = data.find(b"\n") + 1
        good = data[:begin] == _first(form, memoryview(data)[begin:])
        return cls(data if good else b"")

    def write(self, path: Path, locks: Path) -> None:
        """Replace ``path`` with this cache, or do nothing if that is not possible now."""
        # The folder may be read-only, or another terminal may be writing.
        with contextlib.suppress(OSError, Taken), HeldLock.take(locks, path.stem):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, self.data, keep_last_good=False)

    @property
    def names(self) -> list[str]:
        """The names of its tables."""
        # All other lines of a table begin with a space or a brace.
        heads = (line for line in self.data.split(b"\n") if line.startswith(b'"'))
        return [_READ(head.decode())[0] for head in heads]

    def text(self, name: str) -> str:
        """The text of a table: a JSON object, empty if there is no such table."""
        head = f"\n{json.dumps(name)}: ".encode()
        begin = self.data.find(head)
        if begin < 0:
            return "{}"
        end = self.data.index(b"\n}", begin)
        return self.data[begin + len(head) : end + 2].decode()


def _first(form: object, rest: bytes | memoryview) -> bytes:
    return f'{{"form": {json.dumps(form)}, "crc32": {crc32(rest)},\n'.encode()
