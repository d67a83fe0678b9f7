"""Errors with a text for people: one family, drawn as a tree here.

    TrainerError               a title, what is wrong and where, what to do
    ├── Failure                arguments that contradict each other, or a thing impossible here
    ├── Unreadable             an outside file: missing, not text, too large, of another case
    │   ├── NotYaml              not a scenario (trainer.case.reading.diagnostics)
    │   ├── NotAnArticle         no article to draft from
    │   └── BadRequest           a phone's request (trainer.group.web.incoming)
    ├── NotWritten             an output file
    ├── NoSuchCase             no case of that name, or not that version
    ├── NoPanel                no votes to make a panel of, or nowhere to store it
    ├── PackError              a case not packed, installed or removed
    ├── CannotServe            the page for phones cannot be served
    ├── NotUnderstood          typed text that cannot be read (trainer.typed)
    ├── NoSuchTime             an invalid TRAINER_NOW (trainer.clock)
    ├── Refused                a move that is not allowed now (trainer.engine.moves)
    │   └── TooLate              a vote after the round (trainer.group.moves)
    └── StoreError             saved data; nothing saved before was changed
        ├── CannotSave, CannotDelete, CannotRead
        ├── RunLocked, RunChanged, NewerSchema
        ├── BrokenRun, BrokenJournal
        └── NoSuchRun

An error that a command does not catch ends the program with its text and exit code 2
(``trainer.cli``). Signals between our own modules are not in the family: ``NotPlain`` and
``TooLarge`` (OSErrors, ``trainer.files.outside``), ``Damaged`` and ``Taken``
(``trainer.store.errors``), ``Ended`` (``trainer.unexpected``), and ``Leave`` (``trainer.plain``).
"""

# ruff: noqa: N818 - "except NoSuchRun" says what happened; an ending would only repeat "except"

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class TrainerError(Exception):
    """Something cannot be done.

    ``title`` names the error in a few words and may be empty. ``message`` says what is wrong and
    where; ``what_to_do`` says how to go on, unless ``message`` already does.
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
    """Put ``title``, which says what was not done, before the title of an error in the block."""
    try:
        yield
    except TrainerError as error:
        error.title = f"{title} {error.title}".strip()
        raise


class Failure(TrainerError):
    """A command's arguments contradict each other, or cannot be carried out here; says why."""


class Unreadable(TrainerError):
    """A file cannot be read at all; ``line`` counts from 1 and is 0 if unknown."""

    def __init__(self, message: str, what_to_do: str = "", line: int = 0) -> None:
        super().__init__(message, what_to_do)
        self.line = line


class NotAnArticle(Unreadable):
    """The file cannot be read as an article; says why and what to do instead."""


class NotWritten(TrainerError):
    """An output file was not written; a file already at its path is unchanged."""


@contextmanager
def writing(path: object) -> Iterator[None]:
    """Raise ``NotWritten`` with the reason of the system for an ``OSError`` in the block."""
    try:
        yield
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror or error}.") from None


class NoSuchCase(TrainerError):
    """There is no case of that name; the message lists similar names."""


class NoPanel(TrainerError):
    """No panel can be made or stored; says why."""


class PackError(TrainerError):
    """Something was not packed, installed or removed. Nothing was changed."""


class CannotServe(TrainerError):
    """The page for phones cannot be served; says why and what to do."""


class StoreError(TrainerError):
    """Something could not be saved or found. Nothing saved before was changed."""


class CannotSave(StoreError):
    """The system refused a write; the files on disk are unchanged."""

    title = "Not saved"


class CannotDelete(StoreError):
    """The system refused to remove a run."""

    title = "Not deleted"


class CannotRead(StoreError):
    """A file exists, but the system does not allow reading it."""

    title = "Cannot be read"


class RunLocked(StoreError):
    """Another process holds the run open for writing."""

    title = "Open elsewhere"


class RunChanged(StoreError):
    """The file holds events that this process has not read; writing would lose them."""

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
