"""A session as one HTML file that needs nothing beside it."""

from __future__ import annotations

from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.debrief import AXES
from trainer.presentation.blocks.round import GroupSummary
from trainer.presentation.blocks.verdict import REPORTED
from trainer.presentation.html import page
from trainer.presentation.words import cites, score_text
from trainer.scoring.stored import axis_title


def html(told: GroupSummary) -> str:
    """The report of a session."""
    return page(
        "session.html", told=told, words=words, axes=AXES, reported=REPORTED, cites=cites,
        score_text=score_text, axis_title=axis_title,
    )  # fmt: skip
