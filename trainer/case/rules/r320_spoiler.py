"""A word that gives a later day away: the diagnosis, a later treatment, a later finding."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Scenario
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.haystack import Haystack, has, spelled
from trainer.case.rules.texts import TextAt

# What is told as a fact. Options are not: each is one of several, and the catalogue of orders is
# the same for all cases.
_FACTS = frozenset({"head", "finding", "course", "source-note"})
_ASKED = frozenset({"title", "prompt", "hint"})
_FEEDBACK = frozenset({"hint", "why", "answer"})
_LISTED = _FACTS | _ASKED | {"why", "answer", "term", "order", "name"}


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    names = list(_names(subject))
    own = {spelled(word) for spoiler in s.spoilers for word in spoiler.words}
    if s.spoilers:
        heads = Haystack(names)
        for spoiler in s.spoilers:
            for word in spoiler.words:
                yield from _hits(s, heads, word, spoiler.day, "as 'spoilers' says")
                yield from _hits(s, subject.haystack, word, spoiler.day, "as 'spoilers' says")
    later = [t for t in _later_treatments(subject) if spelled(t[0]) not in own]
    if later:
        latest = max(day for _, day, _ in later)
        texts = list(_without_history(s, _told(subject, _FACTS, latest)))
        heads = Haystack([*names, *(t for t in texts if t.role == "head")])
        facts = Haystack([t for t in texts if t.role != "head"])
        for word, day, is_name in later:
            why = "when the course starts it"
            yield from _hits(s, heads, word, day, why)
            if is_name:
                yield from _hits(s, facts, word, day, why)
    first = s.clock.first_day
    terms = [(t.term, t.from_day) for t in s.glossary if t.from_day and t.from_day > first]
    terms = [(word, day) for word, day in terms if spelled(word) not in own and len(word) > 2]
    if terms:
        latest = max(day for _, day in terms)
        told = Haystack([*names, *_told(subject, _FACTS | _ASKED, latest)])
        for word, day in terms:
            yield from _hits(s, told, word, day, "when the glossary explains it")


def _names(subject: Subject) -> Iterator[TextAt]:
    """The id and the file's name, which the library and the command line show."""
    s = subject.scenario
    yield TextAt(("id",), s.id, "head", s.clock.first_day)
    if subject.path.stem != s.id:
        yield TextAt((), subject.path.stem, "head", s.clock.first_day)


def _told(subject: Subject, roles: frozenset[str], before: int) -> Iterator[TextAt]:
    for at in subject.texts:
        if at.role in roles and at.day is not None and at.day < before:
            yield at


def _hits(s: Scenario, told: Haystack, word: str, day: int, why: str) -> Iterator[Hit]:
    for at in told.having(word):
        if at.day is None or at.day >= day or at.role not in _LISTED or _is_offered(s, at, word):
            continue
        place = f"on day {at.day}" if at.role != "head" else "before play"
        said = f"'{word}' can be read {place}; it belongs to day {day}, {why}."
        if not at.loc:
            said = f"the file's name has '{word}', which belongs to day {day}, {why}."
        yield Hit(
            at.loc,
            said,
            "Say it in other words, or list it under 'spoilers' with the day from which it may be read.",
        )


def _is_offered(s: Scenario, at: TextAt, word: str) -> bool:
    """Whether an option of the same question names it: then its feedback may, too."""
    if at.role not in _FEEDBACK or at.owner is None:
        return False
    return any(has(o.text, word) for o in getattr(s.decisions[at.owner], "options", ()))


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
            key, day = spelled(word), first_told[order][0]
            given[key] = min(day, given.get(key, day))
    for order, day in later.items():
        for word, is_name in called[order]:
            if len(word) > 3 and given[spelled(word)] >= day:
                yield word, day, is_name


def _without_history(s: Scenario, texts: Iterator[TextAt]) -> Iterator[TextAt]:
    """What a patient took before is no forecast."""
    for at in texts:
        index = at.loc[1] if len(at.loc) > 1 else None
        if at.role == "finding" and isinstance(index, int):
            finding = s.findings[index]
            if finding.day < s.clock.first_day or getattr(finding, "topic", "") == "history":
                continue
        yield at


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
