"""key of a later format

A trainer that knows the file's format alone would refuse what it does not know.

- format: 1
+ format: 2
  decisions:
    - id: in-one-sentence
      kind: representation
      day: 1
      title: In one sentence
      prompt: How would you put the patient into one sentence?
      elements:
        - {id: who, aspect: who, text: a woman of 50}
        - {id: cough, aspect: key-feature, text: a cough}
      answer: {text: A woman of 50 with a cough., cite: made-up P1}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from trainer.case.model import FORMAT
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject
from trainer.values.base import Part


def check(subject: Subject) -> Hits:
    written = subject.scenario.format
    if written == FORMAT:
        return
    for loc, version in _later(subject.scenario, (), written):
        message = f"'{loc[-1]}' came with format {version}; this file says format {written}."
        yield Hit(loc, message, f"Write 'format: {version}': the rest means the same there.")


def _later(value: Any, loc: Loc, written: int) -> Iterator[tuple[Loc, int]]:
    """The places in ``value`` that a file of the format ``written`` does not know."""
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _later(item, (*loc, place), written)
    if not isinstance(value, Part):
        return
    versions = _versions(type(value))
    for name in value.model_fields_set:
        if versions[name] > written:
            yield (*loc, name), versions[name]
        if isinstance(inner := getattr(value, name), tuple | Part):
            yield from _later(inner, (*loc, name), written)


@cache
def _versions(part: type[Part]) -> dict[str, int]:
    """The format in which each key of a part came."""
    versions: dict[str, int] = {}
    for name, field in part.model_fields.items():
        extra = field.json_schema_extra
        since = extra.get("since") if isinstance(extra, dict) else None
        versions[name] = since if isinstance(since, int) else 1
    return versions
