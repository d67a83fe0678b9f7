"""exhausting, overlapping or unordered options

Of two options that rule each other out and leave nothing between, one is right and all others are dead; overlapping numbers make two right, and numbers in no order cost reading time that measures nothing (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).

  How long would you give an antibiotic for her cough?
-   5 to 7 days
+   4 to 6 days
    *7 to 10 days
    11 to 14 days
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf, nextafter

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item

_NOT = frozenset(("no", "not", "don't", "dont", "without", "non", "never"))
_FILL = frozenset(("do", "does", "the", "a", "an", "any", "with", "is", "are"))
_OPPOSITES = (
    {"yes", "no"}, {"present", "absent"}, {"positive", "negative"}, {"true", "false"},
    {"benign", "malignant"}, {"operable", "inoperable"}, {"possible", "impossible"},
)  # fmt: skip

# '1,000' is a thousand and '0,5' a half.
_GROUPED = r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_NUMBER = rf"(?:{_GROUPED}|-?\d+(?:[.,]\d+)?)"
_RANGE = re.compile(
    rf"(?:about|around|approximately|roughly|ca\.?)?\s*"
    r"(?P<sign><=|>=|<|>|≤|≥|less than|more than|fewer than|under|over|above|below|at least|at most|up to)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<unit1>%)?(?:\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?\s*"
    r"(?P<more>or more|or less|and more|and above|or above|or below)?\s*(?P<unit>[^\W\d_]*[\w/%µμ]*|%)(?P<more2> or more| or less)?\W*",
    re.IGNORECASE,
)
_DOWN = ("<", "≤", "less", "fewer", "under", "below", "at most", "up to", "or less", "or below")
_WITHOUT = ("<", ">", "less than", "more than", "fewer than", "under", "over", "above", "below")


def check(subject: Subject) -> Hits:
    for item in subject.items:
        if len(item.texts) > 2:
            yield from _exhausting(item)
        ranges = _ranges(item)
        if len({unit for _, _, unit in ranges}) == 1:
            yield from _numbers(item, [(low, high) for low, high, _ in ranges])


def _exhausting(item: Item) -> Hits:
    words = [frozenset(_split(tokens)) - _FILL for tokens in item.tokens]
    for one, two in combinations(range(len(words)), 2):
        differ = words[one] ^ words[two]
        negated = len(differ) == 1 and differ <= _NOT and words[one] & words[two]
        if negated or differ in _OPPOSITES:
            message = (
                f"either this or '{item.texts[one]}' must be so: no other option can be right."
            )
            advice = "Ask it with these two alone, or make one of them another plan."
            yield Hit(item.place(two), message, advice)


def _split(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        if token.startswith("non-"):
            yield "non"
        yield token.removeprefix("non-").replace("’", "'")


def _numbers(item: Item, ranges: Sequence[tuple[float, float]]) -> Hits:
    loc, in_order = (*item.loc, "options"), sorted(ranges)
    if ranges not in (in_order, in_order[::-1]):
        yield Hit(loc, "these numbers stand in no order.", "Order them by size.")
    for (_, high), (low, _) in pairwise(in_order):
        # Ranges that touch share a value; two single values never do.
        if low < high or (low == high and any(least != most for least, most in ranges)):
            advice = "Let each range end before the next begins."
            yield Hit(loc, f"these ranges overlap at {low:g}.", advice)
            return


def _ranges(item: Item) -> list[tuple[float, float, str]]:
    """What the options say, if all are nothing but numbers or ranges."""
    ranges = []
    for text in item.texts:
        if (said := _range(text)) is None:
            return []
        ranges.append(said)
    return ranges


def _range(text: str) -> tuple[float, float, str] | None:
    """What an option says if it is nothing but a number or a range: its ends, and its unit."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    sign = (match["sign"] or match["more"] or match["more2"] or "").strip().lower()
    if sign:
        to = -inf if sign.startswith(_DOWN) else inf
        # 'More than 7' begins after 7.
        edge = nextafter(low, to) if sign in _WITHOUT else low
        low, high = edge, to
    unit = (match["unit"] or match["unit1"] or "").lower()
    # 'a day' and '7 days': the unit of one is that of many.
    return min(low, high), max(low, high), unit.removesuffix("s")


def _number(printed: str) -> float:
    return float(printed.replace(",", "" if re.fullmatch(_GROUPED, printed) else "."))
