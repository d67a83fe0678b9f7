"""The learner's settings (theme, name): a small file whose damage never stops the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from trainer.errors import NewerSchema, StoreError
from trainer.store.errors import Damaged
from trainer.store.files import read_document, set_aside
from trainer.store.locks import alone
from trainer.store.readable import MISSING, damage_notice, first_readable, schema_of

_SCHEMA = 1
_TABLE = "settings"


class Settings:
    """Settings by name, kept in `<saves>/settings.json`.

    Settings that cannot be read count as not set. `notices` says what was wrong.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self._locks = folder / "locks"
        self.notices: tuple[str, ...] = ()
        self._values = self._first_readable()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of `key`, or `default`."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> StoreError | None:
        """Set `key` in memory and on disk. A failure to save is returned, not raised.

        Raises ValueError or TypeError if JSON cannot hold `value`.
        """
        self._values[key] = json.loads(json.dumps(value, allow_nan=False))
        return self._save(key)

    def put_first(self, key: str, value: str) -> str:
        """Set `key` unless it is set, here or by another process; the resulting value."""
        if not isinstance(self._values.get(key), str):
            self._values[key] = value
            self._save(key, first=True)
        return str(self._values[key])

    def _save(self, key: str, *, first: bool = False) -> StoreError | None:
        try:
            with alone(self._path, self._locks, "settings", "settings"):
                self._write(key, first=first)
        except StoreError as error:
            return error
        return None

    def _write(self, key: str, *, first: bool) -> None:
        from trainer.store.storage import write_document  # reading needs no database

        values = self._values
        try:
            # Only `key` changes: settings made meanwhile by another process are kept.
            values = _read(self._path)
            if first and isinstance(values.get(key), str):
                self._values[key] = values[key]
            values[key] = self._values[key]
        except FileNotFoundError:
            pass
        except Damaged:
            aside = set_aside(self._path)
            self.notices += (f"The damaged file of settings was kept as {aside}.",)
        write_document(self._path, _TABLE, {"schema": _SCHEMA, "values": values})

    def _first_readable(self) -> dict[str, Any]:
        try:
            values, damage = first_readable(self._path, _read)
        except OSError as error:
            why = error.strerror or error
            self.notices += (f"The settings in {self._path} could not be read: {why}.",)
            return {}
        except NewerSchema as error:
            self.notices += (f"{error.message} {error.what_to_do}",)
            return {}
        if damage not in (None, MISSING):
            self.notices += (damage_notice(f"The settings in {self._path}", damage, values),)
        return values or {}


def _read(path: Path) -> dict[str, Any]:
    document = read_document(path, _TABLE)
    schema_of(document, _SCHEMA, f"The settings in {path}")
    values = document.get("values")
    if not isinstance(values, dict):
        raise Damaged("it holds no settings")
    return values
