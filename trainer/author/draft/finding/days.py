"""The days a sentence names: what is printed, and what it may mean.

Only the sentence is looked at. ``timeline`` puts what counts from something else on a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from trainer.author.draft.article.sentences import LONGEST
from trainer.author.draft.article.text import tidy
from trainer.author.draft.finding.day_words import PATTERNS, read_date
from trainer.author.draft.finding.numbers import number

Counted = Literal["day", "before", "later", "before_event", "part", "date", "start"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a sentence that dates it.

    ``counted`` says how: ``day`` is a day's number, ``before`` days before admission, ``later``
    days after ``event`` (after what was told last, if empty), ``before_event`` days before it,
    ``part`` a question without a number ('that day'), ``date`` a calendar date, ``start`` the
    admission itself. ``sure`` is False for whatever the author has to check.
    """

    printed: str
    start: int
    counted: Counted
    number: int | None = None
    event: str = ""
    when: date | None = None
    sure: bool = True
    end: int = 0


def mentions(sentence: str) -> tuple[Mention, ...]:
    """What dates ``sentence``, in the order of the text; each stretch of it is read once."""
    text = tidy(sentence[:LONGEST])
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if name != "never":
                found.extend(_read(name, match))
    found.sort(key=lambda m: m.start)
    return tuple(m for m in found if not _explains(m, found))


_TAIL = re.compile(r"(?<=[a-z])\s(?:and|but|with|when|while|who|which|she|he|they|was|were)\b.*")


def _explains(mention: Mention, found: list[Mention]) -> bool:
    """Whether it only explains the day beside it: 'day 23, 5 days before the new drug'."""
    return mention.counted in ("later", "before_event") and any(
        m.counted in ("day", "before") and m.sure and 0 < mention.start - m.end <= 3 for m in found
    )


_UNITS = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}


def _read(name: str, match: re.Match[str]) -> list[Mention]:
    groups = match.groupdict()
    # The tail of a phrase names an event; the printed form is kept short of a sentence.
    printed = _TAIL.split(" ".join(match[0].split()[:6]), maxsplit=1)[0].strip(" ,;.(")
    start = match.start()
    if name in ("day", "ordinal"):
        of = groups.get("of") or ""
        kind = groups.get("kind") or ""
        sure = _counts_from_admission(of, kind)
        counted: Counted = "before" if groups.get("before") else "day"
        if not sure and groups.get("link") in ("after", "since", "following", "post"):
            counted = "later"
        return [
            Mention(printed, start, counted, n, "" if sure else of or kind, None, sure, match.end())
            for n in _numbers(match["numbers"])
        ]
    if name == "postop":
        return [Mention(printed, start, "later", n, "operation", sure=False)
                for n in _numbers(match["numbers"])]  # fmt: skip
    if name in ("later", "before"):
        return [_relative(name, match, printed)]
    if name.startswith("date"):
        when, sure = read_date(match), False
        return [Mention(printed, start, "date", when=when, sure=sure)] if when else []
    if name == "start":
        return [Mention(printed, start, "start", sure=False)]
    step = {"next": 1, "same": 0, "previous": -1}.get(name)
    event = _TAIL.sub("", (groups.get("event") or "").strip())
    if step is None:
        return [Mention(printed, start, "part", event=event, sure=False)]
    if step < 0:
        return [Mention(printed, start, "before_event", 1, event, sure=False)]
    return [Mention(printed, start, "later", step, event, sure=False)]


def _relative(name: str, match: re.Match[str], printed: str) -> Mention:
    event = _TAIL.sub("", (match.groupdict().get("event") or "").strip())
    amount = match["amount"]
    days: int | None = None
    if re.match(r"(?:[0-9]|[a-z])", amount, re.IGNORECASE):
        try:
            days = int(number(amount) * _UNITS[_letter(match["unit"])])
        except KeyError:
            days = None  # 'several days': a question without a number
    if name == "before" and _from_admission(event):
        return Mention(printed, match.start(), "before", days, sure=False)
    counted: Counted = "later" if name == "later" else "before_event"
    return Mention(printed, match.start(), counted, days, event, sure=False)


def _letter(unit: str) -> str:
    return unit[0].casefold()


def _numbers(text: str) -> list[int]:
    parts = re.split(r"\s*(?:,|\band\b|\bor\b|\bto\b|\bthrough\b|&|(?<=[0-9])-(?=[0-9])|"
                     r"\bdays?\b|\bthe\b|#)\s*", text)  # fmt: skip
    found = []
    for part in parts:
        try:
            found.append(number(part))
        except KeyError:
            continue
    return [n for n in dict.fromkeys(found) if n <= 3650]


_ADMISSION = re.compile(
    r"admission|admitted|hospital|presentation|arrival|stay|visit|emergency", re.IGNORECASE
)


def _from_admission(event: str) -> bool:
    return not event or bool(_ADMISSION.search(event))


def _counts_from_admission(of: str, kind: str) -> bool:
    kind = kind.casefold()
    return _from_admission(of) and (not kind or kind.startswith(("hosp", "admission", "inpatient")))
