"""Backing up all saved data into one file, and restoring it.

A backup is a zip of the plain files in the folder of saves. It leaves out files that can be made
again (indexes) or mean nothing elsewhere (locks, leftovers of a killed process).
"""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from trainer.errors import NotWritten, Unreadable, writing
from trainer.files.outside import read_bytes, sentence
from trainer.store.errors import saving
from trainer.store.files import MOST, make_folder, replace_file, replacing, sync_folder
from trainer.store.incoming import members

_NAME = r"[A-Za-z0-9][A-Za-z0-9_ ().-]{0,160}"
_KEPT = re.compile(rf"(?:(?:runs|groups|reviews)/)?{_NAME}\.(?:json|journal|jsonl)")
"""Paths of our own files; no matching name leads out of the folder of saves."""
_MADE_AGAIN = re.compile(r"[a-z]+-index\.json")


def ours(name: str) -> bool:
    """Whether the file ``name``, relative to the folder of saves, belongs in a backup."""
    return bool(_KEPT.fullmatch(name)) and not _MADE_AGAIN.fullmatch(name)


def back_up(saves: Path, file: Path) -> int:
    """Write a backup to ``file``, which must not exist yet; the number of files in it.

    Raises ``NotWritten``, or ``Unreadable`` if nothing is saved or a folder cannot be read.
    """
    try:
        names = list(_files(saves))
    except OSError as error:
        raise Unreadable(sentence(Path(error.filename), error, "a folder of saves")) from None
    if not names:
        raise Unreadable(f"Nothing is saved in {saves} yet.")
    if file.exists():
        raise NotWritten(f"{file} is there already.", "Name another file.")
    with writing(file):
        with replacing(file) as new, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                with contextlib.suppress(FileNotFoundError):  # deleted since
                    archive.writestr(name, read_bytes(saves / name, MOST))
        sync_folder(file.parent)
    return len(names)


def put_back(saves: Path, file: Path) -> tuple[int, list[str]]:
    """Restore the files of a backup that are missing in ``saves``.

    Returns how many were restored and the names of existing files that differ. Runs and reviews are
    left out: they are merged (``trainer.store.merging``). Raises ``Unreadable`` or ``CannotSave``.
    """
    count, differing = 0, []
    for name, content in members(file):
        if name.startswith(("runs/", "reviews/")) or not ours(name):
            continue
        path = saves / name
        with saving(path):
            make_folder(path.parent)
            if not path.exists():
                replace_file(path, content, keep_last_good=False)
                count += 1
            elif path.read_bytes() != content:
                differing.append(name)
    return count, differing


def _files(saves: Path) -> Iterator[str]:
    for folder in (saves, saves / "groups", saves / "reviews", saves / "runs"):
        with contextlib.suppress(FileNotFoundError):
            for path in sorted(folder.iterdir()):
                name = path.relative_to(saves).as_posix()
                if ours(name) and path.is_file():
                    yield name
