"""control character

An escape sequence in a text could drive the terminal it is shown on, and a mark that turns the direction of writing hides what stands there.

- title: "A cough\\e[2J"
+ title: A cough that stays
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject

# A mark that reverses the direction of text can make a line read as something else.
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

# How one gets into a text: by an escape, or as it is, of which YAML lets in these alone.
_ESCAPE = re.compile(r"\\[0abtvfeNrxuU]")
_AS_IT_IS = "\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def check(subject: Subject) -> Hits:
    text = subject.text
    if text and not _ESCAPE.search(text) and not any(mark in text for mark in _AS_IT_IS):
        return
    for loc, string in _strings(subject.data, ()):
        if match := _CONTROL.search(string):
            message = f"a control character (U+{ord(match[0]):04X}) in the text."
            yield Hit(loc, message, "Remove it, or write it in words.")


def _strings(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key, loc)
            yield from _strings(item, (*loc, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*loc, i))
