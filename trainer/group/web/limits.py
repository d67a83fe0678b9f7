"""How often something may be done: for each token and over all, never by address alone.

A whole room is behind one router and has one address.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
MOST_KEYS = 5000


class Bucket:
    """``burst`` at once, then ``rate`` a second."""

    __slots__ = ("_burst", "_clock", "_full", "_left", "_rate")

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._full = burst, clock()

    @property
    def empty(self) -> bool:
        """Whether nothing may be taken now."""
        self._fill()
        return self._left < 1

    def take(self) -> bool:
        """Take one, if there is one."""
        if self.empty:
            return False
        self._left -= 1
        return True

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._full) * self._rate)
        self._full = now


class Buckets:
    """A bucket for each key; those not used for longest are forgotten."""

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._by_key: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, key: str) -> bool:
        """Take one for ``key``, if there is one."""
        bucket = self._by_key.pop(key, None) or Bucket(self._rate, self._burst, self._clock)
        self._by_key[key] = bucket
        if len(self._by_key) > MOST_KEYS:
            self._by_key.popitem(last=False)
        return bucket.take()


class Limits:
    """What is answered at all.

    Those who are in have a limit each and one over all. Strangers share another: with as many
    requests as they like they cannot keep the room from voting.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._each = Buckets(5, 40, clock)
        # A room of 2,000 loads the page, its two files, its state and its stream at once.
        self._seated = Bucket(2000, 12000, clock)
        self._strangers = Bucket(500, 12000, clock)

    def allow(self, participant: str) -> bool:
        """Whether to answer a participant, or with an empty name a stranger."""
        if not participant:
            return self._strangers.take()
        return self._each.take(participant) and self._seated.take()
