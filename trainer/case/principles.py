"""The principles that a case's questions may name."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.model import Scenario
from trainer.files.lists import pairs_in


def shared_principles() -> Mapping[str, str]:
    """The text of each principle in the shared list, by id."""
    return pairs_in(__file__, "principles.txt")


def principles_of(scenario: Scenario) -> Mapping[str, str]:
    """The shared principles and the case's own, by id; a case cannot reword a shared one."""
    return {**{p.id: p.text for p in scenario.principles}, **shared_principles()}
