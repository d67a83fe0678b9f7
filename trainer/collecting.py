"""When garbage is looked for: never while much is made, and never among what stays to the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = 400_000
"""Things made and not let go before garbage is looked for, while the program starts."""
PLAYING = 700
"""The same where one learner's keys make little at a time: each look is short."""
SERVING = 50_000
"""The same in a room: of the thousand requests at work at once none is garbage, and looking for it
among them would be a third of their time."""


def begin() -> None:
    """At the start imports make much and free nothing: looking meanwhile is a tenth of it."""
    gc.set_threshold(STARTING)


def settle(collect_after: int) -> None:
    """What has been made so far stays to the end: pass over it from now on.

    A look at all of a case and its screens takes 50 to 80 ms, for which a key would wait. Once, at
    the end of a start: what is garbage by then is never found.
    """
    gc.freeze()
    gc.set_threshold(collect_after)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without garbage collection.

    Reading makes hundreds of thousands of small parts and hardly a cycle: looking for one would be
    most of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
