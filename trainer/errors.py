"""What is said to a person when something cannot be done: one family, drawn once below.

    TrainerError               title, what is wrong and where, what to do
    ├── Failure                words that do not go together, what cannot be done here
    ├── Unreadable             from outside: not there, not text, far too large, of another case
    │   ├── NotYaml              no scenario can be read of it (trainer.case.reading.diagnostics)
    │   ├── NotAnArticle         nothing to draft from
    │   └── BadRequest           of a phone (trainer.group.web.incoming)
    ├── NotWritten             a file that was asked for
    ├── NoSuchCase             no case of that name, or not that version
    ├── NoPanel                no votes to make one of, or no place for it
    ├── PackError              not packed, installed or removed
    ├── CannotServe            the page for phones
    ├── NotUnderstood          what was typed (trainer.typed)
    ├── NoSuchTime             in TRAINER_NOW (trainer.clock)
    ├── Refused                a move that is not allowed now (trainer.engine.moves)
    │   └── TooLate              a vote (trainer.group.moves)
    └── StoreError             what we keep ourselves; nothing kept before was changed
        ├── CannotSave, CannotDelete, CannotRead
        ├── RunLocked, RunChanged, NewerSchema
        ├── BrokenRun, BrokenJournal
        └── NoSuchRun

Whatever of it a command does not catch ends it with exit code 2 and its text (``trainer.cli``).
Signals between two of our own modules are no part of it: ``NotPlain`` and ``TooLarge`` (which are
OSErrors, see ``trainer.files.outside``), ``Damaged`` and ``Taken`` (``trainer.store.errors``),
``Ended`` (``trainer.unexpected``), and ``Leave`` in the game by prompts.
"""

# ruff: noqa: N818 - "except NoSuchRun" says what happened; an ending would only repeat "except"

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class TrainerError(Exception):
    """Something cannot be done.

    ``title`` names it in a few words and may be empty, ``message`` says what is wrong and where,
    ``what_to_do`` the way out where ``message`` does not.
    """

    title = ""

    def __init__(self, message: str, what_to_do: str = "") -> None:
        super().__init__(message, what_to_do)
        self.message = message
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        head = self.title if self.title[-1:] in ("", ".", ":") else f"{self.title}:"
        return " ".join(part for part in (head, self.message, self.what_to_do) if part)


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Put ``title``, which says what was not done, before what an error says by itself."""
    try:
        yield
    except TrainerError as error:
        error.title = f"{title} {error.title}".strip()
        raise


class Failure(TrainerError):
    """What a command was given does not go together, or cannot be done here; says why."""


class Unreadable(TrainerError):
    """A file cannot be read at all; ``line`` (from 1) is where, 0 where that is not known."""

    def __init__(self, message: str, what_to_do: str = "", line: int = 0) -> None:
        super().__init__(message, what_to_do)
        self.line = line


class NotAnArticle(Unreadable):
    """The file cannot be read as an article; says why and what to do instead."""


class NotWritten(TrainerError):
    """A file that was asked for could not be written, or should not; what was there stays."""


class NoSuchCase(TrainerError):
    """There is no case of that name; its text says which are near."""


class NoPanel(TrainerError):
    """No panel can be made or stored; says why."""


class PackError(TrainerError):
    """Something was not packed, installed or removed. Nothing was changed."""


class CannotServe(TrainerError):
    """The page for phones cannot be put up; says why and what to do."""


class StoreError(TrainerError):
    """Something could not be kept or found. Nothing saved before was changed by it."""


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


class BrokenJournal(StoreError):
    """The file is not a session's journal; says where."""


class NoSuchRun(StoreError):
    """There is no run of that name."""

    title = "No such run"
