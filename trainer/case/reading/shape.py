"""Find the model at a place in the file, so that errors can say what is allowed there."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

Loc = tuple[str | int, ...]


def walk(root: type[BaseModel], loc: Sequence[str | int]) -> tuple[Loc, type[BaseModel] | None]:
    """Pydantic's error location as a path into the file, and the model of the last mapping on it.

    Pydantic puts the tag of a union into its locations (``findings, 3, 'value', 'analyte'``); the
    file has no such level, and may well have a key of that name.
    """
    kind: Any = root
    model: type[BaseModel] | None = root
    path: list[str | int] = []
    for step in loc:
        if members := _members(kind):
            kind = model = next((m for m in members if _tag(m) == step), None)
            if kind is not None:
                continue
        path.append(step)
        if _is_model(kind):
            field = kind.model_fields.get(str(step))
            kind = _bare(field.annotation) if field else None
        else:
            kind = _bare(_item(kind))
        if _is_model(kind):
            model = kind
    return tuple(path), model


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _bare(kind: Any) -> Any:
    """The type without Annotated and without None."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        others = [a for a in typing.get_args(kind) if a is not type(None)]
        if len(others) == 1:
            return _bare(others[0])
    return kind


def _members(kind: Any) -> list[type[BaseModel]]:
    """The models in a union; empty for any other type."""
    union = typing.get_origin(kind) in (typing.Union, types.UnionType)
    return [member for member in typing.get_args(kind) if union and _is_model(member)]


def _tag(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("kind")
    values = typing.get_args(field.annotation) if field else ()
    return values[0] if len(values) == 1 else None


def _item(kind: Any) -> Any:
    """The type of the items of a list or of the values of a mapping."""
    place = {tuple: 0, dict: 1}.get(typing.get_origin(kind))
    return None if place is None else typing.get_args(kind)[place]
