"""The program's one clock: every time that is stored or shown is read here.

Durations (a time limit, a repaint) are measured with `time.monotonic` instead.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from trainer.errors import TrainerError


class NoSuchTime(TrainerError):  # noqa: N818 - named for what is wrong
    """`TRAINER_NOW` is not a valid time; the message says what to write."""


def now() -> datetime:
    """The current time in UTC, or the fixed time in `TRAINER_NOW` if that is set.

    Raises `NoSuchTime` if `TRAINER_NOW` is not an ISO time with a zone.
    """
    named = os.environ.get("TRAINER_NOW")
    if not named:
        return datetime.now(UTC)
    try:
        fixed = datetime.fromisoformat(named)
        if fixed.tzinfo is not None:
            return fixed.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise NoSuchTime(
        f"The environment variable TRAINER_NOW is {named!r}, which is not an ISO time with a zone."
        " Write one like 2026-11-23T09:00:00+00:00, or unset it."
    )


def seconds() -> float:
    """As `now`, in seconds since 1970. Raises `NoSuchTime`."""
    return now().timestamp() if os.environ.get("TRAINER_NOW") else time.time()


def stamp(time: datetime) -> str:
    """`time` in UTC to the millisecond; all stamps have one length, so they sort by time.

    Raises ValueError if `time` has no zone.
    """
    if time.tzinfo is None:
        raise ValueError("a time without a time zone cannot be stored")
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
