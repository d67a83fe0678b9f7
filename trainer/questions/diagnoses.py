"""The shared catalogue of the diagnoses that a learner can name in any case.

``diagnoses.json`` has one diagnosis a line: names of the Human Disease Ontology (CC0), and some of
our own. It is far wider than any case, so that it gives nothing away. An id is never renamed,
because saved runs and cases refer to it. The catalogue belongs to the questions, because an answer
is read, refused and put into words without a case.
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
    """A disease or another condition of a patient."""

    id: str
    name: str
    synonyms: tuple[str, ...]
    """Other names and abbreviations found by typing."""


@cache
def diagnoses() -> Mapping[str, Diagnosis]:
    """All diagnoses by id, in the order of their names."""
    listed = json.loads(resources.files(__package__).joinpath("diagnoses.json").read_bytes())
    entries = (Diagnosis(d["id"], d["name"], tuple(d["synonyms"])) for d in listed["diagnoses"])
    return MappingProxyType({d.id: d for d in entries})


def name_of(diagnosis: str) -> str:
    """The name of a diagnosis; its id if it is not in the catalogue."""
    entry = diagnoses().get(diagnosis)
    return entry.name if entry else diagnosis


def called(name: str) -> str | None:
    """The id of the first diagnosis with exactly that id, name or synonym; None without one."""
    wanted = name.strip().casefold()
    if wanted in diagnoses():
        return wanted
    for entry in diagnoses().values():
        if wanted in (n.casefold() for n in (entry.name, *entry.synonyms)):
            return entry.id
    return None
