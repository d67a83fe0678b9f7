"""The learner's settings (theme, name): one small file that never stands in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from trainer.errors import CannotSave, NewerSchema, StoreError
from trainer.store.errors import Damaged, Taken, disk_refused
from trainer.store.files import last_good, make_folder, read_tables, set_aside
from trainer.store.locks import Lock
from trainer.store.storage import AtomicJSONStorage

_SCHEMA = 1
_TABLE = "settings"
_ROW = 1
_WAIT = 2.0
"""Seconds to wait for another terminal's write, which takes milliseconds."""


class Settings:
    """Settings by name, kept in `<saves>/settings.json`.

    What cannot be read is as if it were not set. `notices` says what was found amiss.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"
        self._locks = folder / "locks"
        self.notices: tuple[str, ...] = ()
        self._values = self._found()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of `key`, or `default`."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> StoreError | None:
        """Set `key`, for this sitting in any case. An error of saving is returned, not raised.

        Raises ValueError or TypeError where JSON cannot hold `value`.
        """
        self._values[key] = json.loads(json.dumps(value, allow_nan=False))
        return self._save(key)

    def put_first(self, key: str, value: str) -> str:
        """Set `key` unless it is set, here or by another terminal just now; what it then is."""
        if not isinstance(self._values.get(key), str):
            self._values[key] = value
            self._save(key, first=True)
        return str(self._values[key])

    def _save(self, key: str, *, first: bool = False) -> StoreError | None:
        try:
            make_folder(self._path.parent)
            lock = Lock.take(self._locks, "settings", wait=_WAIT)
        except Taken:
            return CannotSave("Another terminal is writing the settings.", "Try again.")
        except OSError as error:
            return CannotSave(*disk_refused(self._path, error))
        try:
            self._write(key, first=first)
        except StoreError as error:
            return error
        except OSError as error:
            return CannotSave(*disk_refused(self._path, error))
        finally:
            lock.release()
        return None

    def _write(self, key: str, *, first: bool) -> None:
        try:
            # What another terminal set meanwhile is kept: only `key` changes.
            values = _read(self._path)
            if first and isinstance(values.get(key), str):
                self._values[key] = values[key]
        except FileNotFoundError:
            values = None
        except Damaged:
            aside = set_aside(self._path)
            self.notices += (f"The damaged file of settings was kept as {aside}.",)
            values = None
        with TinyDB(self._path, storage=AtomicJSONStorage) as database:
            table = database.table(_TABLE)
            if values is None:
                row = {"schema": _SCHEMA, "values": self._values}
                table.insert(Document(row, doc_id=_ROW))
            else:
                table.update({"values": values | {key: self._values[key]}}, doc_ids=[_ROW])

    def _found(self) -> dict[str, Any]:
        for path in (self._path, last_good(self._path)):
            try:
                return _read(path)
            except FileNotFoundError:
                continue
            except Damaged as error:
                self.notices += (f"The settings in {path} could not be used: {error}.",)
            except OSError as error:
                why = error.strerror or error
                self.notices += (f"The settings in {path} could not be read: {why}.",)
            except NewerSchema as error:
                self.notices += (f"{error.message} {error.what_to_do}",)
                return {}
        return {}


def _read(path: Path) -> dict[str, Any]:
    row = read_tables(path).get(_TABLE, {}).get(str(_ROW))
    if row is None or type(schema := row.get("schema")) is not int:
        raise Damaged("it holds no settings")
    if schema > _SCHEMA:
        raise NewerSchema(
            f"The settings in {path} were saved by a newer version of the trainer.",
            "Update the trainer. The file was left untouched.",
        )
    values = row.get("values")
    if not isinstance(values, dict):
        raise Damaged("it holds no settings")
    return values
