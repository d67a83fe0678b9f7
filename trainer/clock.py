"""The program's one clock: every time that is kept or shown is read here.

What is only waited for (a time limit, a repaint) counts by `time.monotonic` instead.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from trainer.errors import TrainerError


class NoSuchTime(TrainerError):  # noqa: N818 - named for what was typed
    """`TRAINER_NOW` names no time; the message says what to write."""


def now() -> datetime:
    """The time, in UTC. Where `TRAINER_NOW` names one it is always that: the clock stands still.

    Raises `NoSuchTime` where it is no ISO time with a zone.
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
        f"The environment variable TRAINER_NOW is {named!r}, which is no ISO time with a zone."
        " Write one like 2026-11-23T09:00:00+00:00, or unset it."
    )


def seconds() -> float:
    """The time in seconds since 1970. Raises `NoSuchTime`."""
    return now().timestamp() if os.environ.get("TRAINER_NOW") else time.time()


def stamp(time: datetime) -> str:
    """`time` in UTC to the millisecond, of one length, so that texts sort as times do.

    Raises ValueError where it has no zone.
    """
    if time.tzinfo is None:
        raise ValueError("a time without a time zone is to be kept")
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
