"""Which clinicians have reviewed a case, in a sentence or two that are shown before play."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Scenario
from trainer.case.reviewed import changed_since
from trainer.counting import some

NOBODY = "No clinician has reviewed this case: its judgements are its author's."


def trust(scenario: Scenario) -> str:
    """Who reviewed the case, and how many questions have not changed since; or that nobody did."""
    return " ".join(_reviews(scenario)) or NOBODY


def _reviews(scenario: Scenario) -> Iterator[str]:
    total = len(scenario.decisions)
    for review in scenario.review:
        if review.verdict == "open":
            continue
        demand = ", who wants changes" if review.verdict == "changes-wanted" else ""
        reviewer = f"{review.by}, {review.date}{demand}"
        if not review.questions:
            yield f"Reviewed by {reviewer}; what was changed after that is not known."
            continue
        changed = len(changed_since(review, scenario.decisions))
        same = len(review.questions) - changed
        text = f"{same} of {some(total, 'question')} reviewed as they stand, by {reviewer}"
        yield f"{text}; {changed} changed since." if changed else f"{text}."
