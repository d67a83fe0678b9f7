"""Control characters, which could drive a learner's terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Rule, Subject

# In bytes the whole of a file is looked through at once.
_PLAIN = b"\n" + bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
_SIGNS = tuple(
    map(
        re.compile,
        (b"\xc2[\x80-\x9f]", b"\xed[\xa0-\xbf]", b"\xe2\x80[\xaa-\xae]", b"\xe2\x81[\xa6-\xa9]"),
    )
)
# Marks that reverse the direction of text can make a line read as something else.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _check(subject: Subject) -> Iterator[Hit]:
    # Without a backslash for an escape, the file itself would have to hold such a character.
    text = subject.text.encode("utf-8", "surrogatepass")
    if (
        text
        and b"\\" not in text
        and not (text.translate(None, _PLAIN) or any(sign.search(text) for sign in _SIGNS))
    ):
        return
    yield from _strings(subject.data, ())


def _strings(value: Any, loc: Loc) -> Iterator[Hit]:
    if isinstance(value, str):
        if value.isprintable():
            return
        for c in value:
            if (c != "\n" and unicodedata.category(c) in ("Cc", "Cs")) or c in _DIRECTION:
                yield Hit(
                    loc, f"a control character (U+{ord(c):04X}) in the text.",
                    "Remove it, or write it in words.",
                )  # fmt: skip
                return
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key, loc)
            yield from _strings(item, (*loc, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*loc, i))


RULE = Rule(
    "R306",
    "error",
    "control character",
    _check,
    reason="An escape sequence in a text could drive the terminal it is shown on, and a mark that turns the direction of writing hides what stands there.",
    bad="""title: "A cough\\e[2J"
""",
    good="""title: A cough that stays
""",
)
