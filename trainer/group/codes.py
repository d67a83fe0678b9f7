"""Codes and tokens: a phone joins by the code on the wall and then has a token of its own."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without letters and digits that are easily confused when read from a wall."""
CODE_LENGTH = 6
_TOKEN = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?\Z")
"""A token, or a ticket, which is a token with a seal."""
KEPT = 12 * 3600
"""Seconds for which a phone keeps its cookie: a session is over by then."""


def new_code() -> str:
    """A random code of six characters, one of 32 to the power of 6 (about a thousand million)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """The secret in the link of the QR code: 128 random bits, in characters that a URL allows."""
    return secrets.token_urlsafe(16)


def is_code(code: str) -> bool:
    """Whether ``code`` has the form of a session's code."""
    return len(code) == CODE_LENGTH and all(c in ALPHABET for c in code)


def clean_code(typed: str) -> str:
    """A typed code in its normal form: without spaces and hyphens, in capitals."""
    return "".join(typed[:40].split()).replace("-", "").upper()


def new_token() -> str:
    """A token: 128 random bits in hexadecimal digits."""
    return secrets.token_hex(16)


def new_ticket(secret: str) -> str:
    """A token with a seal, which can be made only with the link's ``secret``.

    A phone that opens the link gets a ticket, and joins once it sends the ticket back. A program
    that fetches a link to preview it never sends cookies back, and so takes no place.
    """
    token = new_token()
    return token + _seal(secret, token)


def is_ticket(token: str, secret: str) -> bool:
    """Whether ``token`` is a ticket sealed with ``secret``."""
    return bool(secret) and len(token) == 64 and same(token[32:], _seal(secret, token[:32]))


def _seal(secret: str, token: str) -> str:
    return hmac.digest(secret.encode(), token.encode(), "sha256").hex()[:32]


def participant_of(token: str) -> str:
    """The participant (hash) that a token stands for; empty if ``token`` is not a valid token."""
    return sha256(token.encode()).hexdigest() if _TOKEN.match(token) else ""


def cookie_name(session: str, kind: str = "seat") -> str:
    """The name of a session's cookie; ``kind`` "seat" is the one that holds the token.

    Browsers share cookies between ports: two sessions on one machine need different names.
    """
    return f"{kind}_{sha256(session.encode()).hexdigest()[:12]}"


def token_in(cookies: str, name: str) -> str:
    """The value of the cookie ``name`` in a ``Cookie`` header; empty if it is missing."""
    for pair in cookies.split(";"):
        key, _, value = pair.partition("=")
        if key.strip() == name:
            return value.strip()
    return ""


def form_token(token: str) -> str:
    """The token in a phone's forms, so that no foreign page can post a form in its name.

    It is needed because a browser without script and referrers sends no origin with a form's post.
    """
    return sha256(f"form {token}".encode()).hexdigest()[:32]


def same(sent: str, wanted: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), wanted.encode())
