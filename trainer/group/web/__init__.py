"""The page on which phones vote: off by default, and unable to lead the session.

``Server`` serves it and ``qr`` draws the QR code of its address; both need the extra ``group``.
"""

from __future__ import annotations

try:
    from trainer.group.web.qr import qr, wifi
    from trainer.group.web.server import Server
except ModuleNotFoundError as missing:
    if missing.name not in ("aiohttp", "segno"):
        raise
    raise ModuleNotFoundError(
        "The page for phones needs two more packages: pip install 'case-trainer[group]'"
        " (in a checkout: pip install -e '.[group]').",
        name=missing.name,
    ) from None

__all__ = ["Server", "qr", "wifi"]
