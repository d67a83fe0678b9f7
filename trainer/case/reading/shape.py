"""Which model stands at a place of the file, for errors that can say what is allowed there."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

Loc = tuple[str | int, ...]


def walk(root: type[BaseModel], loc: Sequence[str | int]) -> tuple[Loc, type[BaseModel] | None]:
    """Pydantic's error location as a path into the file, and the model the last mapping is.

    Pydantic puts the tag of a union into its locations (``findings, 3, 'value', 'analyte'``); the
    file has no such level, and may well have a key of that name.
    """
    here: Any = root
    model: type[BaseModel] | None = root
    path: list[str | int] = []
    for step in loc:
        here = _bare(here)
        members = _models(here)
        if len(members) > 1:
            here = next((m for m in members if _tag(m) == step), None)
            model = here
            if here is not None:
                continue
        path.append(step)
        if isinstance(here, type) and issubclass(here, BaseModel):
            model = here
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        else:
            here = _item(here)
        inner = _models(_bare(here))
        if len(inner) == 1 and isinstance(_bare(here), type):
            model = inner[0]
    return tuple(path), model


def _bare(kind: Any) -> Any:
    """Without Annotated and without None."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        others = [a for a in typing.get_args(kind) if a is not type(None)]
        if len(others) == 1:
            return _bare(others[0])
    return kind


def _models(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return [m for a in typing.get_args(kind) for m in _models(_bare(a))]
    return []


def _tag(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("kind")
    values = typing.get_args(field.annotation) if field else ()
    return values[0] if len(values) == 1 else None


def _item(kind: Any) -> Any:
    arguments = typing.get_args(kind)
    origin = typing.get_origin(kind)
    if origin is tuple and arguments:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    return None
