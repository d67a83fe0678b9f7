"""JSON files that are whole at every moment, with the last good copy beside them.

`replace_file` uses one fixed temporary name a file, so whoever calls it must hold that file's lock.
In return a leftover of a killed process is recognised by its name alone, and the next holder of
the lock may clear it without asking whether its writer still lives.
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
"""Bytes of a file of ours: a hundred times what the longest session makes."""

SHARED, PRIVATE = 0o666, 0o600
"""Who may read a new file: whom the umask lets; or, of what people did, its owner alone."""

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps in a file: a table's name, then a document's number, then the document."""

ROW = 1
"""One document a file, so that a save is one write of TinyDB's, not two."""


def last_good(path: Path) -> Path:
    """Where the content before the last write is kept."""
    return path.with_name(path.name + ".bak")


def temporaries(path: Path) -> tuple[Path, Path]:
    """The names a write of `path` uses on its way."""
    return path.with_name(path.name + ".tmp"), path.with_name(path.name + ".bak.tmp")


def encode(data: object) -> bytes:
    """The bytes of `data`: indented JSON in UTF-8.

    Raises ValueError or TypeError for what JSON cannot hold, NaN included.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    # A terminal can hand us half a surrogate pair, which UTF-8 cannot hold: as \udXXX JSON can.
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def decode(data: bytes) -> Any:
    """The value in `data`. Raises `Damaged`."""
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

    TinyDB itself takes an empty file or `null` for a new one and would write over it.
    Raises `Damaged`, or OSError (FileNotFoundError where there is no such file).
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
    """The document in `path`, in the table of that name. Raises `Damaged` or OSError."""
    document: dict[str, Any] | None = read_tables(path).get(table, {}).get(str(ROW))
    if document is None:
        raise Damaged(f"it holds no {table}")
    return document


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file to be written, which then takes the place of `path` in one step.

    Its name is like no other, so that no lock is needed. Raises OSError.
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
    """Put `data` in the place of `path` in one step, on disk when this returns.

    The content before it becomes the last good copy, so the caller must have found it good.
    Raises OSError; `path` then holds what it held or, if only its folder failed to sync, `data`.
    """
    new, _ = temporaries(path)
    try:
        write_new(new, data, mode)
        if keep_last_good and path.exists():
            keep_copy(path, path, last_good(path))
        new.replace(path)
        sync_folder(path.parent)
    finally:
        # An error of tidying up must not hide the one that brought us here.
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Give `source` the second name `target`, or copy it where there are no links (FAT, shares).

    Raises FileExistsError if `target` is there, OSError otherwise.
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
    """Make `target` what `source` is, whole at every moment. Only with `path`'s lock held.

    `path` is the file both are copies of: its leftovers are cleared. Raises OSError.
    """
    _, link = temporaries(path)
    link.unlink(missing_ok=True)
    copy_file(source, link)
    link.replace(target)
    # Renaming does nothing where both names already mean one file (a writer killed just here).
    link.unlink(missing_ok=True)


def keep_older(path: Path, source: Path, schema: int) -> Path:
    """Keep `source`, of an older `schema`, before `path` is written anew; where. Raises OSError."""
    kept = path.with_name(f"{path.name}.schema-{schema}.bak")
    if not kept.exists():  # left by a migration that was cut short: the older one is the original
        keep_copy(path, source, kept)
    return kept


def set_aside(path: Path) -> Path:
    """Rename a broken `path` to the first free `<name>.broken-<n>`; that name. Raises OSError."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    path.rename(aside)
    sync_folder(path.parent)
    return aside


def clear_leftovers(path: Path) -> None:
    """Remove what a killed writer of `path` left. Only with `path`'s lock held."""
    for leftover in temporaries(path):
        # Not worth failing for: the next write removes it or reports why it cannot.
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents, on disk when this returns. Raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to disk; a renamed file is safe only then. Raises OSError."""
    if os.name == "nt":  # Windows opens no folders, and keeps names with the files
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes | Iterable[bytes], mode: int = SHARED) -> None:
    """Write a file anew, whole or piece by piece, on disk when this returns. Raises OSError."""
    # Unlinked first, so that a leftover with other owners or a link planted there is no obstacle.
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
