"""What lets a phone into a session: the code on the wall, then a token of its own."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or digit that is taken for another when read from a wall."""
CODE_LENGTH = 6
_TOKEN = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?\Z")
"""A token, or a ticket: a token with a seal."""
KEPT = 12 * 3600
"""Seconds a phone keeps its cookie: a session is over by then."""


def new_code() -> str:
    """A random code of six characters: 32 to the power of 6, about a thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """What the link in the picture carries: 128 random bits, in signs an address may have."""
    return secrets.token_urlsafe(16)


def is_code(code: str) -> bool:
    """Whether it could be a session's code."""
    return len(code) == CODE_LENGTH and all(c in ALPHABET for c in code)


def clean_code(typed: str) -> str:
    """A code as it was meant: without blanks and hyphens, in capitals."""
    return "".join(typed[:40].split()).replace("-", "").upper()


def new_token() -> str:
    """128 random bits in hexadecimal digits."""
    return secrets.token_hex(16)


def new_ticket(secret: str) -> str:
    """A token with a seal that only who knows the link's ``secret`` can make.

    A phone that comes by the link gets one, and is in once it brings it back: what fetches
    a link to show what is behind it never does, and takes none.
    """
    token = new_token()
    return token + _seal(secret, token)


def is_ticket(token: str, secret: str) -> bool:
    """Whether a token has the seal of ``secret``."""
    return bool(secret) and len(token) == 64 and same(token[32:], _seal(secret, token[:32]))


def _seal(secret: str, token: str) -> str:
    return hmac.digest(secret.encode(), token.encode(), "sha256").hex()[:32]


def participant_of(token: str) -> str:
    """What the session knows a token by; nothing for what cannot be a token."""
    return sha256(token.encode()).hexdigest() if _TOKEN.match(token) else ""


def cookie_name(session: str, kind: str = "seat") -> str:
    """The cookie of one session: that with a token, or another kind.

    Cookies do not tell ports apart: two sessions on one machine must not take each other's.
    """
    return f"{kind}_{sha256(session.encode()).hexdigest()[:12]}"


def token_in(cookies: str, name: str) -> str:
    """The value of one cookie in a ``Cookie`` header, or nothing."""
    for pair in cookies.split(";"):
        key, _, value = pair.partition("=")
        if key.strip() == name:
            return value.strip()
    return ""


def form_token(token: str) -> str:
    """What a form of this phone carries, so that no foreign page can send one in its name.

    Without script, and with referrers off, browsers name no origin for a form's own post.
    """
    return sha256(f"form {token}".encode()).hexdigest()[:32]


def same(sent: str, wanted: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), wanted.encode())
