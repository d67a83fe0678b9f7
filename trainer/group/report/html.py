"""A session as one HTML file that needs nothing beside it."""

from __future__ import annotations

from trainer.group.report import words
from trainer.group.summary import GroupSummary
from trainer.presentation.html import page
from trainer.report.debrief_blocks import AXES, REPORTED
from trainer.report.words import cites


def html(told: GroupSummary) -> str:
    """The report of a session."""
    return page("session.html", told=told, words=words, axes=AXES, reported=REPORTED, cites=cites)
