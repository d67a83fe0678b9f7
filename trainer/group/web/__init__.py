"""The page on which phones vote: off unless asked for, and without any control of the session.

``serve`` puts it up and ``qr`` draws its address; both need the extra ``group``.
"""

from __future__ import annotations

from trainer.group.web.qr import qr, wifi
from trainer.group.web.server import Server

serve = Server

__all__ = ["Server", "qr", "serve", "wifi"]
