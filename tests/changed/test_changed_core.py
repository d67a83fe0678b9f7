"""Any stored run against any later version of its case, in the pure core."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.changed.edits import SHIPPED, SMALL, data_of, edited, loaded
from tests.changed.held import assert_session_told, assert_told, assert_unchanged_fits
from tests.changed.plays import random_run, random_session
from trainer.case.compiled import Case


def case_of(data: dict[str, object], path: Path = SMALL) -> Case | None:
    scenario = loaded(data, path).scenario
    return None if scenario is None else Case.of(scenario)


@pytest.mark.parametrize(
    ("path", "edits", "runs"), [(SMALL, 100, 3), (SHIPPED, 5, 2)], ids=["small", "shipped"]
)
def test_any_run_is_told_in_any_later_version(path: Path, edits: int, runs: int) -> None:
    data = data_of(path)
    old = case_of(data, path)
    assert old is not None
    told = 0
    for seed in range(edits):
        dice = random.Random(seed)
        new = case_of(edited(data, dice, dice.randrange(1, 5)), path)
        for _ in range(runs if new is not None else 0):
            assert new is not None
            events = random_run(old, dice)
            assert_unchanged_fits(old, events)
            assert_told(new, events, dice)
            assert_session_told(new, random_session(old, dice), dice)
            told += 1
    assert told > edits * runs / 4
