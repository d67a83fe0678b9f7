"""A JSON file with one document, written by TinyDB through an atomic storage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from trainer.store.files import PRIVATE, ROW, Tables, encode, read_tables, replace_file


class AtomicJSONStorage(Storage):
    """One JSON file, replaced as a whole at each write; the old content stays as `.bak`.

    Unlike TinyDB's own storage it opens the file only when needed and never creates it on reading.
    The caller holds the file's lock while writing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Tables | None:
        """The tables; None if there is no file yet. Raises `Damaged` or OSError."""
        try:
            return read_tables(self._path)
        except FileNotFoundError:
            return None

    def write(self, data: Tables) -> None:
        """Replace the file. TinyDB reads it before each write, so the `.bak` is known to be good.

        Raises OSError.
        """
        replace_file(self._path, encode(data), mode=PRIVATE)


def write_document(
    path: Path,
    table: str,
    document: dict[str, Any],
    check: Callable[[dict[str, Any]], None] = lambda _: None,
) -> None:
    """Replace the document in `path` by `document`, if `check` accepts the old one.

    Raises `Damaged`, OSError, or the error by which `check` refuses.
    """

    def overwrite(old: dict[str, Any]) -> None:
        check(old)
        old.clear()
        old.update(document)

    with TinyDB(path, storage=AtomicJSONStorage) as database:
        rows = database.table(table)
        # Not upsert: if there is no document yet, it first writes the file without one.
        if rows.get(doc_id=ROW) is None:
            rows.insert(Document(document, doc_id=ROW))
        else:
            rows.update(overwrite, doc_ids=[ROW])
