"""Find one figure of a case, or a result in words, in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from trainer.author.against.claims import Claim
from trainer.author.against.numbers import Number, same, tenfold
from trainer.author.against.outcome import Answer, ArticleText, Comparison
from trainer.author.against.passages import Line, Passage

_DISTINCTIVE = 3
"""A number of this many digits hardly matches another figure by chance."""


class PlacedNumber(NamedTuple):
    """A number of the article, with its passage and line."""

    passage: Passage
    line: Line
    number: Number


def numbers_in(passages: Sequence[Passage]) -> Iterator[PlacedNumber]:
    """Every number of these passages."""
    for passage in passages:
        for line in passage.lines:
            for number in line.numbers:
                yield PlacedNumber(passage, line, number)


def names(line: Line, claim: Claim) -> bool:
    """Whether the line contains one of the claim's names."""
    spelled = f" {line.spelled} "
    return any(f" {name} " in spelled for name in claim.names)


def days_beside(claim: Claim, cited: Sequence[Passage]) -> set[int]:
    """The days that stand beside the figures of ``claim``: in one sentence, or above the column."""
    days: set[int] = set()
    for figure in claim.figures:
        for at in numbers_in(cited):
            if same(figure.value, figure.unit, at.number) and _firm(at, figure, claim):
                days |= at.line.days | at.line.guesses
                days |= set() if at.number.day is None else {at.number.day}
    return days


def figure_outcome(
    claim: Claim, figure: Number, cited: Sequence[Passage], article: ArticleText
) -> tuple[Comparison, list[PlacedNumber]]:
    """Compare ``figure`` with the article; also return the numbers that match it."""
    near = list(numbers_in(cited))
    # If a table has a row for the test, that row decides.
    rows = [a for a in near if a.line.test and names(a.line, claim)] if claim.measured else []
    if equal := _equal(claim, figure, near, rows):
        answer, at = _signed(claim, figure, equal)
        where = at.passage.name if answer == "found" else _seen(at)
    elif not claim.anywhere and (slip := _slipped(claim, figure, rows or near, rows)):
        answer, where = "differs", _seen(slip)
    elif not rows and (equal := _far(claim, figure, cited, article)):
        answer, where = "elsewhere", equal[0].passage.name
    else:
        others = [a.number.printed for a in rows or near if names(a.line, claim)]
        answer, where = "missing", ", ".join(list(dict.fromkeys(others))[:3] * claim.measured)
    printed = figure.printed
    if answer == "differs" and where.startswith(f"{printed} "):
        printed = f"{figure.value} {figure.unit}"  # printed alike, with another unit
    return Comparison(claim.loc, claim.label, printed, answer, where), equal


def _stands(claim: Claim, figure: Number, at: PlacedNumber) -> bool:
    """Whether the number states the same as the figure."""
    number = at.number
    if same(figure.value, figure.unit, number):
        return True
    rounded = claim.anywhere and number.value.is_finite() and figure.value == round(number.value)
    if rounded and figure.unit in ("", number.unit):
        return True
    if claim.measured:
        return False
    # '60 mg a day' is '60 mg/day'.
    rates = [unit for unit in (figure.unit, number.unit) if "/" in unit]
    whole = [unit.partition("/")[0] for unit in (figure.unit, number.unit)]
    return len(rates) == 1 and same(figure.value, whole[0], replace(number, unit=whole[1]))


def _equal(
    claim: Claim, figure: Number, near: Sequence[PlacedNumber], rows: Sequence[PlacedNumber]
) -> list[PlacedNumber]:
    """The numbers in the places cited that are this figure, as far as one can tell."""
    equal = [a for a in near if _stands(claim, figure, a)]
    named = [a for a in near if not a.line.test and names(a.line, claim)]
    if rows:
        return [a for a in equal if a in rows or (not a.passage.label and _firm(a, figure, claim))]
    if claim.measured:
        firm = [a for a in equal if _firm(a, figure, claim)]
        # 'a rate of 123 beats per minute' has no known unit, but three digits are distinctive.
        distinctive = len(figure.value.as_tuple().digits) >= _DISTINCTIVE or not named
        return firm or [a for a in equal if distinctive and not a.number.unit]
    if figure.unit and any(a.number.unit == figure.unit for a in named):
        return [a for a in equal if a in named]  # a dose must stand beside its drug
    return equal


def _signed(
    claim: Claim, figure: Number, equal: Sequence[PlacedNumber]
) -> tuple[Answer, PlacedNumber]:
    """The first number with the figure's comparator: a result of '<5.0' is not '5.0'."""
    alike = [a for a in equal if a.number.comparator[:1] == figure.comparator[:1]]
    return ("found" if alike or not claim.measured else "differs"), (alike or equal)[0]


def _slipped(
    claim: Claim, figure: Number, around: Sequence[PlacedNumber], rows: Sequence[PlacedNumber]
) -> PlacedNumber | None:
    """A number with the same value in another unit, or a power of ten apart, if there is one."""
    for at in around:
        if figure.unit and at.number.unit and at.number.value == figure.value:
            return at
    for at in around:
        sure = at in rows or (figure.value >= 1 and _firm(at, figure, claim))
        if sure and tenfold(figure.value, figure.unit, at.number):
            return at
    return None


def _far(
    claim: Claim, figure: Number, cited: Sequence[Passage], article: ArticleText
) -> list[PlacedNumber]:
    away = [p for p in article.text if p not in cited]
    return [
        a for a in numbers_in(away)
        if _stands(claim, figure, a)
        and (not claim.measured or _firm(a, figure, claim))
    ]  # fmt: skip


def _seen(at: PlacedNumber) -> str:
    return f"{at.number.printed} in {at.passage.name}"


def _firm(at: PlacedNumber, figure: Number, claim: Claim) -> bool:
    """Whether the number surely belongs to the claim: both have units, or its line has the name."""
    return bool(figure.unit and at.number.unit) or names(at.line, claim)


_SIGNS = {"positive": ("positive", "detected")}
_OPPOSITES = {"negative": "positive", "positive": "negative"}


def result_outcome(claim: Claim, cited: Sequence[Passage]) -> Comparison | None:
    """Compare a result in words; None if the article may put the same result in other words."""
    wanted = claim.result.casefold()
    named = [(p, x) for p in cited for x in p.lines if names(x, claim)]
    for passage, line in named:
        results = [result.casefold() for _, result in line.results]
        in_words = any(sign in line.spelled for sign in _SIGNS.get(wanted, (wanted,)))
        if wanted in results or (not line.test and in_words):
            return Comparison(claim.loc, claim.label, claim.result, "found", passage.name)
    opposite = _OPPOSITES.get(wanted)
    if any(result == opposite for _, line in named for _, result in line.results):
        return Comparison(claim.loc, claim.label, claim.result, "missing", str(opposite))
    return None
