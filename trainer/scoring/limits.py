"""Limits that scores and figures share. It imports nothing, so that any module may use it."""

SURE = 70
"""The confidence, in per cent, from which an answer counts as sure."""
ENOUGH = 10
"""The fewest answers of which a figure is shown; fewer are only counted."""
