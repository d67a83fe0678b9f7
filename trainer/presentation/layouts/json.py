"""A debrief as JSON values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from trainer.case.compiled import Case
from trainer.case.model import Citation
from trainer.engine.state import State
from trainer.scoring.debrief import QuestionResult, debrief
from trainer.scoring.stored import SCORING
from trainer.store.records import RunSummary

_REASONS = ("why", "hindsight", "cite", "hindsight_cite")


def debrief_json(
    case: Case,
    state: State,
    summary: RunSummary | None,
    changed: Sequence[str] = (),
    first: State | None = None,
) -> dict[str, Any]:
    """The debrief of a run; ``summary`` is its record on disk, None if it has none."""
    data = debrief(case, state, changed, first)
    values: dict[str, Any] = _plain(replace(data, decisions=()))
    finished = values.pop("finished")
    del values["decisions"]
    return values | {
        "run": summary and summary.run,
        "scenario": case.scenario.id,
        "scenario_version": case.scenario.version,
        "status": "finished" if finished else "playing",
        "mode": summary and summary.mode,
        "learner": summary and summary.learner,
        "axes": {name: axis.to_dict() for name, axis in data.axes.items()},
        "scoring": SCORING,
        "decisions": list(map(_decision, data.decisions)),
        "played_version": summary and summary.scenario_version,
        "scores_when_finished": summary and (dict(summary.scores) or None),
        "scoring_when_finished": summary and summary.scoring,
    }


def _decision(result: QuestionResult) -> dict[str, Any]:
    question, answer, may_show = result.question, result.answer, result.told
    parts = _plain(result.explained)
    numbers = [
        part["figures"] | {name: part[name] for name in _REASONS}
        for part in parts
        if part["figures"]
    ]
    elements = [p for p in parts if p["id"] and p["label"]]
    return {
        **{name: getattr(question, name) for name in ("id", "title", "day", "prompt", "kind")},
        "passed": answer is None,
        "chosen": list(question.in_words(answer)) if answer else [],
        "confidence": answer and answer.confidence,
        "reason": answer.reason if answer else "",
        "hints": result.hints,
        "told": may_show,
        # Hidden before the verdict: that the report has no answer would reveal part of the key.
        "has_reported_answer": question.has_reported_answer if may_show else None,
        "answer": question.answer.text if may_show else None,
        "answer_cite": _plain(question.answer.cite) if may_show else [],
        "mark": result.mark,
        "options": [
            _without(p, "figures", "label", "word") for p in parts if p["id"] and not p["label"]
        ],
        "elements": [{n: p[n] for n in ("id", "label", "text", "picked")} for p in elements],
        "estimate": numbers[0] if numbers else None,
    }


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
