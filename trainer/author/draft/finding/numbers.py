"""Numbers in words, as reports write days with them."""

from __future__ import annotations

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen")  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90}  # fmt: skip
_ODD = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}

CARDINALS: dict[str, int] = {word: n for n, word in enumerate(_ONES) if n}
ORDINALS: dict[str, int] = dict(_ODD)
for _word, _n in list(CARDINALS.items()):
    if _n not in _ODD.values():
        ORDINALS[_word + "th"] = _n
for _ten, _n in _TENS.items():
    CARDINALS[_ten] = _n
    ORDINALS[_ten[:-1] + "ieth"] = _n
    for _i in range(1, 10):
        for _gap in ("-", " "):
            CARDINALS[f"{_ten}{_gap}{_ONES[_i]}"] = _n + _i
            ordinal = next(w for w, v in ORDINALS.items() if v == _i)
            ORDINALS[f"{_ten}{_gap}{ordinal}"] = _n + _i


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted((w.replace(" ", r"\ ") for w in words), key=len, reverse=True))


COUNT = rf"(?:[0-9]{{1,4}}(?![0-9.,]*[0-9])|{_any_of(CARDINALS)})"
"""A pattern for a whole number in digits or words."""

CARDINAL = rf"(?:{COUNT}|an?)"
"""As ``COUNT``, and 'a' is one."""

ORDINAL = rf"(?:[0-9]{{1,3}}\s?\^?(?:st|nd|rd|th)|{_any_of(ORDINALS)})"
"""A pattern for an ordinal: '8th', 'twenty-second'."""


def number(text: str) -> int:
    """The number that ``CARDINAL`` or ``ORDINAL`` matched. Raises ``KeyError`` for other text."""
    text = text.strip().casefold()
    digits = text.rstrip("stndrh^ ")
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if text in ("a", "an"):
        return 1
    return CARDINALS[text] if text in CARDINALS else ORDINALS[text]
