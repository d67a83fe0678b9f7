"""A session as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from trainer.presentation.blocks.round import GroupSummary


def as_json(told: GroupSummary) -> str:
    """Everything of the summary; changes as a list of from, to and count."""
    values: dict[str, Any] = asdict(told)
    for row, plain in zip(told.decisions, values["decisions"], strict=True):
        plain["changes"] = [{"from": a, "to": b, "count": n} for (a, b), n in row.changes.items()]
        plain["cite"] = [str(c) for c in row.cite]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
