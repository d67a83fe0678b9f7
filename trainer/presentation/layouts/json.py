"""A debrief as JSON values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from trainer.case.compiled import Case
from trainer.case.model import Citation
from trainer.engine.state import State
from trainer.scoring.debrief import DecisionTold, debrief
from trainer.scoring.stored import SCORING
from trainer.store.records import RunSummary


def debrief_json(
    case: Case, state: State, record_summary: RunSummary | None, changed: Sequence[str] = ()
) -> dict[str, Any]:
    """The debrief of a run; ``record_summary`` says who played it, where there is a record."""
    told = debrief(case, state, changed)
    head = record_summary
    return {
        "run": head and head.run,
        "scenario": case.scenario.id,
        "scenario_version": case.scenario.version,
        "title": told.title,
        "status": "finished" if told.finished else "playing",
        "day": told.day,
        "mode": head and head.mode,
        "learner": head and head.learner,
        "axes": {name: axis.to_dict() for name, axis in told.axes.items()},
        "scoring": SCORING,
        "weights_note": told.weights_note,
        "decisions": [_decision(d) for d in told.decisions],
        "timeline": _plain(told.timeline),
        "missed": _plain(told.missed),
        "source_notes": _plain(told.source_notes),
        "follow_up": _plain(told.follow_up),
        "learning_points": _plain(told.learning_points),
        "sources": _plain(told.sources),
        "review": _plain(told.review),
        "takeaway": told.takeaway,
        "played_version": head and head.scenario_version,
        "scores_when_finished": head and (dict(head.scores) or None),
        "scoring_when_finished": head and head.scoring,
        "changed": list(told.changed),
    }


def _decision(asked: DecisionTold) -> dict[str, Any]:
    values: dict[str, Any] = _plain(asked)
    parts = values.pop("explained")
    del values["answer_label"]
    options = [p for p in parts if p["id"] and not p["label"]]
    values["options"] = [_without(p, "figures", "label") for p in options]
    elements = [p for p in parts if p["id"] and p["label"]]
    values["elements"] = [{n: p[n] for n in ("id", "label", "text", "picked")} for p in elements]
    told = ("why", "hindsight", "cite", "hindsight_cite")
    numbers = [p["figures"] | {name: p[name] for name in told} for p in parts if p["figures"]]
    values["estimate"] = numbers[0] if numbers else None
    return values


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Citation | Decimal):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(v) for name, v in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(v) for v in value]
    return value
