"""Write strict YAML for people: quotes only where plain text could be misread.

No anchors, no tags; text that YAML 1.1 would read as a number, a time or a boolean is quoted.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from trainer.case.reading.yaml12 import resolve

SCHEMA_NAME = ".case-schema.json"
"""The schema's file, beside the scenario: the first line of a scenario names it."""

WIDTH = 110
_PLAIN = re.compile(r"[^\W\d_][\w ./()'+%°-]*(?:(?<! )[;,:!?](?=\S)[\w ./()'+%°-]*)*\Z")
_WORDS_OF_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def scenario_text(template: str, **values: Any) -> str:
    """A scenario file from ``values``; both templates extend ``scenario.jinja``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"scalar": scalar, "pair": pair, "schema": SCHEMA_NAME}
    environment.globals["note"] = lambda *words: "\n".join(note(*words))
    return environment.get_template(template).render(values)


def scalar(value: str | int | Decimal, *, flow: bool = False) -> str:
    """One value on one line."""
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


def flow(pairs: Mapping[str, str | int | Decimal | Sequence[str] | None]) -> str:
    """A mapping on one line, as ``{id: a, day: 3}``; keys with None are left out."""
    parts = []
    for key, value in pairs.items():
        if isinstance(value, str | int | Decimal):
            parts.append(f"{key}: {scalar(value, flow=True)}")
        elif value is not None:
            parts.append(f"{key}: [{', '.join(scalar(v, flow=True) for v in value)}]")
    return "{" + ", ".join(parts) + "}"


def pair(key: str, value: str, indent: int = 0) -> str:
    """``key: value``; a long text is folded below its key."""
    gap = " " * indent
    line = f"{gap}{key}: {scalar(value)}"
    if len(line) <= WIDTH or value != " ".join(value.split()):
        return line
    return "\n".join([f"{gap}{key}: >-", *_wrapped(value, f"{gap}  ", break_long_words=False)])


def note(text: str, indent: int = 0) -> list[str]:
    """The lines of a wrapped comment."""
    return _wrapped(text, " " * indent + "# ")


def _wrapped(text: str, gap: str, *, break_long_words: bool = True) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=gap, subsequent_indent=gap,
        break_long_words=break_long_words, break_on_hyphens=False,
    )  # fmt: skip


def number_or_text(printed: str) -> Decimal | str:
    """A number written bare if reading it keeps every digit, else its text."""
    value = resolve(printed)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and str(value) == printed:
        return Decimal(printed)
    return printed


def day_id(day: int) -> str:
    """A case day as the start of an id: d3, and m2 for two days before admission."""
    return f"d{day}" if day >= 0 else f"m{-day}"
