"""Counts in words."""

from __future__ import annotations


def some(count: int, thing: str) -> str:
    """A count and its noun: '1 error', '2 errors'."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def every(days: int) -> str:
    """An interval of days in words: 'every day', 'every 7 days'."""
    return "every day" if days == 1 else f"every {days} days"
