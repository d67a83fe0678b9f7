"""When the garbage collector runs: not during a bulk load, and not over long-lived objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

STARTING = 400_000
"""Allocations minus deallocations before a collection, while the program starts."""
PLAYING = 700
"""The threshold while one learner plays: a key allocates little, so each collection is short."""
SERVING = 200_000
"""The threshold in a room: a thousand requests at once hold some 50,000 objects, all in use, and
collecting among them would take 30 ms while they wait."""


def begin() -> None:
    """Collect rarely at the start: imports free nothing, and collecting is a tenth of the time."""
    gc.set_threshold(STARTING)


def settle(collect_after: int) -> None:
    """Exclude all existing objects from collection and set the threshold to ``collect_after``.

    A full collection of a case and its screens takes 50 to 80 ms, for which a key would wait. Call
    this once, at the end of the start: objects that are garbage by then are never collected.
    """
    gc.freeze()
    gc.set_threshold(collect_after)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Turn garbage collection off for the block.

    Reading a file makes hundreds of thousands of small objects and hardly any cycles: collections
    would take most of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
