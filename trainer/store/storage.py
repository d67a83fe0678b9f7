"""TinyDB's storage, made safe: whole at every moment, on disk before a write returns, UTF-8."""

from __future__ import annotations

from pathlib import Path

from tinydb.storages import Storage

from trainer.store.files import Tables, encode, read_tables, replace_file


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
        replace_file(self._path, encode(data))
