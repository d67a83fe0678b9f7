"""Values of a scenario by the path of keys that leads to them."""

from __future__ import annotations

from typing import Any

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc


def values_at(s: Scenario, path: str) -> list[tuple[Loc, Any]]:
    """Each value at a path with its place: ``decisions.options.text,why`` is of every option.

    A part without such a key is passed over.
    """
    values: list[tuple[Loc, Any]] = [((), s)]
    for step in path.split("."):
        keys = step.split(",")
        parts, values = values, []
        for loc, part in parts:
            # Its __dict__, because a model is slow to say that it has no such field.
            fields = part.__dict__
            for key in keys:
                value = fields.get(key)
                if value is None:
                    continue
                if isinstance(value, tuple):
                    values += [((*loc, key, i), item) for i, item in enumerate(value)]
                else:
                    values.append(((*loc, key), value))
    return values
