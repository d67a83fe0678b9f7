"""What the keys of a file mean, with examples; read when a schema or a message wants them.

A meaning stands as a docstring below its field, or in ``keys.yaml`` where it is the same in many
parts.
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
    """Fields of a model, inherited ones too, with their docstrings.

    Pydantic can do the same as ``use_attribute_docstrings``, but then parses the source of all
    models at each start: a third of the time that importing them takes.
    """
    meanings: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            meanings |= _own(parent)
    return {name: text for name, text in meanings.items() if name in model.model_fields}


def meaning_of(model: type[BaseModel], key: str) -> str | None:
    """What ``keys.yaml`` says that a key means."""
    text: str | None = _entry(model, key, "means")
    return text


def example_of(model: type[BaseModel], key: str) -> Any:
    """The example of a key in ``keys.yaml``; None without one."""
    return _entry(model, key, "example")


def _entry(model: type[BaseModel], key: str, what: str) -> Any:
    for name in (f"{model.__name__}.{key}", key):
        if what in (entry := keys().get(name, {})):
            return entry[what]
    return None


@cache
def keys() -> Mapping[str, Mapping[str, Any]]:
    """All of ``keys.yaml``."""
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
