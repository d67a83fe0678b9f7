"""Why something was not packed, installed or removed."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it says what happened
    """What is wrong, where, and what to do, in words for people. Nothing was changed."""
