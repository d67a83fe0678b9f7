"""Rate limits on phones' requests, and a pause of all of them while the screen answers a key.

Limits are for each participant and for all together, never for an address: a whole room may be
behind one router and have one address.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
MOST_BUCKETS = 5000
GUEST = "guest"
"""Stands for everybody who has the link's secret but has not joined yet."""
REST_SECONDS = 0.04
"""Long enough for the screen to answer a key if nothing else runs."""


class Bucket:
    """A token bucket: allows ``burst`` at once, then ``rate`` a second."""

    __slots__ = ("_burst", "_clock", "_full", "_left", "_rate")

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._full = burst, clock()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take now."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._full) * self._rate)
        self._full = now
        return self._left < 1

    def take(self) -> bool:
        """Take one if there is one; whether it was taken."""
        if self.empty:
            return False
        self._left -= 1
        return True


class Limits:
    """The rate limits on requests.

    Each participant has a limit, and all participants together have another. Guests, who come by
    the link, share one, and strangers share one: however many requests strangers send, they cannot
    keep anybody from voting or from joining by the link.
    """

    def __init__(
        self, clock: Clock = time.monotonic, strangers: tuple[float, float] = (500, 12000)
    ) -> None:
        """``strangers`` is the (rate, burst) for requests without a valid cookie or secret."""
        self._clock = clock
        self._by_participant: OrderedDict[str, Bucket] = OrderedDict()
        # 2,000 phones may load the page, its two files, its state and its stream all at once.
        self._joined = Bucket(2000, 12000, clock)
        self._guests = Bucket(500, 12000, clock)
        self._strangers = Bucket(*strangers, clock)

    def allow(self, participant: str) -> bool:
        """Whether to answer a request of a participant, a ``GUEST`` or, if empty, a stranger."""
        if participant in ("", GUEST):
            return (self._guests if participant else self._strangers).take()
        own = self._by_participant.pop(participant, None) or Bucket(5, 40, self._clock)
        self._by_participant[participant] = own
        if len(self._by_participant) > MOST_BUCKETS:
            self._by_participant.popitem(last=False)  # the one not used for longest
        return own.take() and self._joined.take()


class Rest:
    """Pauses the phones' thread while the screen answers a key.

    Both share one interpreter: while six hundred phones vote, a page that takes 25 ms to draw would
    take 100. A phone waits for at most one rest. Between two rests there is a gap as long as one,
    so that a key held down takes no more than half of the time.
    """

    def __init__(
        self,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._until = 0.0

    def begin(self) -> None:
        """Begin a rest, because a key was pressed. May be called from any thread."""
        now = self._clock()
        if now >= self._until + REST_SECONDS:
            self._until = now + REST_SECONDS

    def keep(self) -> None:
        """Wait until the rest is over. This blocks the whole thread, with all its requests."""
        left = self._until - self._clock()
        if left > 0:
            self._sleep(left)
