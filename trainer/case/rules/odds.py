"""How likely something is by chance alone."""

from __future__ import annotations

from collections.abc import Iterable


def at_least(hits: int, chances: Iterable[float]) -> float:
    """The probability of ``hits`` or more successes in tries that succeed by ``chances``."""
    spread = [1.0]
    for p in chances:
        spread = [
            (spread[k] * (1 - p) if k < len(spread) else 0.0) + (spread[k - 1] * p if k else 0.0)
            for k in range(len(spread) + 1)
        ]
    return sum(spread[hits:])
