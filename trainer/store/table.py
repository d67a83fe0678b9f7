"""Events of runs as a table for a spreadsheet, one line each."""

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
    """CSV of all events: the columns of the run, those of every event, then those of single kinds
    of event in the order of their first use.

    Values of a list are separated by semicolons; nested values are JSON. Times are ISO 8601 in UTC,
    and empty if an older version did not note them.
    """
    records = list(records)
    events = [(r, n, e) for r in records for n, e in enumerate(r.events, 1)]
    extra = list(dict.fromkeys(key for _, _, e in events for key in e if key not in _OF_EVENT))
    text = io.StringIO()
    writer = csv.writer(text)
    # A key of an event may have the name of a column of the run.
    writer.writerow([*_OF_RUN, *_OF_EVENT, *(f"event_{k}" if k in _OF_RUN else k for k in extra)])
    for record, number, event in events:
        first = (getattr(record, name) for name in _OF_RUN)
        rest = (event.get(key) for key in (*_OF_EVENT[1:], *extra))
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
