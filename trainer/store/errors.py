"""What the store says when it cannot do what it was asked: one family, in words for people."""

# ruff: noqa: N818 - "except NoSuchRun" says what happened; an ending would only repeat "except"

from __future__ import annotations

import errno
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class StoreError(Exception):
    """Something could not be kept or found. Nothing saved before was changed by it.

    `title` names it in a few words, `message` says what happened, `what_to_do` the way out.
    """

    title = "The store could not do this"

    def __init__(self, message: str, what_to_do: str) -> None:
        super().__init__(message, what_to_do)
        self.message = message
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return f"{self.title}: {self.message} {self.what_to_do}"


class CannotSave(StoreError):
    """The disk refused; the files on it are as they were."""

    title = "Not saved"


class CannotDelete(StoreError):
    """The disk refused to remove a run."""

    title = "Not deleted"


class CannotRead(StoreError):
    """A file is there but the system does not let us read it."""

    title = "Cannot be read"


class RunLocked(StoreError):
    """Another process holds the run open for writing."""

    title = "Open elsewhere"


class RunChanged(StoreError):
    """The file holds events this program never saw; writing would lose them."""

    title = "Changed elsewhere"


class NewerSchema(StoreError):
    """The file was written by a later version of the trainer."""

    title = "Saved by a newer version"


class BrokenRun(StoreError):
    """Neither the run's file nor its last good copy can be used."""

    title = "Damaged run"


class NoSuchRun(StoreError):
    """There is no run of that name."""

    title = "No such run"


class Damaged(ValueError):
    """Inside the store: a file is not what the store writes. The text says why, without a stop."""


class Taken(Exception):
    """Inside the store: a lock has another holder, `process`, where its number could be learnt."""

    def __init__(self, process: int | None) -> None:
        super().__init__(process)
        self.process = process


def disk_refused(path: Path, error: OSError) -> tuple[str, str]:
    """The message and the way out for an error of the system met while writing `path`."""
    if error.errno in _FULL:
        return (
            f"The disk that holds {path.parent} is full.",
            "Free some space, then try again. What was saved before is unharmed.",
        )
    if error.errno in _READ_ONLY:
        return (
            f"The folder {path.parent} cannot be written.",
            "Make it writable, or choose another folder with --saves DIR.",
        )
    if error.errno == errno.EFBIG:
        return (
            f"{path} would be larger than this system allows.",
            "Raise the limit (ulimit -f), then try again. What was saved before is unharmed.",
        )
    reason = error.strerror or str(error) or type(error).__name__
    return (
        f"{path} could not be written ({reason}).",
        "Put that right, then try again, or choose another folder with --saves DIR.",
    )
