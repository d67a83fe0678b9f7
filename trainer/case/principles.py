"""The principles that questions of any case may name."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.model import Scenario
from trainer.files.lists import pairs_in


def shared_principles() -> Mapping[str, str]:
    """What each principle of the shared list says, by id."""
    return pairs_in(__file__, "principles.txt")


def principles_of(scenario: Scenario) -> Mapping[str, str]:
    """The shared principles and the case's own; its own words for a shared id do not count."""
    return {**{p.id: p.text for p in scenario.principles}, **shared_principles()}
