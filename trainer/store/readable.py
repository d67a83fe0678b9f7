"""How all that is kept is read: its schema first, and its last good copy where it is damaged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from trainer.errors import NewerSchema
from trainer.store.errors import Damaged
from trainer.store.files import last_good

Content = TypeVar("Content")

MISSING = "it is missing"
"""What is wrong with a file that is not there."""


def first_readable(
    path: Path, read: Callable[[Path], Content]
) -> tuple[Content | None, str | None]:
    """What ``read`` makes of ``path``, else of its last good copy, and what is wrong with ``path``.

    The first is None where neither is any good, the second where ``path`` is. Raises what ``read``
    does, but for `Damaged` and FileNotFoundError.
    """
    try:
        return read(path), None
    except FileNotFoundError:
        damage = MISSING
    except Damaged as error:
        damage = str(error)
    try:
        return read(last_good(path)), damage
    except (FileNotFoundError, Damaged):
        return None, damage


def schema_of(document: Mapping[str, Any], newest: int, what: str) -> int:
    """The schema of a document, which is ``what``, at most the ``newest`` that is known.

    Raises `Damaged` where it names none, and `NewerSchema`.
    """
    schema = document.get("schema")
    if type(schema) is not int or schema < 0:
        raise Damaged("it does not say its schema")
    if schema > newest:
        raise NewerSchema(
            f"{what}: saved by a newer version of the trainer, with schema {schema};"
            f" this one knows up to {newest}.",
            "Update the trainer. The file was left untouched.",
        )
    return schema
