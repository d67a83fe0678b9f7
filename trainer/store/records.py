"""The record of a run, and its form as a JSON document."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import Any, Literal, TypedDict

from trainer.clock import stamp
from trainer.store.errors import Damaged

SCHEMA = 2
"""The schema of a run's document that this version writes."""

RUN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,149}")
"""A valid name of a run. It has no dots: in a file name, the first dot ends it."""

_COPY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*-\d{8}-[a-z0-9]{6}[ .].*\.json")


def is_conflict_copy(name: str) -> bool:
    """Whether a file of that name in the folder of runs is a conflict copy of a sync tool.

    Syncthing writes ``RUN.sync-conflict-….json``, Dropbox and Nextcloud ``RUN (… conflicted copy
    …).json``, Google Drive ``RUN (1).json``, iCloud ``RUN 2.json``.
    """
    return _COPY.fullmatch(name) is not None


Event = dict[str, Any]
"""One committed event as JSON values, with its `id` and the time `at` which it was acknowledged
(null if unknown). The store does not interpret it."""

Mode = Literal["study", "exam"]
Status = Literal["playing", "finished"]
Scores = dict[str, float | None]


class Changes(TypedDict, total=False):
    """Fields of a run's head that may change with new events; missing fields stay as they are."""

    status: Status
    day: int
    decisions: int
    scores: Scores
    scenario_version: str
    scenario_hash: str
    scenario_path: str
    scoring: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """The head of a run: everything but its events. Times are ISO 8601 in UTC.

    `learner` is the name that labels `learner_id`. `seed` decides the order of options, and
    `scoring` is the version of the rules that scored the run. None means that an older version did
    not note it.
    Fields that are empty here are set when the run begins.
    """

    run: str = ""
    scenario: str
    title: str
    scenario_version: str
    scenario_hash: str
    scenario_path: str
    learner: str = "me"
    learner_id: str | None = None
    mode: Mode = "study"
    seed: int | None = None
    scoring: int | None = None
    created: str = ""
    updated: str = ""
    status: Status = "playing"
    day: int = 0
    decisions: int = 0
    scores: Scores = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The head as JSON values."""
        return {name: getattr(self, name) for name in _HEAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord(RunSummary):
    """One learner's run of one scenario: its head and every committed event, in order."""

    events: tuple[Event, ...] = ()

    @property
    def summary(self) -> RunSummary:
        """The run without its events."""
        return RunSummary(**self.to_dict())

    def extended(self, events: Sequence[Event], changes: Changes, now: datetime) -> RunRecord:
        """This run with `events` appended and `changes` made to its head, updated `now`.

        Raises ValueError or TypeError for values that JSON cannot hold or the head does not allow.
        """
        # Through JSON and back, so that memory holds just what a reload gives (lists for tuples),
        # and shares no object with the caller.
        new = json.loads(json.dumps([list(events), changes], allow_nan=False))
        record = replace(self, events=(*self.events, *new[0]), updated=stamp(now), **new[1])
        from_document(record.run, to_document(record))
        return record


_HEAD = tuple(each.name for each in fields(RunSummary))
_OTHERS: dict[str, tuple[type, ...]] = {
    "day": (int,), "decisions": (int,), "scores": (dict,),
    "learner_id": (str, NoneType), "seed": (int, NoneType), "scoring": (int, NoneType),
}  # fmt: skip
"""The types of fields that are not text; isinstance is not used, as True would pass as a number."""
_ALLOWED = {"mode": ("study", "exam"), "status": ("playing", "finished")}


def new_id() -> str:
    """A random UUID (version 4) as text."""
    # The uuid module takes four times as long, and each of a thousand votes needs one.
    random = os.urandom(16).hex()
    variant = "89ab"[int(random[16], 16) % 4]
    return f"{random[:8]}-{random[8:12]}-4{random[13:16]}-{variant}{random[17:20]}-{random[20:]}"


def old_id(parent: str, number: int) -> str:
    """The id of an event stored without one: the same at every reading."""
    from uuid import NAMESPACE_OID, uuid5

    return str(uuid5(NAMESPACE_OID, f"{parent}/{number}"))


def new_seed() -> int:
    """A random seed of 32 bits."""
    return int.from_bytes(os.urandom(4))


def stamped(events: Sequence[Event], now: datetime) -> list[Event]:
    """`events` with ids and the time `now`. Raises ValueError if `now` has no time zone."""
    return [{**event, "id": new_id(), "at": stamp(now)} for event in events]


def to_document(record: RunRecord) -> dict[str, Any]:
    """The document of a run, as in its file."""
    return {"schema": SCHEMA, **record.to_dict(), "events": list(record.events)}


def from_document(run: str, document: Mapping[str, Any]) -> RunRecord:
    """The run in `document`, of schema `SCHEMA`. Raises `Damaged`.

    `run`, the name of its file, replaces the name in the document: a run is opened by its file
    name, so that a copy made by hand is a run of its own.
    """
    events = document.get("events")
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise Damaged("its events are not a list of events")
    return RunRecord(**(_head(document) | {"run": run}), events=tuple(events))


_values = itemgetter(*_HEAD)


def _head(values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        head = dict(zip(_HEAD, _values(values), strict=True))
    except KeyError as missing:
        raise Damaged(f"it has no “{missing.args[0]}”") from None
    fault = _wrong(tuple(map(type, head.values())))
    for name, allowed in _ALLOWED.items():
        if not fault and head[name] not in allowed:
            fault = name
    if not fault and not all(type(s) in (int, float, NoneType) for s in head["scores"].values()):
        fault = "scores"
    if fault:
        raise Damaged(f"its “{fault}” is not what it should be")
    return head


@cache
def _wrong(types: tuple[type, ...]) -> str:
    """The first field of a wrong type; empty if none. Cached: most heads have the same types."""
    pairs = zip(_HEAD, types, strict=True)
    return next((name for name, each in pairs if each not in _OTHERS.get(name, (str,))), "")
