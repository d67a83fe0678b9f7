"""Whose turn the processor is: the facilitator's screen goes before the phones."""

from __future__ import annotations

import time
from collections.abc import Callable

REST = 0.04
"""Seconds in which a key is answered where nothing else runs."""


class Turn:
    """Lets the phones' thread rest while the screen answers a key.

    Both share one interpreter: while six hundred phones vote, a page that takes 25 ms to draw would
    take 100. A phone waits for one rest at most, and two rests never touch: a key held down takes
    no more than half of the time.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._until = 0.0

    def ask(self) -> None:
        """A key was pressed. For any thread."""
        now = self._clock()
        if now >= self._until + REST:
            self._until = now + REST

    def give(self) -> None:
        """Rest if it is asked for; of the phones' thread the whole, not one request alone."""
        left = self._until - self._clock()
        if left > 0:
            self._sleep(left)
