"""Bringing runs of older versions up to date: pure functions, one a version, applied in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from trainer.errors import NewerSchema
from trainer.store.errors import Damaged
from trainer.store.records import SCHEMA, old_id

Document = dict[str, Any]


def _from_1(document: Document) -> Document:
    """Events get ids; nobody knows their times. All of schema 1 was scored by the first rules."""
    run = document["run"]
    events = [
        {**event, "id": old_id(run, number), "at": None}
        for number, event in enumerate(document["events"], 1)
    ]
    return {**document, "learner_id": None, "seed": None, "scoring": 1, "events": events}


STEPS: dict[int, Callable[[Document], Document]] = {1: _from_1}
"""From a schema to the next: `STEPS[n]` takes a document of schema n and gives one of n + 1.

A step raises KeyError, TypeError or ValueError where the document is not what schema n promised.
Whatever else a later schema changes, `schema` stays where it is: it is how older programs know to
leave a file alone.
"""


def schema_of(document: Mapping[str, Any]) -> int:
    """The document's schema. Raises `Damaged` where it names none."""
    schema = document.get("schema")
    if type(schema) is not int or schema < 0:
        raise Damaged("it does not say its schema")
    return schema


def up_to_date(document: Document) -> Document:
    """`document` in the schema of this version. Raises `Damaged` or `NewerSchema`."""
    schema = schema_of(document)
    if schema > SCHEMA:
        raise NewerSchema(
            f"It has schema {schema}, and this version of the trainer knows up to {SCHEMA}.",
            "Update the trainer. The file was left untouched.",
        )
    for version in range(schema, SCHEMA):
        if version not in STEPS:
            raise Damaged(f"its schema {version} is not one this version can read")
        try:
            document = {**STEPS[version](document), "schema": version + 1}
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged(f"it is not what schema {version} promised ({error!r})") from error
    return document
