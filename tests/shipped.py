"""A case file, read once for all tests that only look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import Loaded, load


@cache
def shipped_file(path: Path) -> Loaded:
    """A file that has no error, as a run begins with it."""
    file = load(path)
    assert file.scenario is not None
    return file


@cache
def shipped(path: Path) -> Case:
    """The case of a file that has no error."""
    return Case.of_file(shipped_file(path))
