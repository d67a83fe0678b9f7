"""Corrections of a scalar that cannot change what its author means."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic_core import ErrorDetails

_INT = re.compile(r"-?(0|[1-9][0-9]{0,8})\Z")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]+)?\Z")
_PLAIN = re.compile(r"[A-Za-z][\w ()/.-]*\Z")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_MISREAD = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))


def repair(error: ErrorDetails, written: str) -> str | None:
    """The YAML to put in the place of the scalar ``written``, if it is beyond doubt."""
    value: Any = error["input"]
    kind = error["type"]
    if kind == "string_type" and value is not None:
        return _quoted(written)
    if not isinstance(value, str):
        return None
    if kind == "number" or kind.startswith("int_"):
        form = _NUMBER if kind == "number" else _INT
        return value.strip() if form.match(value.strip()) else None
    if kind.startswith("bool_"):
        word = _bare(value)
        return "true" if word in _TRUE else "false" if word in _FALSE else None
    if kind == "literal_error":
        return _same_word(value, str((error.get("ctx") or {}).get("expected", "")))
    if kind in ("tuple_type", "list_type") and _PLAIN.match(value) and value == written:
        return f"[{value}]"
    return None


def _bare(word: str) -> str:
    """The word in lower case, without spaces and quotes that were taken for its letters."""
    return word.strip(" \u00a0\"'“”„‘’‚«»").casefold()


def _quoted(written: str) -> str:
    return json.dumps(written, ensure_ascii=False)


def _same_word(written: str, expected: str) -> str | None:
    for word in re.findall(r"'([^']*)'", expected):
        if _bare(written) == word.casefold():
            return _quoted(word) if word in _MISREAD else str(word)
    return None
