"""The meanings and examples of a scenario's keys, read only for a schema or a message.

A meaning is the docstring below its field, or an entry in ``keys.yaml`` if many parts share it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings of a model's fields, inherited ones included, by field.

    Pydantic's ``use_attribute_docstrings`` does the same, but parses the source of all models at
    each start, which takes a third of the time of importing them.
    """
    meanings: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            meanings |= _own(parent)
    return {name: text for name, text in meanings.items() if name in model.model_fields}


def meaning_of(model: type[BaseModel], key: str) -> str | None:
    """The meaning of a key in ``keys.yaml``; None if it has none there."""
    text: str | None = _entry(model, key, "means")
    return text


def example_of(model: type[BaseModel], key: str) -> Any:
    """The example of a key in ``keys.yaml``; None if it has none there."""
    return _entry(model, key, "example")


def _entry(model: type[BaseModel], key: str, part: str) -> Any:
    for name in (f"{model.__name__}.{key}", key):
        if part in (entry := keys().get(name, {})):
            return entry[part]
    return None


@cache
def keys() -> Mapping[str, Mapping[str, Any]]:
    """The entries of ``keys.yaml``, by key."""
    import yaml

    text = (Path(__file__).parent / "keys.yaml").read_text("utf-8")
    meanings: dict[str, dict[str, Any]] = yaml.load(
        text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return meanings


def _own(model: type[BaseModel]) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(model))
    except (OSError, TypeError):  # installed without sources
        return {}
    [definition] = ast.parse(source).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
