"""What a review was of: the file without its reviews, as a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def reviewed_hash(data: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of what a file says, its reviews left out.

    ``data`` is the file as plain data: comments, layout and the order of keys do not matter.
    """
    rest = {key: value for key, value in data.items() if key != "review"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
