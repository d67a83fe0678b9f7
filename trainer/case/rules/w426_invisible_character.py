"""A character that nobody sees: a line separator, a space without width, a soft hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.reading.text import SEPARATORS
from trainer.case.rules.base import Hit, Rule, Subject

# Joiners (U+200C, U+200D) and marks of direction are part of how some languages are written.
_NAMES = {
    **dict.fromkeys(SEPARATORS, "line separator"),
    **dict.fromkeys("\u200b\u2060\ufeff\u180e", "space without width"),
    "\u00ad": "soft hyphen",
}
_ADVICE = {
    "line separator": "Put a space or an ordinary line break in its place.",
    "space without width": "Remove it.",
    "soft hyphen": "Remove it, or write an ordinary hyphen.",
}


def _check(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    found = "".join(sign for sign in _NAMES if sign in text)
    if not found:
        return
    signs = re.compile(f"[{found}]")
    for number, line in enumerate(text.split("\n")):
        if sign := signs.search(line):
            name = _NAMES[sign[0]]
            said = f"an invisible {name} (U+{ord(sign[0]):04X})"
            yield Hit((), f"{said}.", _ADVICE[name], line=number, column=sign.start())


RULE = Rule(
    "W426",
    "warning",
    "invisible character",
    _check,
    reason="It comes with text copied from the web or a PDF and shows in no editor. Words with a soft hyphen or a space without width in them are not found by searching; a line separator (U+0085, U+2028, U+2029) ends a line for some readers of YAML and not for others, so that the rest of a comment is taken for a key.",
    bad="title: A cough\u200b that stays\n",
    good="title: A cough that stays\n",
)
