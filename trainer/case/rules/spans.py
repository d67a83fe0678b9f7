"""Options that are numbers or ranges, as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf, nextafter

_NUMBER = r"-?\d+(?:,\d{3})*(?:[.,]\d+)?"
_SPAN = re.compile(
    rf"(?:about|around|approximately|roughly|ca\.?)?\s*"
    r"(?P<sign><=|>=|<|>|≤|≥|less than|more than|fewer than|under|over|above|below|at least|at most|up to)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<unit1>%)?(?:\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?\s*"
    r"(?P<more>or more|or less|and more|and above|or above|or below)?\s*(?P<unit>[^\W\d_]*[\w/%µμ]*|%)(?P<more2> or more| or less)?\W*",
    re.IGNORECASE,
)
_DOWN = ("<", "≤", "less", "fewer", "under", "below", "at most", "up to", "or less", "or below")
_WITHOUT = ("<", ">", "less than", "more than", "fewer than", "under", "over", "above", "below")


@dataclass(frozen=True, slots=True)
class Span:
    """From one number to another, the same for a single one; ``unit`` is the word after it."""

    low: float
    high: float
    unit: str


def span_of(text: str) -> Span | None:
    """What an option says if it says nothing but a number or a range."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    low = _number(found["low"])
    high = _number(found["high"]) if found["high"] else low
    sign = (found["sign"] or found["more"] or found["more2"] or "").strip().lower()
    if sign:
        to = -inf if sign.startswith(_DOWN) else inf
        # 'More than 7' begins after 7.
        edge = nextafter(low, to) if sign in _WITHOUT else low
        low, high = min(edge, to), max(edge, to)
    unit = (found["unit"] or found["unit1"] or "").lower()
    # 'a day' and '7 days': the unit of one is that of many.
    return Span(min(low, high), max(low, high), unit.removesuffix("s"))


def _number(printed: str) -> float:
    # '1,000' is a thousand and '0,5' a half.
    whole = re.sub(r"(?<=[1-9])(\d{0,2}),(?=\d{3})", r"\1", printed)
    return float(whole.replace(",", "."))
