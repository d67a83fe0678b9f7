"""Paragraphs into sentences: enough to count them as a reader would."""

from __future__ import annotations

import re

_BREAK = re.compile(r"""(?<=[.!?])(?:["')\]]|\[[0-9,\s-]+\])*\s+(?=["'(\[]?[A-Z0-9α-ωµ])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:figs?|tables?|refs?|eqs?|e\.g|i\.e|vs|cf|ca|approx|dr|mr|mrs|ms|prof|st|no|nos|al|"
    r"inc|ltd|co|dept|vol|pp|spp|sp|var|etc|resp|temp|max|min|avg|hosp)|(?<![A-Za-z0-9/°])[A-Z])\.\Z",
    re.IGNORECASE,
)
# '39 °C.', '37 C.' and 'hepatitis C.' end in a letter that is no initial.
_LETTER_ENDS = re.compile(
    r"(?:[\d°]\s*[CF]|\b(?:hepatitis|vitamins?|types?|groups?|class|grade|stage|factor|amphotericin|protein)"
    r"\s[A-Z])\.\Z",
    re.IGNORECASE,
)
# 'et al. In 2015' starts a sentence as often as not; a name or number after 'Fig.' never does.
_MAY_END = re.compile(r"\b(?:etc|co|inc|ltd|al|min|max|no)\.\Z", re.IGNORECASE)

LONGEST = 1500
"""Characters of a sentence that are read: what is longer is a table or an attack."""


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of one paragraph."""
    every: list[str] = []
    begin = 0
    for match in _BREAK.finditer(paragraph):
        before = paragraph[max(begin, match.start() - 30) : match.start()].rstrip("\"')] ")
        if _ABBREVIATION.search(before) and not _ends(before, paragraph[match.end() :]):
            continue
        every.append(paragraph[begin : match.end()].strip())
        begin = match.end()
    if rest := paragraph[begin:].strip():
        every.append(rest)
    return tuple(every)


def _ends(before: str, after: str) -> bool:
    starts = re.match(r"(?:The|A|An|In|On|He|She|They|We|His|Her|This|After|It)\b", after)
    return bool(_LETTER_ENDS.search(before) or (_MAY_END.search(before) and starts))
