"""A case file, read once for all tests that only look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load


@cache
def shipped(path: Path) -> Case:
    """The case of a file that has no error."""
    scenario = load(path).scenario
    assert scenario is not None
    return Case.of(scenario)
