"""Find the days that a sentence names: the printed words, and what they may mean.

Each sentence is read by itself; ``timeline`` resolves the days that count from another event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from trainer.author.draft.article.text import LONGEST, tidy
from trainer.author.draft.facts.numbers import CARDINAL, COUNT, ORDINAL, number

Counted = Literal["day", "before", "later", "before_event", "date", "start"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a sentence that dates it.

    ``counted`` says how: ``day`` is a day's number, ``before`` days before admission, ``later``
    days after ``event`` (or after the last day named, if empty), ``before_event`` days before it,
    ``date`` a calendar date, ``start`` the admission itself. ``when`` is the date, or a date that
    stands beside a day's number. ``sure`` is False if the author has to check it.
    """

    printed: str
    start: int
    counted: Counted
    number: int | None = None
    event: str = ""
    when: date | None = None
    sure: bool = False
    end: int = 0
    hours: int | None = None
    """The same as ``number``, in hours instead of whole days."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    parts = {"CARDINAL": CARDINAL, "COUNT": COUNT, "ORDINAL": ORDINAL}
    patterns = []
    text = Path(__file__).with_name("lists").joinpath("days.txt").read_text("utf-8")
    for entry in re.sub(r"\n +", "", text).splitlines():
        kind, _, pattern = entry.partition(" ")
        pattern = re.sub(r"\{([A-Z_]+)\}", lambda m: parts[m[1]], pattern)
        if kind.isupper():
            parts[kind] = pattern
        elif kind.islower():
            patterns.append((kind, re.compile(pattern, re.IGNORECASE)))
    return tuple(patterns)


# Every match of a pattern contains one of these, so most sentences need no closer look.
_DATES = re.compile(
    r"day|hour|hr|week|wk|month|\bmos?\b|year|yr|[0-9]\s?(?:h|d|w)\b|(?:st|nd|rd|th)\s?d\b|\bd\+?[0-9]|h\.?o?\.?d\.?\s?#?[0-9]"
    r"|p\.?o\.?d|post|morning|noon|evening|night|admission|admitted|presentation|arrival|hospital|stay"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|[0-9][./-][0-9]",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def mentions(sentence: str) -> tuple[Mention, ...]:
    """The mentions of days in ``sentence``, in its order; no two overlap."""
    text = tidy(sentence[:LONGEST])
    if not _DATES.search(text):
        return ()
    taken: list[tuple[int, int]] = []
    all_mentions: list[Mention] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                all_mentions.extend(replace(m, end=match.end()) for m in _read(kind, match))
    all_mentions.sort(key=lambda m: m.start)
    all_mentions = [m for m in all_mentions if not _explains(m, all_mentions)]
    return tuple(
        _with_date(m, all_mentions, text)
        for m in all_mentions
        if not _repeats(m, all_mentions, text)
    )


_TAIL = re.compile(r"(?<=[a-z])\s(?:and|but|with|when|while|who|which|she|he|they|was|were)\b.*")


def _explains(mention: Mention, all_mentions: list[Mention]) -> bool:
    """Whether it only explains the day before it: 'day 23, 5 days before the new drug'."""
    return mention.counted in ("later", "before_event") and any(
        m.counted in ("day", "before") and m.sure and 0 < mention.start - m.end <= 3
        for m in all_mentions
    )


def _repeats(mention: Mention, all_mentions: list[Mention], text: str) -> bool:
    """Whether a mention beside it gives the same day, and more exactly.

    In '8 May (postoperative day 5)' the date is the more exact one.
    """
    return any(
        _beside(mention, m, text) and _exactness(mention) < _exactness(m) for m in all_mentions
    )


def _beside(mention: Mention, other: Mention, text: str) -> bool:
    first, second = sorted((mention, other), key=lambda m: m.start)
    between = re.fullmatch(r"\s*[(\[](?:\w+\s)?", text[first.end : second.start])
    return bool(between) and first.counted != second.counted


def _with_date(mention: Mention, all_mentions: list[Mention], text: str) -> Mention:
    """Add to a day's number the date beside it: together they give the date of day 1."""
    if mention.counted == "day" and mention.sure:
        dates = (m.when for m in all_mentions if m.when and _beside(mention, m, text))
        return replace(mention, when=next(dates, None))
    return mention


def _exactness(mention: Mention) -> int:
    if mention.counted == "day":
        return 2 if mention.sure else 0
    return int(mention.counted == "date")


_STEPS: dict[str, tuple[Counted, int]] = {
    "next": ("later", 1), "same": ("later", 0), "previous": ("before_event", 1),
}  # fmt: skip
_UNITS = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}


def _read(kind: str, match: re.Match[str]) -> list[Mention]:
    groups = match.groupdict()
    # The printed form is cut to six words at most, so that it is never a sentence.
    printed = _TAIL.split(" ".join(match[0].split()[:6]), maxsplit=1)[0].strip(" ,;.(")
    start = match.start()
    event = _TAIL.sub("", (groups.get("event") or "").strip())
    if kind == "day":
        return _numbered_days(match, printed)
    if kind == "minus":
        return [Mention(printed, start, "before", n, sure=True) for n in _numbers(match)]
    if kind == "postop":
        return [Mention(printed, start, "later", n, "operation") for n in _numbers(match)]
    if kind in ("later", "before"):
        amount = number(match["amount"])  # None for 'several days'
        unit = _UNITS[match["unit"][0].casefold()]
        days, hours = (
            None if amount is None else int(amount * n) for n in (unit, round(unit * 24))
        )
        if kind == "before" and _from_admission(event):
            return [Mention(printed, start, "before", days, hours=hours)]
        counted: Counted = "later" if kind == "later" else "before_event"
        return [Mention(printed, start, counted, days, event, hours=hours)]
    if kind == "date":
        when = _date(match)
        return [Mention(printed, start, "date", when=when)] if when else []
    if kind in ("month", "figures"):
        when = _figured_date(match) if kind == "figures" else None
        return [Mention(printed, start, "date", when=when)]
    if kind == "start":
        return [Mention(printed, start, "start")]
    if kind == "previous" and event and _from_admission(event):
        return [Mention(printed, start, "before", 1)]
    return [Mention(printed, start, *_STEPS[kind], event)] if kind in _STEPS else []


def _numbered_days(match: re.Match[str], printed: str) -> list[Mention]:
    groups = match.groupdict()
    of, kind = groups["of"] or "", groups["kind"] or ""
    in_hospital = kind.casefold().startswith(("hosp", "admission", "inpatient"))
    sure = _from_admission(of) and (not kind or in_hospital)
    counted: Counted = "before" if groups.get("before") else "day"
    if not sure and groups["link"] in ("after", "since", "following", "post"):
        counted = "later"
    event = "" if sure else of or kind
    return [Mention(printed, match.start(), counted, n, event, sure=sure) for n in _numbers(match)]


def _numbers(match: re.Match[str]) -> list[int]:
    parts = re.split(r"\s*(?:,|\band\b|\bor\b|\bto\b|\bthrough\b|&|(?<=[0-9])-(?=[0-9])|"
                     r"\bdays?\b|\bthe\b|#)\s*", match["numbers"], flags=re.IGNORECASE)  # fmt: skip
    return [n for n in dict.fromkeys(map(number, parts)) if n is not None and n <= 3650]


_ADMISSION = re.compile(
    r"admission|admitted|hospital|presentation|arrival|stay|visit|emergency", re.IGNORECASE
)


def _from_admission(event: str) -> bool:
    return not event or bool(_ADMISSION.search(event))


def _figured_date(match: re.Match[str]) -> date | None:
    """A date in figures; with points, the day is first. None if day and month may be swapped."""
    one, two = int(match["one"]), int(match["two"])
    if match["between"] == "/" and max(one, two) <= 12 and one != two:
        return None
    day, month = (two, one) if match["between"] == "/" and two > 12 else (one, two)
    try:
        return date(int(match["year"]), month, day)
    except ValueError:
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(match: re.Match[str]) -> date | None:
    """The calendar date matched, in 1904 if no year is printed; None if no such date exists."""
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        # 1904 is a leap year: '29 February' must be a date.
        return date(int(match["year"] or 1904), number, int(match["mday"]))
    except ValueError:
        return None
