"""Events of runs as a table for a spreadsheet: a line each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from trainer.files.spreadsheet import safe_cell
from trainer.store.records import RunRecord

_OF_RUN = ("run", "scenario", "scenario_version", "learner", "learner_id", "mode")
_OF_EVENT = ("number", "id", "at", "kind")


def event_table(records: Iterable[RunRecord]) -> str:
    """CSV of all events: first the run's columns, then the event's, then what kinds have of their
    own, in the order in which they come.

    Several values in a cell are parted by semicolons; what has parts is JSON. Times are ISO 8601 in
    UTC, and empty where an older version did not note them.
    """
    records = list(records)
    events = [(r, n, e) for r in records for n, e in enumerate(r.events, 1)]
    own = list(dict.fromkeys(key for _, _, e in events for key in e if key not in _OF_EVENT))
    text = io.StringIO()
    writer = csv.writer(text)
    # An event of another version may have a key called as one of the run's.
    writer.writerow([*_OF_RUN, *_OF_EVENT, *(f"event_{k}" if k in _OF_RUN else k for k in own)])
    for record, number, event in events:
        first = (getattr(record, name) for name in _OF_RUN)
        rest = (event.get(key) for key in (*_OF_EVENT[1:], *own))
        writer.writerow(map(_cell, (*first, number, *rest)))
    return text.getvalue()


def _cell(value: Any) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(v, str | int | float) for v in value):
        return safe_cell("; ".join(map(str, value)))
    if isinstance(value, list | dict):
        return safe_cell(json.dumps(value, ensure_ascii=False))
    return safe_cell(value)
