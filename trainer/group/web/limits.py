"""How much of this machine phones may take: requests a second, and none while a key is answered.

Requests are counted for each token and over all, never by address alone: a whole room is behind one
router and has one address.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
MOST_KEYS = 5000
GUEST = "guest"
"""Who has the link's secret and not yet joined."""
REST_SECONDS = 0.04
"""In these a key is answered where nothing else runs."""


class Bucket:
    """``burst`` at once, then ``rate`` a second."""

    __slots__ = ("_burst", "_clock", "_full", "_left", "_rate")

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._full = burst, clock()

    @property
    def empty(self) -> bool:
        """Whether nothing may be taken now."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._full) * self._rate)
        self._full = now
        return self._left < 1

    def take(self) -> bool:
        """Take one, if there is one."""
        if self.empty:
            return False
        self._left -= 1
        return True


class Limits:
    """What is answered at all.

    Those who are in have a limit each and one over all. Those who come by the link share another,
    and strangers a third: with as many requests as they like these keep nobody from voting, nor
    from coming in by the link.
    """

    def __init__(
        self, clock: Clock = time.monotonic, strangers: tuple[float, float] = (500, 12000)
    ) -> None:
        """``strangers`` are the rate and the burst of those who have nothing to show."""
        self._clock = clock
        self._each: OrderedDict[str, Bucket] = OrderedDict()
        # A room of 2,000 loads the page, its two files, its state and its stream at once.
        self._joined = Bucket(2000, 12000, clock)
        self._guests = Bucket(500, 12000, clock)
        self._strangers = Bucket(*strangers, clock)

    def allow(self, participant: str) -> bool:
        """Whether to answer a participant, a ``GUEST``, or with an empty name a stranger."""
        if participant in ("", GUEST):
            return (self._guests if participant else self._strangers).take()
        own = self._each.pop(participant, None) or Bucket(5, 40, self._clock)
        self._each[participant] = own
        if len(self._each) > MOST_KEYS:
            self._each.popitem(last=False)  # the one not used for longest
        return own.take() and self._joined.take()


class Rest:
    """Lets the phones' thread rest while the screen answers a key.

    Both share one interpreter: while six hundred phones vote, a page that takes 25 ms to draw would
    take 100. A phone waits for one rest at most, and two rests never touch: a key held down takes
    no more than half of the time.
    """

    def __init__(
        self,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._until = 0.0

    def begin(self) -> None:
        """A key was pressed. For any thread."""
        now = self._clock()
        if now >= self._until + REST_SECONDS:
            self._until = now + REST_SECONDS

    def keep(self) -> None:
        """Wait while one lasts; of the phones' thread the whole, not one request alone."""
        left = self._until - self._clock()
        if left > 0:
            self._sleep(left)
