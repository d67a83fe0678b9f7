"""Put dated sentences on days of the case; days counted from an event are marked as guesses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trainer.author.draft.article.text import sentences
from trainer.author.draft.facts.days import Mention, mentions
from trainer.author.draft.facts.places import Place
from trainer.files.lists import set_in

FARTHEST = 3650


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence that names a day: its place and its number there, and the day.

    ``day`` is None if nothing says what it counts from. ``sure`` is False for a guess.
    """

    place: Place
    sentence: int
    text: str
    """The sentence, for look-ups only; it is never written into a draft."""
    printed: str
    day: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How a case counts: ``first`` is the number of the day, or hour, of its ``start``."""

    first: int = 1
    start: str = "admission"
    hours: bool = False

    @property
    def from_operation(self) -> bool:
        """Whether it counts from an operation."""
        return bool(_OPERATION.search(self.start))


ADMISSION = Count()


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Place
    number: int
    text: str
    mentions: tuple[Mention, ...]


def timeline(places: Iterable[Place], count: Count = ADMISSION) -> tuple[Dated, ...]:
    """Every dated sentence by day, then by place, with an entry for each day that it names.

    The discussion may be about other patients: there only a day's number dates a sentence.
    """
    all_sentences = list(_with_mentions(places))
    origin, events = _origin(all_sentences), _days_of_events(all_sentences)
    dated: list[Dated] = []
    section: int | None = None
    last: int | None = None
    for sentence in _counted_as_before(all_sentences):
        if sentence.place.section != section:
            section, last = sentence.place.section, None
        days: set[int | None] = set()
        for mention in sentence.mentions:
            day = day_of(mention, count, last, origin, events)
            if day is not None and mention.counted != "before" and (mention.number or 0) <= 60:
                last = day
            if day in days or (mention.counted == "start" and _named_otherwise(sentence)):
                continue
            days.add(day)
            dated.append(Dated(sentence.place, sentence.number, sentence.text, mention.printed,
                               day, mention.sure))  # fmt: skip
    return tuple(sorted(dated, key=lambda d: (d.day is None, d.day or 0)))


def _named_otherwise(sentence: _Sentence) -> bool:
    """Whether the sentence has a day's number or a date: then 'on admission' is no other day."""
    return any(m.counted in ("day", "date") for m in sentence.mentions)


def _counted_as_before(all_sentences: Iterable[_Sentence]) -> Iterator[_Sentence]:
    """If a paragraph starts counting from the operation, count its plain 'day 4' the same way."""
    place: Place | None = None
    plain = after_operation = False
    for sentence in all_sentences:
        if sentence.place != place:
            place, plain, after_operation = sentence.place, False, False
        counted = []
        for mention in sentence.mentions:
            if mention.counted == "day" and mention.sure and not mention.event:
                plain = plain or not after_operation
                if after_operation:
                    mention = replace(mention, counted="later", event="operation", sure=False)
            elif mention.event == "operation" and not plain:
                after_operation = True
            counted.append(mention)
        yield replace(sentence, mentions=tuple(counted))


def _with_mentions(places: Iterable[Place]) -> Iterator[_Sentence]:
    for place in places:
        if place.role in ("background", "conclusion", "back"):
            continue
        yield from _rows_with_mentions(place)
        for number, text in enumerate(sentences(place.text), start=1):
            days = mentions(text)
            if place.role == "discussion":
                # A day there may be another patient's: it is marked as a guess, and no event is
                # dated by it.
                days = tuple(replace(m, sure=False) for m in days if m.counted == "day" and m.sure)
            if days:
                yield _Sentence(place, number, text, days)


def _rows_with_mentions(place: Place) -> Iterator[_Sentence]:
    """The rows of a table that is a timeline: at least half of them begin with a day."""
    rows = [(n, first, rest, mentions(first)) for n, (first, rest) in enumerate(place.rows, 1)]
    dated_rows = [row for row in rows if row[3] and re.search(r"[A-Za-z]{3}", row[2])]
    if len(dated_rows) >= 2 and len(dated_rows) * 2 >= len(rows):
        for number, first, rest, days in dated_rows:
            yield _Sentence(place, number, f"{first}: {rest}", days)


def admission_date(places: Iterable[Place]) -> date | None:
    """The calendar date of day 1, or the best guess from the text; None if it has no date."""
    return _origin(list(_with_mentions(places)))


def _origin(all_sentences: Sequence[_Sentence]) -> date | None:
    """The calendar date of day 1.

    It comes from a date beside a day's number, else from the first date in a sentence about the
    admission, else from the first date of all.
    """
    for m in (m for s in all_sentences for m in s.mentions if m.counted == "day" and m.sure):
        if m.when is not None and m.when.year != 1904 and m.number:
            return m.when - timedelta(m.number - 1)
    dates = [(m.when, s.text) for s in all_sentences for m in s.mentions if m.when is not None]
    of_admission = [when for when, text in dates if re.search(r"\badmi(?:tted|ssion)", text)]
    return next(iter(of_admission or [when for when, _ in dates]), None)


def _stems(text: str) -> frozenset[str]:
    stems = re.findall(r"[a-z]{4,}", text.casefold())
    return frozenset(w[:6] for w in stems if w not in set_in(__file__, "lists/common_stems.txt"))


_OPERATION = re.compile(
    r"surg|operat|\w(?:ec|os|o)tomy\b|plasty\b|transplant|resect|\bincis|\bexcis|\b(?:TKA|THA|CABG)\b",
    re.IGNORECASE,
)


def operation_day(places: Iterable[Place]) -> int | None:
    """The day of the operation, if all sentences about one that name a day agree; else None."""
    return _day_of("operation", _days_of_events(_with_mentions(places)))


def _days_of_events(all_sentences: Iterable[_Sentence]) -> list[tuple[str, int]]:
    return [
        (s.text, m.number)
        for s in all_sentences
        for m in s.mentions
        if m.counted == "day" and m.sure and m.number is not None
    ]


def _day_of(event: str, events: Sequence[tuple[str, int]]) -> int | None:
    """The day of ``event``, if all sentences about it that name a day agree; else None."""
    wanted = _stems(event)
    if re.search(r"surg|operat", event):
        days = {day for text, day in events if _OPERATION.search(text)}
    else:
        days = {day for text, day in events if wanted and wanted <= _stems(text)}
    return days.pop() if len(days) == 1 else None


def day_of(
    mention: Mention,
    count: Count = ADMISSION,
    last: int | None = None,
    origin: date | None = None,
    events: Sequence[tuple[str, int]] = (),
) -> int | None:
    """The day, or hour, that ``mention`` means; None if nothing says what it counts from.

    ``last`` is the last day named before it, ``origin`` the date of admission, and ``events`` are
    sentences, each with the day it names.
    """
    day: int | None = None
    n = mention.hours if count.hours else mention.number
    if mention.counted == "start":
        day = None if count.hours or count.from_operation else count.first
    elif mention.counted == "date" and mention.when is not None and origin is not None:
        day = (_same_era(mention.when, origin) - origin).days + count.first
    elif n is None or (n > 365 and mention.counted != "day"):
        day = None  # a visit years later is not a day of this case
    elif mention.counted == "day":
        day = n
    elif mention.counted == "before":
        day = -n
    else:
        base = _day_of(mention.event, events)
        if re.search(r"admission|admitted|presentation|arrival|hospitali|stay", mention.event):
            base = None if count.hours or count.from_operation else count.first
        elif count.from_operation and _OPERATION.search(mention.event):
            base = count.first
        elif count.hours and mention.event:
            base = None
        elif base is None and (mention.event != "operation" or origin is not None):
            base = last
        if base is not None:
            day = base + (n if mention.counted == "later" else -n)
    return day if day is not None and abs(day) <= FARTHEST else None


def _same_era(when: date, origin: date) -> date:
    # A date without a year (read as 1904) is taken to be in the year of admission.
    if when.year == 1904 and origin.year != 1904:
        try:
            return when.replace(year=origin.year)
        except ValueError:
            return origin
    return when
