"""One claim of a case held against the article: where its figures and its days stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.author.against.claims import Claim
from trainer.author.against.figures import (
    PlacedNumber,
    figure_outcome,
    names,
    result_outcome,
    standing_in,
)
from trainer.author.against.numbers import numbers
from trainer.author.against.outcome import Answer, Comparison, Held
from trainer.author.against.passages import Line, Passage
from trainer.author.draft.facts.days import mentions


def outcomes(claim: Claim, cited: Sequence[Passage], held: Held) -> Iterator[Comparison]:
    """What the article says of ``claim``; ``cited`` are the passages that its citations mean."""
    standing: list[PlacedNumber] = []
    for figure in claim.figures:
        outcome, at = figure_outcome(claim, figure, cited, held)
        standing += at
        if claim.alone or outcome.answer == "found":
            yield outcome
    if claim.result and (from_table := result_outcome(claim, cited)) is not None:
        yield from_table
    if claim.day is not None:
        on_day = _day(claim, claim.day, standing, cited, held)
        if claim.alone or not on_day.wrong:
            yield on_day
    for day in claim.days:
        known = day in held.days or day in (held.first, claim.day)
        if known or claim.alone:
            answer: Answer = "found" if known else "missing"
            yield Comparison(claim.loc, claim.label, held.called(day), answer, day=True)


def _day(
    claim: Claim, day: int, standing: Sequence[PlacedNumber], cited: Sequence[Passage], held: Held
) -> Comparison:
    def outcome(answer: Answer, where: str = "") -> Comparison:
        return Comparison(claim.day_loc, claim.label, held.called(day), answer, where, day=True)

    if claim.dated:
        return outcome(*_dated(claim, day, held))
    # A legend tells of one image after the other, and names what they are once.
    images = [p for p in cited if p.label[:3].casefold() == "fig"]
    if of_image := next((p.name for p in images if day in p.days), ""):
        return outcome("found", of_image)
    lines = [a.line for a in standing] or _telling(claim, cited)
    columns = ({a.number.day for a in standing} | _days_of_result(claim, cited)) - {None}
    carried = [d for x in lines if not x.days | x.guesses for d in (x.before, *x.perhaps)]
    if day in columns or day in carried or any(day in x.days | x.guesses for x in lines):
        return outcome("found", cited[0].name if cited else "")
    several = {a.number.day for a in standing_in(cited) if a.line.test} - {None}
    dates = [
        (columns if len(several) > 1 else set()) if x.test
        else x.days or (set() if x.guesses or x.perhaps else {x.before} - {None})
        for x in lines
    ]  # fmt: skip
    if claim.result and columns:
        dates = [columns]
    if dates and all(dates):
        beside = sorted({d for days in dates for d in days if d is not None})
        if not claim.measured and day == held.first and beside[-1] < 0:
            return outcome("undated")  # history is told on the first day
        return outcome("other day", ", ".join(map(held.called, beside[:4])))
    in_place = frozenset[int]().union(*(p.days for p in cited))
    if day in in_place:
        return outcome("found", next(p.name for p in cited if day in p.days))
    # A report by the hour names few: that nothing contradicts is all one can tell.
    if day == held.first or (held.hours and day in held.days and not in_place):
        return outcome("undated")
    if day not in held.days:
        return outcome("missing")
    return outcome("elsewhere", next(p.name for p in held.text if day in p.days))


def _days_of_result(claim: Claim, cited: Sequence[Passage]) -> set[int | None]:
    """The days on which a table has the result in words."""
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


def _dated(claim: Claim, day: int, held: Held) -> tuple[Answer, str]:
    """What of a day whose part says in ``when`` how the report dates it: the two must agree."""
    dated = claim.dated
    if held.gap:
        return "undated", ""  # the words are the report's, which counts otherwise
    dates = [m for m in mentions(dated) if m.counted in ("day", "before") and m.number is not None]
    days = [-(m.number or 0) if m.counted == "before" else m.number or 0 for m in dates]
    wanted = ", ".join(map(held.called, days))
    if any(_OTHERWISE.match(dated[m.end :]) for m in dates):
        return "undated", ""  # 'fifth day in intensive care'
    if not dates and _NOT_DATED.search(dated):
        return "undated", ""  # 'not dated', 'day reckoned here'
    if not claim.measured and day == held.first and all(d < 0 for d in days):
        return "undated", ""  # history is told on the first day
    if any(d not in held.days and d != held.first for d in days if d > 0):
        return "missing", wanted
    if len(days) == 2 and _BETWEEN.search(dated):
        return ("found", "") if min(days) <= day <= max(days) else ("other day", wanted)
    if len(days) == 1 and (days[0] < 0 or _NEAR.search(dated[: dates[0].start])):
        return ("found", "") if day == days[0] else ("other day", wanted)
    if held.from_admission and re.match(r"(?:on |at |upon )?admission\b", dated, re.IGNORECASE):
        return ("undated", "") if day == held.first else ("other day", held.called(held.first))
    # 'for the next two days': a day that nobody named may be right.
    open_end = bool(numbers(dated)) or day in held.days or day == held.first
    return ("undated", "") if open_end else ("missing", "")


def _telling(claim: Claim, cited: Sequence[Passage]) -> list[Line]:
    """The sentences that tell of the claim: those that name its order, else the most like it."""
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
