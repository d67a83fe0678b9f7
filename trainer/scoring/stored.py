"""Scores as a run keeps them, and what their axes are called: light, for lists of runs."""

from __future__ import annotations

from collections.abc import Mapping

SCORING = 2
"""The version of the rules; a stored run says by which it was scored, and can be scored again."""


def axis_title(name: str) -> str:
    """The name of an axis for people: ``As reported``."""
    return name.replace("_", " ").capitalize()


def stored_scores(scores: Mapping[str, float | None], rules: int | None, *names: str) -> str:
    """Scores as they were stored: ``soundness 81, as reported 100``; ``names`` picks some of them.

    Those by older ``rules`` say so. Nothing if there are none.
    """
    scores_in_words = [
        f"{axis_title(name).lower()} {score:.0f}"
        for name in names or scores
        if (score := scores.get(name)) is not None
    ]
    older = f" by version {rules} of the rules" if rules not in (None, SCORING) else ""
    return ", ".join(scores_in_words) + older if scores_in_words else ""
