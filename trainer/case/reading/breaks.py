"""Where lines end: as editors count them, whatever YAML 1.1 takes for a break.

Editors break a line at a line feed, a carriage return or both. libyaml also takes U+0085, U+2028
and U+2029 for the end of a line, which come with text copied from the web and show nowhere: YAML
1.2 has no such breaks, so they are read as spaces.
"""

from __future__ import annotations

SEPARATORS = "\x85\u2028\u2029"


def plain_breaks(text: str) -> str:
    """``text`` with a line feed at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unbroken(text: str) -> str:
    """``text`` with a space for each character that only looks like the end of a line to libyaml.

    Each keeps its line and column.
    """
    for separator in SEPARATORS:
        text = text.replace(separator, " ")
    return text
