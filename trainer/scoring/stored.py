"""Stored scores and axes in words, without loading the rules: for lists of runs."""

from __future__ import annotations

from collections.abc import Mapping

SCORING = 2
"""The version of the scoring rules; a stored run names the one by which it was scored."""


def axis_title(name: str) -> str:
    """The name of an axis for people: ``As reported``."""
    return name.replace("_", " ").capitalize()


def stored_scores(scores: Mapping[str, float | None], rules: int | None, *names: str) -> str:
    """Stored scores in words, such as ``soundness 81, as reported 100``; empty if there are none.

    ``names`` selects some axes. If ``rules`` is not the present version, the text names it.
    """
    parts = [
        f"{axis_title(name).lower()} {score:.0f}"
        for name in names or scores
        if (score := scores.get(name)) is not None
    ]
    older = f" by version {rules} of the rules" if rules not in (None, SCORING) else ""
    return ", ".join(parts) + older if parts else ""
