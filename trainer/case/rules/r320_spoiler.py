"""A word that gives a later day away: the diagnosis, a later treatment, a later finding."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Scenario
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.haystack import has, spelled
from trainer.case.rules.texts import TextAt

# What is told as a fact. Options are not: each is one of several, and the catalogue of orders is
# the same for all cases.
_FACTS = frozenset({"head", "finding", "course", "source-note"})
_ASKED = frozenset({"title", "prompt", "hint"})
_FEEDBACK = frozenset({"hint", "why", "answer"})
_LISTED = _FACTS | _ASKED | {"why", "answer", "term", "order", "name"}
_ADVICE = (
    "Say it in other words, or list it under 'spoilers' with the day from which it may be read."
)


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    own: set[str] = set()
    for spoiler in s.spoilers:
        for word in spoiler.words:
            own.add(spelled(word))
            yield from _hits(subject, word, spoiler.day, "as 'spoilers' says", _LISTED)
    # What the file lists itself has the day it says there.
    for word, day, is_name in _later_treatments(subject):
        if spelled(word) not in own:
            roles = _FACTS if is_name else frozenset({"head"})
            yield from _hits(subject, word, day, "when the course starts it", roles)
    for term in s.glossary:
        day = term.from_day or s.clock.first_day
        if day > s.clock.first_day and len(term.term) > 2 and spelled(term.term) not in own:
            why = "when the glossary explains it"
            yield from _hits(subject, term.term, day, why, _FACTS | _ASKED)


def _hits(subject: Subject, word: str, day: int, why: str, roles: frozenset[str]) -> Iterator[Hit]:
    s = subject.scenario
    for name in subject.names.having(word, day):
        what = "the id" if name.loc else "the file's name"
        yield Hit(
            name.loc,
            f"{what} has '{word}', which belongs to day {day}, {why}.",
            _ADVICE,
            about=(word,),
        )
    for at in subject.haystack.having(word, day):
        if at.role in roles and not (_is_offered(s, at, word) or _is_history(s, at, roles)):
            place = f"on day {at.day}" if at.role != "head" else "before play"
            said = f"'{word}' can be read {place}; it belongs to day {day}, {why}."
            yield Hit(at.loc, said, _ADVICE, about=(word,))


def _is_offered(s: Scenario, at: TextAt, word: str) -> bool:
    """Whether an option of the same question names it: then its feedback may, too."""
    if at.role not in _FEEDBACK or at.owner is None:
        return False
    return any(has(o.wording, word) for o in getattr(s.decisions[at.owner], "options", ()))


def _later_treatments(subject: Subject) -> Iterator[tuple[str, int, bool]]:
    """Names and synonyms of what the course starts after the first day, with that day.

    Words that an order already given goes by are left out, and abbreviations of two or three
    letters, which may be anything.
    """
    s = subject.scenario
    first_told: dict[str, tuple[int, str]] = {}
    for entry in sorted(s.course, key=lambda e: e.day):
        for order in entry.orders:
            first_told.setdefault(order, (entry.day, entry.action))
    first = s.clock.first_day
    later = {o: day for o, (day, act) in first_told.items() if act == "start" and day > first}
    if not later:
        return
    own = {o.id: o for o in s.orders}
    called: dict[str, tuple[tuple[str, bool], ...]] = {}
    for order in first_told:
        known = [o for o in (subject.catalogue.orders.get(order), own.get(order)) if o is not None]
        called[order] = tuple(
            (word, is_name) for o in known for word, is_name in
            ((o.name, True), *((synonym, False) for synonym in o.synonyms))
        )  # fmt: skip
    given: dict[str, int] = {}
    for order, words in called.items():
        for word, _ in words:
            key, day = word.lower(), first_told[order][0]
            given[key] = min(day, given.get(key, day))
    for order, day in later.items():
        for word, is_name in called[order]:
            if len(word) > 3 and given[word.lower()] >= day:
                yield word, day, is_name


def _is_history(s: Scenario, at: TextAt, roles: frozenset[str]) -> bool:
    """What a patient took before is no forecast; but what the file lists itself is held to."""
    if at.role != "finding" or roles is _LISTED or not isinstance(index := at.loc[1], int):
        return False
    finding = s.findings[index]
    return finding.day < s.clock.first_day or getattr(finding, "topic", "") == "history"


RULE = Rule(
    "R320",
    "error",
    "spoiler",
    _check,
    reason="A case is played to decide before one knows. A word of a later day in the title, the file's name, a tag, the glossary, an order's name or an earlier text ends that. The file lists its own words under 'spoilers'; treatments the course starts later and terms the glossary explains later are found without. Options may name what they offer.",
    bad="""
title: A cough with lymphomas in the end
spoilers:
  - {words: [lymphoma], day: 5}
""",
    good="""
title: A cough that stays
spoilers:
  - {words: [lymphoma], day: 5}
""",
)
