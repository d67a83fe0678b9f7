"""The numbers of a text, each with its unit, for comparing two texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from trainer.author.draft.article.text import signed, tidy
from trainer.author.draft.facts.numbers import (
    CARDINALS,
    COMPARATOR,
    THOUSANDS,
    units_pattern,
    with_point,
)
from trainer.case.units.printed import printed_units, ucum_of
from trainer.case.units.scale import scale


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    ``unit`` is in UCUM, empty if none stands beside it. ``day`` is the day of its table column.
    """

    value: Decimal
    unit: str = ""
    printed: str = ""
    day: int | None = None
    comparator: str = ""


_REFERENCES = re.compile(r"\[[0-9,;\s-]+\]")
_LABELS = re.compile(
    r"\b(?:fig(?:ure)?s?|tables?|refs?|case|patient|panel|grade|stage|type|no)\.?\s?[0-9]+[a-z]?"
    r"(?:\s?(?:-|,|and)\s?[0-9]+[a-z]?)*\b",
    re.IGNORECASE,
)
# The parts of a coma scale: 'E1V2M5', 'M5/V2/E1'.
_COMA_SCALE = re.compile(r"\b(?:[EVM][1-6][/, ]{0,2}){3}(?![A-Za-z0-9])")


@cache
def _pattern() -> re.Pattern[str]:
    units = units_pattern(printed_units().keys() - {"in"})  # '3 in all'
    words = "|".join(sorted((w for w in CARDINALS if " " not in w), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![A-Za-z0-9.^_])(?<![A-Za-z]-)|(?<=\bBP)|(?<=\bHR)|(?<=\bRR)|(?<=\bQ))(?P<comparator>{COMPARATOR})?\s?"
        rf"(?P<number>{THOUSANDS}|[0-9]+(?:[.·,][0-9]+)?)"
        rf"(?:\s?(?:[×x*]\s?(?P<power>10\s?\^?\s?[0-9]{{1,2}}))?\s?-?(?P<unit>{units})(?![A-Za-z0-9^]))?"
        rf"|\b(?P<word>{words})\b",
        re.IGNORECASE,
    )


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of ``text`` in order, except labels ('Fig. 2') and reference marks."""
    cleaned = _COMA_SCALE.sub(lambda m: re.sub(r"(?=[0-9])", " ", m[0]), signed(tidy(text)))
    return tuple(_numbers(_LABELS.sub(" ", _REFERENCES.sub(" ", cleaned))))


_SPAN = re.compile(r"\s?(?:/|-|to|and)\s?")


def _numbers(text: str) -> Iterator[Number]:
    matches = list(_pattern().finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        if match["word"]:
            yield Number(Decimal(CARDINALS[match["word"].casefold()]), "", match["word"])
            continue
        value = Decimal(with_point(match["number"].replace("·", ".")))
        unit = _unit(match)
        if not unit and following and _SPAN.fullmatch(text[match.end() : following.start()]):
            unit = _unit(following)  # '110/68 mmHg', '4 to 6 L/min'
        comparator = match["comparator"] or ""
        yield Number(value, unit, match[0].strip(), None, comparator)


def _unit(match: re.Match[str]) -> str:
    printed = (match["power"] or "") + (match["unit"] or "")
    return ucum_of(printed.replace(" ", "")) or ""


def same(value: Decimal, unit: str, number: Number) -> bool:
    """Whether ``number`` equals ``value`` in ``unit``; a missing unit agrees with any.

    Signs are ignored, because a dash before a number may belong to a range.
    """
    value = abs(value)
    if not unit or not number.unit or unit == number.unit:
        return value == number.value
    (kind, power), (other, power_2) = scale(unit), scale(number.unit)
    return kind == other and value.scaleb(power) == number.value.scaleb(power_2)


def tenfold(value: Decimal, unit: str, number: Number) -> bool:
    """Whether the two differ by a factor of 10, 100 or 1000: a slipped point, or another prefix."""
    if not value or not number.value:
        return False
    return any(same(value.scaleb(n), unit, number) for n in (-3, -2, -1, 1, 2, 3))
