"""What lets a phone into a session."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or digit that is taken for another when read from a wall."""
CODE_LENGTH = 6


def new_code() -> str:
    """A random code of six characters: 32 to the power of 6, about a thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
