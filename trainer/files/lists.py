"""Lists of words kept as data: a file each, beside the module that uses it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def words_in(beside: str, name: str) -> tuple[str, ...]:
    """The entries of the list ``name``, one a line, in their order; ``beside`` is a ``__file__``.

    A # starts a comment.
    """
    text = (Path(beside).parent / name).read_text("utf-8")
    entries = (line.partition("#")[0].strip() for line in text.split("\n"))
    return tuple(entry for entry in entries if entry)


@cache
def set_in(beside: str, name: str) -> frozenset[str]:
    """As ``words_in``, as a set."""
    return frozenset(words_in(beside, name))


@cache
def pairs_in(beside: str, name: str) -> Mapping[str, str]:
    """As ``words_in``, as a mapping: each entry is a word, a space, and its replacement."""
    return dict(entry.split(" ", 1) for entry in words_in(beside, name))
