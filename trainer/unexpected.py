"""Errors of the program itself: a report on disk, and a few sentences on standard error.

A traceback could quote the case: variables hold judgements, and messages hold ids and texts
(``KeyError: 'steroids'``). So a report gives the kind of each error and where it happened, without
messages or values. The handler in ``trainer.cli`` prints the sentences. Errors in a thread or a log
are kept by ``remember`` and reported when the program ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from trainer import clock

if TYPE_CHECKING:
    import logging

UNEXPECTED = 70
"""The exit code for an internal software error (EX_SOFTWARE in ``sysexits.h``)."""
MOST_REMEMBERED = 5
"""Reports written at most: a page may fail for each of six hundred phones."""
UNHARMED = "What was acknowledged as saved is kept."
_OUTSIDE = (ConnectionError, TimeoutError)
"""In a log these mean that a phone disconnected, which is not a fault."""
# Their messages only name parts of the program; other messages may quote a case.
_MESSAGE_KEPT = (NameError, UnboundLocalError, ImportError, ModuleNotFoundError, RecursionError)

_remembered: list[Path | None] = []


class Ended(Exception):  # noqa: N818 - named for what happened
    """A screen was ended by the error in ``__cause__``; ``note`` says what became of the run."""

    def __init__(self, note: str = UNHARMED) -> None:
        super().__init__(note)
        self.note = note


def report_failure(error: BaseException, command: str = "") -> int:
    """Write the report of an error, say so on standard error and return the exit code."""
    note = UNHARMED
    if isinstance(error, Ended):
        note, error = error.note, error.__cause__ or error
    _say(report(error, command), note)
    return UNEXPECTED


def report_remembered(code: int) -> int:
    """Report errors kept by ``remember``, if any; the exit code, 70 if ``code`` was 0."""
    for path in _remembered[:1]:
        _say(path, UNHARMED)
    return code or (UNEXPECTED if _remembered else 0)


def remember(error: BaseException) -> None:
    """Write a report of an error that need not end the program."""
    if len(_remembered) < MOST_REMEMBERED:
        _remembered.append(report(error))


def watch() -> None:
    """Keep threads and destructors from printing tracebacks."""
    threading.excepthook = _thread_ended
    sys.unraisablehook = _not_raised


def quiet_log(name: str) -> None:
    """Remember errors logged under ``name``; otherwise they would be printed over the screen."""
    import logging

    logger = logging.getLogger(name)
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())
    logger.propagate = False
    if _keep not in logger.filters:
        logger.addFilter(_keep)


def report(error: BaseException, command: str = "") -> Path | None:
    """Write a report; its path, or None if it cannot be written."""
    text = report_text(error, command)
    name = f"{clock.now():%Y%m%dT%H%M%S}-{os.urandom(3).hex()}.txt"
    for folder in (_folder(), Path(tempfile.gettempdir()) / "case-trainer-reports"):
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            with open(path, "x", encoding="utf-8", opener=_for_me_alone) as file:
                file.write(text)
            return path
    return None


def report_text(error: BaseException, command: str = "") -> str:
    """The text of a report: versions, then the kind and traceback places of each error."""
    import platform

    from trainer import __version__

    lines = [
        f"case-trainer {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {command if command.isidentifier() else '-'}",
        f"at: {clock.now():%Y-%m-%d %H:%M:%S %z}",
        "Messages and values are left out: they could quote a case.",
    ]
    for relation, one in _chain(error):
        lines += ["", f"{relation}{_kind(one)}", *_places(one.__traceback__)]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    waiting: list[tuple[str, BaseException]] = [("", error)]
    listed: set[int] = set()
    while waiting:
        relation, one = waiting.pop(0)
        if id(one) in listed:
            continue
        listed.add(id(one))
        yield relation, one
        # Textual wraps an error of a worker in one of its own.
        held = getattr(one, "error", None)
        inner = [held] if isinstance(held, BaseException) else []
        inner += getattr(one, "exceptions", ())
        waiting += [("in it: ", e) for e in inner]
        if one.__cause__ is not None:
            waiting.append(("caused by: ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while handling: ", one.__context__))


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if kind in _MESSAGE_KEPT:
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name}: {errno.errorcode.get(error.errno, error.errno)}"
    return name


def _places(trace: TracebackType | None) -> Iterator[str]:
    package = Path(__file__).parent.parent
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        if path.is_relative_to(package):
            place = path.relative_to(package).as_posix()
        else:
            place = "/".join(path.parts[-3:])
        yield f"  {place}:{trace.tb_lineno} in {code.co_qualname}"
        trace = trace.tb_next


def _say(path: Path | None, note: str) -> None:
    where = "No report of it could be written."
    if path is not None:
        where = (
            f"The report lies at {path}; it holds nothing of a case."
            " Please send it to the maintainers of the trainer."
        )
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(
            "trainer: Something went wrong in the program itself; you did nothing wrong."
            f" {note} {where}\n"
        )
        sys.stderr.flush()


def _folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("case-trainer", appauthor=False) / "reports"


def _for_me_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
        remember(ended.exc_value)


def _not_raised(ignored: sys.UnraisableHookArgs) -> None:
    if isinstance(ignored.exc_value, Exception) and not isinstance(ignored.exc_value, OSError):
        remember(ignored.exc_value)


def _keep(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    gone = isinstance(error, _OUTSIDE) or type(error).__module__.startswith("aiohttp")
    if isinstance(error, Exception) and not gone:
        remember(error)
    return True
