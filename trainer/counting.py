"""Counts in words."""

from __future__ import annotations

from collections.abc import Sequence


def some(count: int, thing: str) -> str:
    """A count and its noun: '1 error', '2 errors'."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def first_few(texts: Sequence[str], most: int) -> list[str]:
    """The first ``most`` of ``texts``, and how many more there are, if any."""
    more = len(texts) - most
    return [*texts[:most], f"and {more} more"] if more > 0 else list(texts)


def every(days: int) -> str:
    """An interval of days in words: 'every day', 'every 7 days'."""
    return "every day" if days == 1 else f"every {days} days"
