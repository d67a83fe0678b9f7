"""A JSON file that holds one document, kept by TinyDB on a storage that is made safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from trainer.store.files import PRIVATE, ROW, Tables, encode, read_tables, replace_file


class AtomicJSONStorage(Storage):
    """One JSON file, replaced as a whole at each write; the content before it stays as `.bak`.

    Unlike TinyDB's own it opens nothing until asked, and creates no file for being looked at.
    The caller holds the file's lock while writing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet. Raises `Damaged` or OSError."""
        try:
            return read_tables(self._path)
        except FileNotFoundError:
            return None

    def write(self, data: Tables) -> None:
        """Replace the file. TinyDB reads before each write, so what is kept as `.bak` was good.

        Raises OSError.
        """
        replace_file(self._path, encode(data), mode=PRIVATE)


def write_document(
    path: Path,
    table: str,
    document: dict[str, Any],
    check: Callable[[dict[str, Any]], None] = lambda _: None,
) -> None:
    """Make `path` hold `document` alone, unless `check` raises at what it holds now.

    Raises `Damaged`, OSError, or what `check` does.
    """

    def overwrite(old: dict[str, Any]) -> None:
        check(old)
        old.clear()
        old.update(document)

    with TinyDB(path, storage=AtomicJSONStorage) as database:
        rows = database.table(table)
        # Not upsert: where there is no document yet, it writes the file without one first.
        if rows.get(doc_id=ROW) is None:
            rows.insert(Document(document, doc_id=ROW))
        else:
            rows.update(overwrite, doc_ids=[ROW])
