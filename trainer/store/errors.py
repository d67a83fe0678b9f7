"""Exceptions inside the store, and system errors turned into messages for people."""

# ruff: noqa: N818 - "except Taken" says what happened

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from trainer.errors import CannotSave, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class Damaged(ValueError):
    """Inside the store: a file is malformed. The text says why, without a full stop."""


class Taken(Exception):
    """Inside the store: a lock is held by `process`; None if its number is unknown."""

    def __init__(self, process: int | None) -> None:
        super().__init__(process)
        self.process = process


@contextlib.contextmanager
def saving(path: Path, refusal: type[StoreError] = CannotSave) -> Iterator[None]:
    """Raise a system error in the block, met while writing `path`, as a `refusal`."""
    try:
        yield
    except OSError as error:
        raise refusal(*_disk_refused(path, error)) from error


def _disk_refused(path: Path, error: OSError) -> tuple[str, str]:
    """The message and advice for a system error met while writing `path`."""
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
        "Correct this, then try again, or choose another folder with --saves DIR.",
    )
