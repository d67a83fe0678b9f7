"""Patterns for numbers, in digits and in words, and for their units."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ONES = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_FIRSTS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _up_to_99(ones: str, ending: str) -> dict[str, int]:
    """The words for 1 to 99: ``ones`` are those below twenty, ``ending`` is that of the tens."""
    numbers = {word: n for n, word in enumerate(ones.split(), 1)}
    digits = list(numbers.items())[:9]
    for n, ten in enumerate(_TENS.split(), 2):
        numbers[ten.removesuffix("y") + ending] = 10 * n
        for gap in ("-", " "):
            numbers |= {f"{ten}{gap}{word}": 10 * n + digit for word, digit in digits}
    return numbers


CARDINALS = _up_to_99(_ONES, "y")
ORDINALS = _up_to_99(_FIRSTS, "ieth")


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted((w.replace(" ", r"\ ") for w in words), key=len, reverse=True))


COUNT = rf"(?:[0-9]{{1,4}}(?![0-9.,]*[0-9])|{_any_of(CARDINALS)})"
"""A pattern for a whole number in digits or words."""

CARDINAL = rf"(?:{COUNT}|an?)"
"""As ``COUNT``, but 'a' and 'an' also mean one."""

COMPARATOR = r"<=|>=|<|>|~"

THOUSANDS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
"""A pattern for a number with commas between its thousands."""

ORDINAL = rf"(?:[0-9]{{1,3}}\s?\^?(?:st|nd|rd|th)|{_any_of(ORDINALS)})"
"""A pattern for an ordinal: '8th', 'twenty-second'."""


def number(text: str) -> int | None:
    """The number that ``CARDINAL`` or ``ORDINAL`` matched; None for other text."""
    text = text.strip().casefold()
    digits = text.rstrip("stndrh^ ")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    return 1 if text in ("a", "an") else CARDINALS.get(text, ORDINALS.get(text))


def with_point(number: str) -> str:
    """``number`` without commas: one that does not part thousands is a decimal point."""
    return number.replace(",", "" if re.fullmatch(rf"[-+]?{THOUSANDS}", number) else ".")


def units_pattern(forms: Iterable[str]) -> str:
    """A pattern for printed units, the longest first, with the spaces that printers may set."""
    behind_a_power = ("/L", "/mL")
    return "|".join(map(_spelled, sorted({*forms, *behind_a_power}, key=len, reverse=True)))


def _spelled(form: str) -> str:
    escaped = re.escape(form).replace("u", "[uµ]")
    escaped = escaped.replace("/", r"\s?/\s?").replace("per", r"\s?per\s?")
    return re.sub("(H2O|Hg|FEU)", r"\\s?\1", escaped)
