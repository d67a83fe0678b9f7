"""Strict YAML for people: plain where it cannot be misread, in quotes where it could be.

No anchors, no tags; what a reader of YAML 1.1 would take for a number, a time or a yes is quoted.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal

from trainer.case.reading.yaml12 import resolve

Value = str | int | Decimal | bool | Sequence[str]

WIDTH = 110
_PLAIN = re.compile(r"[^\W\d_][\w ./()'+%°-]*(?:(?<! )[;,:!?](?=\S)[\w ./()'+%°-]*)*\Z")
_WORDS_OF_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def scalar(value: str | int | Decimal | bool, *, flow: bool = False) -> str:
    """One value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    plain = (
        bool(_PLAIN.match(value))
        and value == value.strip()
        and value.casefold() not in _WORDS_OF_1_1
        and isinstance(resolve(value), str)
        and not value.endswith((":", "-"))
        and not (flow and re.search(r"[,:!?]", value))
    )
    return value if plain else json.dumps(value, ensure_ascii=False)


def flow(pairs: Mapping[str, Value | None]) -> str:
    """A mapping on one line, as ``{id: a, day: 3}``; what is None is left out."""
    parts = []
    for key, value in pairs.items():
        if value is None:
            continue
        if isinstance(value, Sequence) and not isinstance(value, str):
            parts.append(f"{key}: [{', '.join(scalar(v, flow=True) for v in value)}]")
        else:
            parts.append(f"{key}: {scalar(value, flow=True)}")
    return "{" + ", ".join(parts) + "}"


def pair(key: str, value: Value | None, indent: int = 0) -> list[str]:
    """``key: value``; a long text is folded below its key. Nothing for None."""
    if value is None:
        return []
    gap = " " * indent
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{gap}{key}: [{', '.join(scalar(v, flow=True) for v in value)}]"]
    one = f"{gap}{key}: {scalar(value)}"
    if len(one) <= WIDTH or not isinstance(value, str) or value != " ".join(value.split()):
        return [one]
    wrapped = textwrap.wrap(
        value, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False
    )
    return [f"{gap}{key}: >-", *(f"{gap}  {line}" for line in wrapped)]


def note(text: str, indent: int = 0) -> list[str]:
    """A comment, wrapped."""
    gap = " " * indent + "# "
    return [gap + line for line in textwrap.wrap(text, WIDTH - len(gap), break_on_hyphens=False)]


def number_or_text(printed: str) -> Decimal | str:
    """A number written bare if reading it keeps every digit, else its text."""
    value = resolve(printed)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and str(value) == printed:
        return Decimal(printed)
    return printed
