"""Which runs were played on a version of a case, and which of them still go on."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.packs.placing import InstalledCase
from trainer.store.records import RunSummary


def runs_on(case: InstalledCase, runs: Iterable[RunSummary]) -> list[RunSummary]:
    """The runs that were played on this version, or on a file with the same words."""
    head = case.head
    return [
        run
        for run in runs
        if run.scenario == case.id
        and (run.scenario_version == case.version or (head.ok and run.scenario_hash == head.hash))
    ]


def in_progress(case: InstalledCase, runs: Iterable[RunSummary]) -> list[RunSummary]:
    """Those of ``runs_on`` that are not finished."""
    return [run for run in runs_on(case, runs) if run.status == "playing"]
