"""Who plays: an id that says nothing of a person, and the name that labels it."""

from __future__ import annotations

import contextlib

from trainer.errors import CannotRead
from trainer.store.records import new_id
from trainer.store.runs import RunStore
from trainer.store.settings import Settings


def known_id(store: RunStore, name: str) -> str | None:
    """The id that `name` labels: the settings' or, where those were lost, its last run's.

    None before the first run, or where nothing can be read.
    """
    kept = Settings(store.folder).get(_key(name))
    if isinstance(kept, str):
        return kept
    with contextlib.suppress(CannotRead):
        runs = store.summaries(learner=name).runs
        return next((run.learner_id for run in runs if run.learner_id), None)
    return None


def learner_id(store: RunStore, name: str) -> str:
    """The id that `name` labels, from its first run on; of this sitting, if it cannot be kept."""
    return Settings(store.folder).put_first(_key(name), known_id(store, name) or new_id())


def _key(name: str) -> str:
    return f"learner {name}"
