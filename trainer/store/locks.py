"""One writer a file, across processes; the system frees a lock when its holder dies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import CannotSave, NotWritten
from trainer.files.outside import read_bytes, write_text
from trainer.store.errors import Taken, saving
from trainer.store.files import make_folder

if TYPE_CHECKING:
    from filelock import BaseFileLock


_WAIT = 2.0
"""Seconds to wait for another terminal's write, which takes milliseconds."""


class HeldLock:
    """A lock held. `release` it, leave its `with` block, or die: each frees it."""

    def __init__(self, lock: BaseFileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    @classmethod
    def take(cls, folder: Path, name: str, *, wait: float = 0) -> HeldLock:
        """Take the lock `name` kept in `folder`, waiting at most `wait` seconds.

        Raises `Taken`, or OSError where no lock can be made (a read-only folder).
        """
        # Loading filelock costs 40 ms, and looking at a list of runs needs no lock.
        from filelock import FileLock, Timeout

        # Not per thread: an interface may save in a worker thread what it opened in another.
        lock = FileLock(folder / f"{name}.lock", timeout=wait, thread_local=False)
        # The holder's number stands in a file of its own: older filelocks empty the lock file
        # of the holder before they notice that it is taken.
        note = folder / f"{name}.pid"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise Taken(_noted(note)) from error
        except NotImplementedError as error:  # older filelock where the file system has no locks
            raise OSError("this file system has no file locks") from error
        # The number only makes a message better; a full disk must not cost us the lock.
        with contextlib.suppress(NotWritten):
            write_text(note, f"{os.getpid()}\n")
        return cls(lock, note)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.release()

    @contextlib.contextmanager
    def unless_failed(self) -> Iterator[None]:
        """Keep it beyond the `with` block, unless that fails."""
        try:
            yield
        except BaseException:  # ctrl+c as well: nobody else would let go of it
            self.release()
            raise

    def release(self) -> None:
        """Let others in. The lock's file stays: removing it could let two in at once."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # then the end of the process frees it
            self._lock.release()


@contextlib.contextmanager
def alone(path: Path, locks: Path, name: str, what: str) -> Iterator[None]:
    """Write `path`, one of the `what` (settings, reviews), as the only one; its folder is made.

    Raises `CannotSave`.
    """
    try:
        with saving(path):
            make_folder(path.parent)
            with HeldLock.take(locks, name, wait=_WAIT):
                yield
    except Taken as taken:
        raise CannotSave(f"Another terminal is writing the {what}.", "Try again.") from taken


def _noted(note: Path) -> int | None:
    try:
        return int(read_bytes(note, 100))
    except (OSError, ValueError):
        return None
