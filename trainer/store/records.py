"""What is kept of a run, and its form as a JSON document."""

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
"""The form of a run's document written by this version."""

RUN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,149}")
"""What a run may be called. No dots: what follows the first one tells its file from its copies."""


_COPY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*-\d{8}-[a-z0-9]{6}[ .].*\.json")


def is_conflict_copy(name: str) -> bool:
    """Whether a file in the folder of runs is what a sync tool left: a run's name and more.

    Syncthing writes ``RUN.sync-conflict-….json``, Dropbox and Nextcloud ``RUN (… conflicted copy
    …).json``, Google Drive ``RUN (1).json``, iCloud ``RUN 2.json``.
    """
    return _COPY.fullmatch(name) is not None


Event = dict[str, Any]
"""One committed event, as the engine writes it down, with its `id` and the time it was
acknowledged `at` (null where nobody knows). The store never looks inside."""

Mode = Literal["study", "exam"]
Status = Literal["playing", "finished"]
Scores = dict[str, float | None]


class Changes(TypedDict, total=False):
    """What may change at the head of a run together with new events; what is left out stays."""

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
    """The head of a run: all but its events. Times are ISO 8601 in UTC.

    `learner` is the name that labels `learner_id`. `seed` is for what differs from run to run, and
    `scoring` the version of the rules that scored it. None is what an older version did not note.
    What has no value here is given to a run when it begins.
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
    """One learner's way through one scenario: its head and every committed event, in order."""

    events: tuple[Event, ...] = ()

    @property
    def summary(self) -> RunSummary:
        """The same run without its events."""
        return RunSummary(**self.to_dict())

    def extended(self, events: Sequence[Event], changes: Changes, now: datetime) -> RunRecord:
        """This run with `events` after those it has and its head changed, as of `now`.

        Raises ValueError or TypeError for what JSON cannot hold or the head does not allow.
        """
        # Through JSON and back: what is in memory is then what a reload will give, tuples and all,
        # and nobody holds a reference to what we keep.
        new = json.loads(json.dumps([list(events), changes], allow_nan=False))
        record = replace(self, events=(*self.events, *new[0]), updated=stamp(now), **new[1])
        from_document(record.run, to_document(record))
        return record


_HEAD = tuple(each.name for each in fields(RunSummary))
_OTHERS: dict[str, tuple[type, ...]] = {
    "day": (int,), "decisions": (int,), "scores": (dict,),
    "learner_id": (str, NoneType), "seed": (int, NoneType), "scoring": (int, NoneType),
}  # fmt: skip
"""The types of what is no text. Not by isinstance, which would let True pass for a number."""
_ALLOWED = {"mode": ("study", "exam"), "status": ("playing", "finished")}


def new_id() -> str:
    """An id that nothing else has: a random UUID, as the standard library writes it."""
    # Made by hand: of a thousand votes each has one, and the library takes four times as long.
    random = os.urandom(16).hex()
    variant = "89ab"[int(random[16], 16) % 4]
    return f"{random[:8]}-{random[8:12]}-4{random[13:16]}-{variant}{random[17:20]}-{random[20:]}"


def old_id(of: str, number: int) -> str:
    """The id of an event that was kept without: the same however often it is read."""
    from uuid import NAMESPACE_OID, uuid5

    return str(uuid5(NAMESPACE_OID, f"{of}/{number}"))


def new_seed() -> int:
    """Chance for a run: 32 bits."""
    return int.from_bytes(os.urandom(4))


def stamped(events: Sequence[Event], now: datetime) -> list[Event]:
    """`events` as they are kept, acknowledged `now`. Raises ValueError for a time without zone."""
    return [{**event, "id": new_id(), "at": stamp(now)} for event in events]


def to_document(record: RunRecord) -> dict[str, Any]:
    """The run as it stands in its file."""
    return {"schema": SCHEMA, **record.to_dict(), "events": list(record.events)}


def from_document(run: str, document: Mapping[str, Any]) -> RunRecord:
    """The run in `document`, of schema `SCHEMA`. Raises `Damaged`.

    `run` is the name of its file: that is what a run is opened by, so a file copied by hand is a
    run of its own, whatever name stands in it.
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
    wrong = _wrong(tuple(map(type, head.values())))
    for name, allowed in _ALLOWED.items():
        if not wrong and head[name] not in allowed:
            wrong = name
    if not wrong and not all(type(s) in (int, float, NoneType) for s in head["scores"].values()):
        wrong = "scores"
    if wrong:
        raise Damaged(f"its “{wrong}” is not what it should be")
    return head


@cache
def _wrong(types: tuple[type, ...]) -> str:
    """Which part of a head is of another type; empty if none: thousands of heads are alike."""
    pairs = zip(_HEAD, types, strict=True)
    return next((name for name, each in pairs if each not in _OTHERS.get(name, (str,))), "")
