"""invisible character

It comes with text copied from the web or a PDF and shows in no editor. Words with a soft hyphen or a space without width in them are not found by searching; a line separator (U+0085, U+2028, U+2029) ends a line for some readers of YAML and not for others, so that the rest of a comment is taken for a key.

- title: A cough\u200b that stays
+ title: A cough that stays
"""

from __future__ import annotations

import re

from trainer.case.reading.text import SEPARATORS
from trainer.case.rules.base import Hit, Hits, Subject, in_text

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
_INVISIBLE = re.compile(f"([{''.join(_NAMES)}]).*")  # the first of each line


def check(subject: Subject) -> Hits:
    # To look for each alone takes a tenth of what it takes to look for any.
    text = subject.text if any(character in subject.text for character in _NAMES) else ""
    for match, line, column in in_text(_INVISIBLE, text):
        name = _NAMES[match[1]]
        message = f"an invisible {name} (U+{ord(match[1]):04X})."
        yield Hit((), message, _ADVICE[name], line=line, column=column)
