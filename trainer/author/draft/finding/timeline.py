"""Dated sentences on their case days; what counts from an event is guessed, and said to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trainer.author.draft.article.sentences import sentences
from trainer.author.draft.finding.days import Mention, mentions
from trainer.author.draft.finding.places import Place
from trainer.author.draft.finding.quantities import Figure, figures
from trainer.files.lists import set_in

FARTHEST = 3650


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence that names a day: where it stands, its figures, and the day.

    ``day`` is None where nothing says from what it counts. ``sure`` is False for a guess.
    """

    place: Place
    sentence: int
    printed: str
    day: int | None
    sure: bool
    figures: tuple[Figure, ...]
    text: str
    """The sentence, to look things up in; never written into a draft."""


@dataclass(frozen=True, slots=True)
class _Told:
    place: Place
    number: int
    text: str
    mentions: tuple[Mention, ...]


def timeline(places: Iterable[Place]) -> tuple[Dated, ...]:
    """Every dated sentence, by day and then by place; one entry a day a sentence names.

    The discussion tells of other patients, too: there only a day's number dates a sentence.
    """
    told = [t for place in places for t in _told(place)]
    origin = _origin(told)
    named = _days_of_events(told)
    found: list[Dated] = []
    place: Place | None = None
    last: int | None = None
    for one in told:
        if place is None or one.place.section != place.section:
            last = None
        place = one.place
        seen: set[int | None] = set()
        for mention in one.mentions:
            day = _day(mention, last, origin, named)
            if day is not None and mention.counted != "before" and (mention.number or 0) <= 60:
                last = day
            if day in seen or (mention.counted == "start" and len(one.mentions) > 1):
                continue
            seen.add(day)
            found.append(
                Dated(one.place, one.number, mention.printed, day, mention.sure,
                      figures(one.text), one.text)
            )  # fmt: skip
    order = {p.locator: i for i, p in enumerate(dict.fromkeys(d.place for d in found))}
    return tuple(
        sorted(found, key=lambda d: (d.day is None, d.day or 0, order[d.place.locator], d.sentence))
    )


def _told(place: Place) -> list[_Told]:
    if place.role in ("background", "conclusion", "back"):
        return []
    kept = []
    for i, sentence in enumerate(sentences(place.text), start=1):
        named = mentions(sentence)
        if place.role == "discussion":
            # A day there may be another patient's: it is asked, and nothing is counted from it.
            named = tuple(replace(m, sure=False) for m in named if m.counted == "day" and m.sure)
        if named:
            kept.append(_Told(place, i, sentence, named))
    return kept


def _origin(told: Sequence[_Told]) -> date | None:
    """The calendar date of admission: the first date told with it, else the first told."""
    dates = [(m.when, t.text) for t in told for m in t.mentions if m.when is not None]
    with_admission = [d for d, text in dates if re.search(r"\badmi(?:tted|ssion)", text)]
    return next(iter(with_admission or [d for d, _ in dates]), None)


def _stems(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z]{4,}", text.casefold())
    return frozenset(w[:6] for w in found if w not in set_in(__file__, "lists/common_stems.txt"))


_OPERATION = re.compile(
    r"surg|operat|\w(?:ec|os|o)tomy\b|plasty\b|transplant|resect|\bincis|\bexcis", re.IGNORECASE
)


def operation_day(places: Iterable[Place]) -> int | None:
    """The one day on which sentences that name a day tell of an operation; None if not one."""
    return _of_event("operation", _days_of_events([t for p in places for t in _told(p)]))


def _days_of_events(told: Sequence[_Told]) -> list[tuple[str, int]]:
    return [
        (t.text, m.number)
        for t in told
        for m in t.mentions
        if m.counted == "day" and m.sure and m.number is not None
    ]


def _of_event(event: str, named: Sequence[tuple[str, int]]) -> int | None:
    """The one day of the sentences that tell of ``event`` with a day of their own."""
    wanted = _stems(event)
    if re.search(r"surg|operat", event):
        days = {day for text, day in named if _OPERATION.search(text)}
    else:
        days = {day for text, day in named if wanted and wanted <= _stems(text)}
    return days.pop() if len(days) == 1 else None


def _day(
    mention: Mention, last: int | None, origin: date | None,
    named: Sequence[tuple[str, int]],
) -> int | None:  # fmt: skip
    day: int | None = None
    n = mention.number
    if mention.counted == "start":
        day = 1
    elif mention.counted == "date":
        if origin is not None and mention.when is not None:
            day = (_same_era(mention.when, origin) - origin).days + 1
    elif n is None or (n > 365 and mention.counted != "day"):
        day = None  # a visit years later is no day of this case
    elif mention.counted == "day":
        day = n
    elif mention.counted == "before":
        day = -n
    else:
        base = 1 if re.search(r"admission|admitted|presentation|arrival|hospitali", mention.event) \
            else _of_event(mention.event, named)  # fmt: skip
        if base is None and mention.event != "operation":
            base = last
        if base is not None:
            day = base + (n if mention.counted == "later" else -n)
    return day if day is not None and abs(day) <= FARTHEST else None


def _same_era(when: date, origin: date) -> date:
    # A date without a year (read as 1904) is of the year of the admission.
    if when.year == 1904 and origin.year != 1904:
        try:
            return when.replace(year=origin.year)
        except ValueError:
            return origin
    return when
