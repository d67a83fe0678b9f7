"""The shared catalogue of diagnoses: what a learner can name, in any case.

``diagnoses.json`` has a diagnosis a line: names of the Human Disease Ontology (CC0), and some of
our own. It is far wider than any case, so that it gives nothing away. An id is never renamed,
because saved runs and cases refer to it. It stands with the kinds of question, below the case: an
answer is read, refused and put into words without one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Something a patient can have."""

    id: str
    name: str
    synonyms: tuple[str, ...]
    """Other names and abbreviations found by typing."""


@cache
def diagnoses() -> Mapping[str, Diagnosis]:
    """All of them by id, in the order of their names."""
    listed = json.loads(resources.files(__package__).joinpath("diagnoses.json").read_bytes())
    known = (Diagnosis(d["id"], d["name"], tuple(d["synonyms"])) for d in listed["diagnoses"])
    return MappingProxyType({d.id: d for d in known})


def name_of(diagnosis: str) -> str:
    """What it is called; its id, where the catalogue has none."""
    known = diagnoses().get(diagnosis)
    return known.name if known else diagnosis


def called(name: str) -> str | None:
    """The diagnosis with that id, or with just that name; its first one, of several."""
    wanted = name.strip().casefold()
    if wanted in diagnoses():
        return wanted
    for known in diagnoses().values():
        if wanted in (n.casefold() for n in (known.name, *known.synonyms)):
            return known.id
    return None
