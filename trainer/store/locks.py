"""Locks between processes: one writer for each file; the system frees a dead holder's lock."""

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
"""Seconds to wait for another process's write, which takes milliseconds."""


class HeldLock:
    """A held lock. It is freed by `release`, by the end of its `with` block, or of the process."""

    def __init__(self, lock: BaseFileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    @classmethod
    def take(cls, folder: Path, name: str, *, wait: float = 0) -> HeldLock:
        """Take the lock `name` kept in `folder`, waiting at most `wait` seconds.

        Raises `Taken`, or OSError if no lock can be made (as in a read-only folder).
        """
        # Loading filelock takes 40 ms, and listing runs needs no lock.
        from filelock import FileLock, Timeout

        # Not per thread: an interface may open a run in one thread and save it in another.
        lock = FileLock(folder / f"{name}.lock", timeout=wait, thread_local=False)
        # The holder's process number has its own file: older versions of filelock truncate the
        # lock file before they notice that it is held.
        note = folder / f"{name}.pid"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise Taken(_noted(note)) from error
        except NotImplementedError as error:  # older filelock on a file system without locks
            raise OSError("this file system has no file locks") from error
        # The number only improves a message; a full disk must not prevent the lock.
        with contextlib.suppress(NotWritten):
            write_text(note, f"{os.getpid()}\n")
        return cls(lock, note)

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.release()

    @contextlib.contextmanager
    def unless_failed(self) -> Iterator[None]:
        """Keep the lock beyond the `with` block, but release it if the block fails."""
        try:
            yield
        except BaseException:  # also for ctrl+c: nothing else would release it
            self.release()
            raise

    def release(self) -> None:
        """Free the lock. Its file stays: removing it could let two processes in at once."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the end of the process frees it
            self._lock.release()


@contextlib.contextmanager
def alone(path: Path, locks: Path, name: str, contents: str) -> Iterator[None]:
    """Hold the lock `name` while the block writes `path`; its folder is created.

    `contents` (settings, reviews) names the files in messages. Raises `CannotSave`.
    """
    try:
        with saving(path):
            make_folder(path.parent)
            with HeldLock.take(locks, name, wait=_WAIT):
                yield
    except Taken as taken:
        raise CannotSave(f"Another terminal is writing the {contents}.", "Try again.") from taken


def _noted(note: Path) -> int | None:
    try:
        return int(read_bytes(note, 100))
    except (OSError, ValueError):
        return None
