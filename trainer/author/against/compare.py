"""Compare one claim of a case with the article: does it have the claim's figures and days?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.author.against.claims import Claim
from trainer.author.against.figures import (
    PlacedNumber,
    figure_outcome,
    names,
    numbers_in,
    result_outcome,
)
from trainer.author.against.numbers import numbers
from trainer.author.against.outcome import Answer, ArticleText, Comparison
from trainer.author.against.passages import Line, Passage
from trainer.author.draft.facts.days import mentions


def outcomes(claim: Claim, cited: Sequence[Passage], article: ArticleText) -> Iterator[Comparison]:
    """Compare each part of ``claim``; ``cited`` are the passages that its citations point to."""
    placed: list[PlacedNumber] = []
    for figure in claim.figures:
        outcome, equal = figure_outcome(claim, figure, cited, article)
        placed += equal
        if claim.sole_source or outcome.answer == "found":
            yield outcome
    if claim.result and (of_result := result_outcome(claim, cited)) is not None:
        yield of_result
    if claim.day is not None:
        of_day = _day(claim, claim.day, placed, cited, article)
        if claim.sole_source or not of_day.wrong:
            yield of_day
    for day in claim.days:
        known = day in article.days or day in (article.first, claim.day)
        if known or claim.sole_source:
            answer: Answer = "found" if known else "missing"
            yield Comparison(claim.loc, claim.label, article.called(day), answer, day=True)


def _day(
    claim: Claim,
    day: int,
    placed: Sequence[PlacedNumber],
    cited: Sequence[Passage],
    article: ArticleText,
) -> Comparison:
    def outcome(answer: Answer, where: str = "") -> Comparison:
        return Comparison(claim.day_loc, claim.label, article.called(day), answer, where, day=True)

    if claim.dated:
        return outcome(*_worded_day(claim, day, article))
    # A legend names its subject once and then dates several images: any of its days will do.
    images = [p for p in cited if p.label[:3].casefold() == "fig"]
    if of_image := next((p.name for p in images if day in p.days), ""):
        return outcome("found", of_image)
    lines = [p.line for p in placed] or _sentences_about(claim, cited)
    columns = ({p.number.day for p in placed} | _days_of_result(claim, cited)) - {None}
    carried = [d for x in lines if not x.days | x.guesses for d in (x.before, *x.perhaps)]
    if day in columns or day in carried or any(day in x.days | x.guesses for x in lines):
        return outcome("found", cited[0].name if cited else "")
    several = {p.number.day for p in numbers_in(cited) if p.line.test} - {None}
    dates = [
        (columns if len(several) > 1 else set()) if x.test
        else x.days or (set() if x.guesses or x.perhaps else {x.before} - {None})
        for x in lines
    ]  # fmt: skip
    if claim.result and columns:
        dates = [columns]
    if dates and all(dates):
        beside = sorted({d for days in dates for d in days if d is not None})
        if not claim.measured and day == article.first and beside[-1] < 0:
            return outcome("undated")  # earlier history is put on the first day
        return outcome("other day", ", ".join(map(article.called, beside[:4])))
    in_place = frozenset[int]().union(*(p.days for p in cited))
    if day in in_place:
        return outcome("found", next(p.name for p in cited if day in p.days))
    # A report by the hour names few hours: one can only check that nothing contradicts the claim.
    if day == article.first or (article.hours and day in article.days and not in_place):
        return outcome("undated")
    if day not in article.days:
        return outcome("missing")
    return outcome("elsewhere", next(p.name for p in article.text if day in p.days))


def _days_of_result(claim: Claim, cited: Sequence[Passage]) -> set[int | None]:
    """The days on which a table has the claim's result in words."""
    rows = [x for p in cited for x in p.lines if x.test and names(x, claim)]
    wanted = claim.result.casefold()
    return {day for row in rows for day, result in row.results if result.casefold() == wanted}


_BETWEEN = re.compile(r"\bbetween\b|\bfrom\b.*\bto\b|[0-9]-[0-9]", re.IGNORECASE)
_NEAR = re.compile(r"(?:about|by|on|around|near|circa)\s+(?:the\s+)?\Z|\A\Z", re.IGNORECASE)


_NOT_DATED = re.compile(
    r"\b(?:not|no|un(?:dated|known|told)|reckon|reckoned|assumed)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"\s(?:in|of|after|since|from)\s(?!(?:the\s)?(?:hospital|admission|morning|after|even|night))",
    re.IGNORECASE,
)


def _worded_day(claim: Claim, day: int, article: ArticleText) -> tuple[Answer, str]:
    """Compare a day with the report's wording for it, from ``when``: the two must agree."""
    dated = claim.dated
    if article.gap:
        return "undated", ""  # the wording is the report's, which counts from another day
    dates = [m for m in mentions(dated) if m.counted in ("day", "before") and m.number is not None]
    days = [-(m.number or 0) if m.counted == "before" else m.number or 0 for m in dates]
    wanted = ", ".join(map(article.called, days))
    if any(_OTHERWISE.match(dated[m.end :]) for m in dates):
        return "undated", ""  # 'fifth day in intensive care'
    if not dates and _NOT_DATED.search(dated):
        return "undated", ""  # 'not dated', 'day reckoned here'
    if not claim.measured and day == article.first and all(d < 0 for d in days):
        return "undated", ""  # earlier history is put on the first day
    if any(d not in article.days and d != article.first for d in days if d > 0):
        return "missing", wanted
    if len(days) == 2 and _BETWEEN.search(dated):
        return ("found", "") if min(days) <= day <= max(days) else ("other day", wanted)
    if len(days) == 1 and (days[0] < 0 or _NEAR.search(dated[: dates[0].start])):
        return ("found", "") if day == days[0] else ("other day", wanted)
    if article.from_admission and re.match(r"(?:on |at |upon )?admission\b", dated, re.IGNORECASE):
        first = article.called(article.first)
        return ("undated", "") if day == article.first else ("other day", first)
    # 'for the next two days': a day that the report does not name may be right.
    open_end = bool(numbers(dated)) or day in article.days or day == article.first
    return ("undated", "") if open_end else ("missing", "")


def _sentences_about(claim: Claim, cited: Sequence[Passage]) -> list[Line]:
    """The sentences that name the claim's order, else those with the most words of the claim."""
    lines = [line for passage in cited for line in passage.lines
             if not line.test and not passage.label]  # fmt: skip
    if named := [line for line in lines if names(line, claim)]:
        return named
    stems = _stems(claim.words)
    shared = {i: len(stems & _stems(line.text)) for i, line in enumerate(lines)}
    most = max(shared.values(), default=0)
    return [lines[i] for i, count in shared.items() if count == most] if most >= 3 else []


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", text.casefold()))
