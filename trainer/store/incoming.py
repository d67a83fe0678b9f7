"""Reading runs from outside: another machine's saves, a backup, an export, a sync tool's copies.

Nothing is written here. The input is not trusted: a run with an invalid name or form is reported
and skipped.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.errors import StoreError, Unreadable
from trainer.files.outside import read_bytes, sentence
from trainer.store import runfile
from trainer.store.errors import Damaged
from trainer.store.files import MOST, decode
from trainer.store.records import RUN_NAME, RunRecord, from_document, is_conflict_copy
from trainer.store.runfile import TABLE, up_to_date

WHAT = "a saved run, a backup or an export"
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
               RuntimeError, OSError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Incoming:
    """A run read from ``source``, or the reason why it could not be read."""

    source: Path
    record: RunRecord | None
    problem: str = ""


def conflict_copies(runs: Path) -> list[Path]:
    """The conflict copies of a sync tool in the folder of runs."""
    return sorted(p for p in runs.glob("*.json") if is_conflict_copy(p.name))


def incoming(path: Path) -> Iterator[Incoming]:
    """The runs in a file or a folder of saves. Raises ``Unreadable`` if ``path`` is neither."""
    if path.is_dir():
        yield from _of_folder(path)
        return
    try:
        data = read_bytes(path, MOST)
    except OSError as error:
        raise Unreadable(sentence(path, error, WHAT)) from None
    if zipfile.is_zipfile(path):
        for name, content in members(path):
            if name.startswith("runs/") and name.endswith(".json"):
                yield from _of_bytes(path / name, content)
        return
    yield from _of_bytes(path, data)


def review_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of reviews in a folder of saves or a backup, with their names; otherwise none."""
    if path.is_dir():
        for file in sorted((path / "reviews").glob("*.json")):
            with suppress(OSError):
                yield str(file), read_bytes(file, MOST)
    elif zipfile.is_zipfile(path):
        yield from (each for each in members(path) if each[0].startswith("reviews/"))


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the files in a backup. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                with archive.open(info) as member:
                    content = member.read(MOST + 1)
                if len(content) > MOST:
                    raise Unreadable(f"{path}: {info.filename} is larger than any file of ours.")
                yield info.filename, content
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise Unreadable(sentence(path, error, WHAT)) from None
    except _BROKEN_ZIP as error:
        raise Unreadable(f"{path} is damaged: {error}.", "Take another copy of it.") from None


def _of_folder(folder: Path) -> Iterator[Incoming]:
    runs = folder / "runs" if (folder / "runs").is_dir() else folder
    names = {p.name.partition(".")[0] for p in runs.glob("*.json*")}
    files = [runs / f"{name}.json" for name in sorted(names) if RUN_NAME.fullmatch(name)]
    copies = conflict_copies(runs)
    if not files and not copies:
        raise Unreadable(f"There are no saved runs in {folder}.", "Name a folder of saves.")
    for file in files:
        try:
            yield Incoming(file, runfile.find(file).record)
        except StoreError as error:
            yield Incoming(file, None, f"{error.message} {error.what_to_do}".strip())
    for copy in copies:
        try:
            yield from _of_bytes(copy, read_bytes(copy, MOST))
        except OSError as error:
            yield Incoming(copy, None, sentence(copy, error, WHAT))


def _of_bytes(source: Path, data: bytes) -> Iterator[Incoming]:
    try:
        for document in _documents(decode(data)):
            yield Incoming(source, _record(document))
    except (Damaged, StoreError) as error:
        reason = error.message if isinstance(error, StoreError) else f"{error}."
        yield Incoming(source, None, f"{source} is not {WHAT}: {reason}")


def _documents(value: Any) -> list[Any]:
    """The runs in a file: a saved run, or an exported list of runs."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(table := value.get(TABLE), dict):
        return list(table.values())
    raise Damaged("it holds no runs")


def _record(document: Any) -> RunRecord:
    if not isinstance(document, Mapping):
        raise Damaged("it holds something other than runs")
    name = document.get("run")
    if not isinstance(name, str) or not RUN_NAME.fullmatch(name):
        raise Damaged("a run in it has no valid name")
    return from_document(name, up_to_date(dict(document)))
