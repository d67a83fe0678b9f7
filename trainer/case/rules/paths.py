"""Values of a scenario by the path of keys that leads to them."""

from __future__ import annotations

from typing import Any

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc


def values_at(s: Scenario, path: str) -> list[tuple[Loc, Any]]:
    """Each value at a path with its place: ``decisions.options.text`` is that of every option.

    A part without such a key is passed over.
    """
    values: list[tuple[Loc, Any]] = [((), s)]
    for key in path.split("."):
        # Its __dict__, because a model is slow to say that it has no such field.
        inner = [((*loc, key), part.__dict__.get(key)) for loc, part in values]
        values = []
        for loc, value in inner:
            if isinstance(value, tuple):
                values += [((*loc, i), item) for i, item in enumerate(value)]
            elif value is not None:
                values.append((loc, value))
    return values
