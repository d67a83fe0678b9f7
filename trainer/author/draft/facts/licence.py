"""Find the licence of an article, and what it means for a scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.author.draft.article.text import tidy
from trainer.files.lists import words_in

RESERVED = "All rights reserved"
# In the order of a licence's name: a pattern for each condition as printed, and its meaning.
_CONDITIONS = {
    "NC": (r"\bNC\b|NON-?COMM", "does not allow commercial use of what is taken from it."),
    "SA": (r"\bSA\b|SHARE-?ALIKE", "asks that adapted material carries the same licence."),
    "ND": (r"\bND\b|NO-?DERIV", "does not allow adapted material of the article to be shared."),
}
_STRICTEST = ("ND", "NC", "SA")


def licence_of(rights: Sequence[str]) -> str:
    """The licence that ``rights`` (addresses and statements) name; of several, the strictest.

    Empty if they name none.
    """
    names = [
        _name(match)
        for text in map(tidy, rights)
        for pattern in words_in(__file__, "lists/licences.txt")
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    if names:
        return max(names, key=lambda name: (*(part in name for part in _STRICTEST), len(name)))
    reserved = any(re.search(r"\ball rights reserved\b", t, re.IGNORECASE) for t in rights)
    return RESERVED if reserved else ""


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if zero := groups.get("zero"):
        return "Public domain" if zero.casefold() == "mark" else "CC0 1.0"
    printed = re.sub(r"[\s-]+", "-", groups["parts"].upper())
    parts = [part for part, (pattern, _) in _CONDITIONS.items() if re.search(pattern, printed)]
    name = "-".join(["CC BY", *parts])
    return f"{name} {groups['version']}" if groups["version"] else name


FACTS = (
    "Facts and figures may be restated in your own words and cited; do not copy its sentences,"
    " the layout of its tables or its images."
)


def meaning(licence: str) -> tuple[str, ...]:
    """What an author must know, one sentence each; empty for a licence without limits."""
    if not licence:
        return ("No licence was found in the file: take the article as all rights reserved until"
                " you have looked it up.", FACTS)  # fmt: skip
    if licence == RESERVED:
        return ("The article says that all rights are reserved.", FACTS)
    limits = [f"{licence} {_CONDITIONS[part][1]}" for part in _STRICTEST if part in licence]
    return (*limits, FACTS) if limits else ()
