"""Atomic writes of JSON files, with the last good copy beside each.

`replace_file` uses one fixed temporary name for each file, so the caller must hold the file's lock.
In return the leftover of a killed process is recognised by its name, and the next holder of the
lock may remove it without checking whether its writer is alive.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from trainer.files.outside import read_bytes
from trainer.store.errors import Damaged

MOST = 200_000_000
"""Most bytes of a file of ours: a hundred times those of the longest session."""

SHARED, PRIVATE = 0o666, 0o600
"""Modes of a new file: as the umask allows; or, for personal data, for its owner only."""

Tables = dict[str, dict[str, Any]]
"""The content of a TinyDB file: documents by table name and document number."""

ROW = 1
"""The number of a file's only document; with one document TinyDB saves in one write, not two."""


def last_good(path: Path) -> Path:
    """The path of the copy of `path` from before the last write."""
    return path.with_name(path.name + ".bak")


def temporaries(path: Path) -> tuple[Path, Path]:
    """The temporary names used while `path` is written."""
    return path.with_name(path.name + ".tmp"), path.with_name(path.name + ".bak.tmp")


def encode(data: object) -> bytes:
    """`data` as indented JSON in UTF-8.

    Raises ValueError or TypeError for values JSON cannot hold, NaN included.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    # A terminal can send half a surrogate pair: UTF-8 cannot hold it, JSON can as \udXXX.
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def decode(data: bytes) -> Any:
    """The JSON value in `data`. Raises `Damaged`."""
    if not data.strip():
        raise Damaged("it is empty")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except RecursionError as error:
        raise Damaged("it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise Damaged("it is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise Damaged(f"it is not JSON from line {error.lineno} on") from error
    except ValueError as error:
        raise Damaged(f"it holds a number that cannot be read ({error})") from error


def read_tables(path: Path) -> Tables:
    """TinyDB's tables in `path`.

    TinyDB itself would treat an empty file or `null` as new and overwrite it.
    Raises `Damaged`, or OSError (FileNotFoundError if there is no such file).
    """
    tables = decode(read_bytes(path, MOST))
    if not isinstance(tables, dict) or not tables:
        raise Damaged("it holds no tables")
    for table in tables.values():
        if not isinstance(table, dict) or not all(
            number.isdecimal() and isinstance(document, dict) for number, document in table.items()
        ):
            raise Damaged("its tables are not tables of documents")
    return tables


def read_document(path: Path, table: str) -> dict[str, Any]:
    """The document in `table` of the file `path`. Raises `Damaged` or OSError."""
    document: dict[str, Any] | None = read_tables(path).get(table, {}).get(str(ROW))
    if document is None:
        raise Damaged(f"it holds no {table}")
    return document


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file for the block to write, which then replaces `path` in one step.

    Its name is unique, so no lock is needed. Raises OSError.
    """
    new = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        yield new
        new.replace(path)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def replace_file(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    keep_last_good: bool = True,
    mode: int = SHARED,
) -> None:
    """Replace `path` with `data` in one step; it is on disk when this returns.

    The old content becomes the last good copy, so the caller must have checked it.
    Raises OSError; `path` is then unchanged or, if only its folder failed to sync, holds `data`.
    """
    new, _ = temporaries(path)
    try:
        write_new(new, data, mode)
        if keep_last_good and path.exists():
            keep_copy(path, path, last_good(path))
        new.replace(path)
        sync_folder(path.parent)
    finally:
        # An error while cleaning up must not hide the first error.
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Link `target` to `source`, or copy it if the file system has no links (FAT, shares).

    Raises FileExistsError if `target` exists, or another OSError.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        with source.open("rb") as old, target.open("xb") as new:
            shutil.copyfileobj(old, new)
            shutil.copymode(source, target)
            new.flush()
            os.fsync(new.fileno())


def keep_copy(path: Path, source: Path, target: Path) -> None:
    """Make `target` a copy of `source` in one step; the caller holds the lock of `path`.

    `path` is the file that both are versions of; its leftovers are removed. Raises OSError.
    """
    _, link = temporaries(path)
    link.unlink(missing_ok=True)
    copy_file(source, link)
    link.replace(target)
    # Renaming does nothing if both names mean one file, as after a crash at this point.
    link.unlink(missing_ok=True)


def keep_older(path: Path, source: Path, schema: int) -> Path:
    """Copy `source`, of an older `schema`, before `path` is migrated; the copy. Raises OSError."""
    copy = path.with_name(f"{path.name}.schema-{schema}.bak")
    if not copy.exists():  # an existing copy, left by an interrupted migration, is the original
        keep_copy(path, source, copy)
    return copy


def set_aside(path: Path) -> Path:
    """Rename a broken `path` to the first free `<name>.broken-<n>`, returned. Raises OSError."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    path.rename(aside)
    sync_folder(path.parent)
    return aside


def clear_leftovers(path: Path) -> None:
    """Remove the leftovers of a killed writer of `path`; the caller holds the lock of `path`."""
    for leftover in temporaries(path):
        # Do not fail here: the next write removes it or reports why it cannot.
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents; they are on disk when this returns. Raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder to disk; only then is a rename safe. Raises OSError."""
    if os.name == "nt":  # Windows cannot open folders, and stores names with the files
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes | Iterable[bytes], mode: int = SHARED) -> None:
    """Write a new file, whole or in pieces; it is on disk when this returns. Raises OSError."""
    # Unlink first, so that a leftover of another owner or a planted link does no harm.
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
