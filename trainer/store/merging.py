"""Merging runs from elsewhere: no event is lost, and merging again changes nothing.

Events are only ever appended to a run. So one of two copies of a run continues the other, or both
were continued and have diverged; then both are kept. Each run is written in one step, so an
interrupted merge is completed by repeating it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from trainer.errors import BrokenRun, CannotRead, NewerSchema, RunLocked
from trainer.store.errors import Damaged
from trainer.store.incoming import Incoming, incoming, review_files
from trainer.store.records import RunRecord
from trainer.store.reviews import ReviewStore
from trainer.store.runs import RunStore

Outcome = Literal["added", "continued", "known", "apart"]
"""A run that is new here; one continued elsewhere; one with nothing new; one continued both here
and elsewhere, kept as a second run."""


@dataclass(slots=True)
class Merged:
    """The result of a merge: the runs by outcome, and why others were not merged."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    apart: list[str] = field(default_factory=list)
    """The names of diverged runs, kept beside ours."""
    problems: list[str] = field(default_factory=list)
    reviews: int = 0
    """The number of review answers that were new here."""


def merge_file(store: RunStore, source: Path, learner: str | None = None) -> Merged:
    """Merge the runs and reviews of a file or a folder: see ``merge``."""
    merged = merge(store, incoming(source), learner)
    merge_reviews(store, review_files(source), merged, learner)
    return merged


def merge(store: RunStore, runs: Iterable[Incoming], learner: str | None = None) -> Merged:
    """Merge ``runs`` into ``store``; with ``learner``, under that learner's name and id.

    Raises ``CannotSave`` if the disk refuses; runs merged before stay.
    """
    merged = Merged()
    label = {"learner": learner, "learner_id": store.learner_id(learner)} if learner else {}
    for each in runs:
        if each.record is None:
            merged.problems.append(each.problem)
            continue
        record = replace(each.record, **label)  # type: ignore[arg-type]
        try:
            outcome, name = bring_in(store, record)
        except (RunLocked, CannotRead, NewerSchema) as error:
            merged.problems.append(f"{record.run} was skipped: {error}")
            continue
        merged.counts[outcome] += 1
        if outcome == "apart":
            merged.apart.append(name)
    return merged


def merge_reviews(
    store: RunStore, files: Iterable[tuple[str, bytes]], merged: Merged, learner: str | None = None
) -> None:
    """Merge the reviews in ``files`` (name and content), counting them in ``merged``.

    Raises ``CannotSave``.
    """
    reviews = ReviewStore(store.folder)
    for name, content in files:
        try:
            merged.reviews += reviews.bring_in(content, learner)
        except (Damaged, NewerSchema) as error:
            merged.problems.append(f"The reviews in {name} were skipped: {error}")


def bring_in(store: RunStore, record: RunRecord) -> tuple[Outcome, str]:
    """Merge one run; its outcome, and its name here.

    Raises ``RunLocked``, ``CannotSave``, or an error of ``RunStore.open``.
    """
    if opened := store.create(record):
        opened.close()
        return "added", record.run
    try:
        run = store.open(record.run)
    except BrokenRun:
        store.set_aside(record.run)
        return bring_in(store, record)
    with closing(run):
        ours, theirs = run.record.events, record.events
        shared = min(len(ours), len(theirs))
        if ours[:shared] == theirs[:shared]:
            if len(theirs) <= len(ours):
                return "known", record.run
            run.save(replace(record, learner=run.record.learner, learner_id=run.record.learner_id))
            return "continued", record.run
    # Named for the first differing event: the name is the same whenever the run is merged again.
    parted = next(i for i in range(shared) if ours[i] != theirs[i])
    mark = hashlib.sha256(repr(theirs[parted]).encode()).hexdigest()[:6]
    outcome, name = bring_in(store, replace(record, run=f"{record.run[:140]}-{mark}"))
    return "apart" if outcome == "added" else outcome, name
