"""Reading stored files: checking the schema, and falling back to the last good copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from trainer.errors import NewerSchema
from trainer.store.errors import Damaged
from trainer.store.files import last_good

Content = TypeVar("Content")

MISSING = "it is missing"
"""The damage of a file that does not exist."""


def first_readable(
    path: Path, read: Callable[[Path], Content]
) -> tuple[Content | None, str | None]:
    """The content of ``path``, else of its last good copy, and the damage of ``path``.

    The content is None if neither is good, the damage is None if ``path`` is good. Raises errors of
    ``read`` other than `Damaged` and FileNotFoundError.
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


def damage_notice(name: str, damage: str, copy: object) -> str:
    """The notice that a file could not be used; ``copy`` is its last good copy, if any."""
    instead = "Its last good copy was used instead; the last save may be missing from it."
    if copy is None:
        instead = "It has no good copy either."
    return f"{name} could not be used: {damage}. {instead}"


def schema_of(document: Mapping[str, Any], newest: int, label: str) -> int:
    """The schema of a document; ``label`` names the document in messages.

    Raises `Damaged` if it names no schema, and `NewerSchema` if that is above ``newest``.
    """
    schema = document.get("schema")
    if type(schema) is not int or schema < 0:
        raise Damaged("it does not say its schema")
    if schema > newest:
        raise NewerSchema(
            f"{label}: saved by a newer version of the trainer, with schema {schema};"
            f" this one knows up to {newest}.",
            "Update the trainer. The file was left untouched.",
        )
    return schema
