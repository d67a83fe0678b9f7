"""The values of a scenario at a path of keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc

_Values = list[tuple[Loc, Any]]
_Tree = tuple[tuple[str, tuple[str, ...], "_Tree"], ...]
"""For each key the paths that end with it, and the tree of the keys that follow it."""


def values_at(s: Scenario, path: str) -> _Values:
    """Each value at a path with its place: ``decisions.options.text,why`` gets two of each option.

    Parts without such a key are skipped.
    """
    return values_along(s, (path,))[path]


def values_along(s: Scenario, paths: Iterable[str]) -> dict[str, _Values]:
    """The values at each of the paths; every part is visited once for all paths."""
    values: dict[str, _Values] = {path: [] for path in paths}
    _gather(s, (), _tree(tuple((path, path) for path in values)), values)
    return values


def _gather(part: Any, loc: Loc, tree: _Tree, values: dict[str, _Values]) -> None:
    # The __dict__, because looking up a missing field on a model is slow.
    fields = part.__dict__
    for key, ending, further in tree:
        value = fields.get(key)
        if value is None:
            continue
        if isinstance(value, tuple):
            for i, item in enumerate(value):
                place = loc + (key, i)  # noqa: RUF005 - unpacking takes twice as long
                for path in ending:
                    values[path].append((place, item))
                if further:
                    _gather(item, place, further, values)
        else:
            place = loc + (key,)  # noqa: RUF005
            for path in ending:
                values[path].append((place, value))
            if further:
                _gather(value, place, further, values)


@cache
def _tree(paths: tuple[tuple[str, str], ...]) -> _Tree:
    """The tree of some paths, each given as the whole path and what is left of it."""
    by_key: dict[str, list[tuple[str, str]]] = {}
    for path, left in paths:
        step, _, rest = left.partition(".")
        for key in step.split(","):
            by_key.setdefault(key, []).append((path, rest))
    return tuple(
        (key, tuple(p for p, rest in below if not rest), _tree(tuple(x for x in below if x[1])))
        for key, below in by_key.items()
    )
