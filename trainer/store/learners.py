"""Who plays: an id that says nothing of a person, and the name that labels it."""

from __future__ import annotations

import contextlib

from trainer.store.errors import CannotRead
from trainer.store.records import new_id
from trainer.store.runs import RunStore
from trainer.store.settings import Settings


def known_id(store: RunStore, name: str) -> str | None:
    """The id that `name` labels: the settings' or, where those were lost, its last run's.

    None before the first run. Raises `CannotRead`.
    """
    kept = Settings(store.folder).get(_key(name))
    if isinstance(kept, str):
        return kept
    return next((r.learner_id for r in store.summaries(learner=name).runs if r.learner_id), None)


def learner_id(store: RunStore, name: str) -> str:
    """The id that `name` labels, from its first run on; of this sitting, if it cannot be kept."""
    known = None
    with contextlib.suppress(CannotRead):  # play goes on in memory, too
        known = known_id(store, name)
    return Settings(store.folder).put_first(_key(name), known or new_id())


def _key(name: str) -> str:
    return f"learner {name}"
