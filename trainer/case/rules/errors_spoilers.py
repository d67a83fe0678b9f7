"""Words that can be read before their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.case.model import CourseEntry, Scenario
from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.text_index import has, spelled
from trainer.case.rules.texts import TextAt

# Texts that state facts. An option does not, as it is one of several; nor does the name of an order,
# as the catalogue is the same for all cases.
_FACTS = frozenset({"head", "finding", "course", "source-note"})
_QUESTIONS = frozenset({"title", "prompt", "hint"})
_FEEDBACK = frozenset({"hint", "why", "answer"})
_LISTED = _FACTS | _QUESTIONS | {"why", "answer", "term", "order", "name"}
_ADVICE = (
    "Say it in other words, or list it under 'spoilers' with the day from which it may be read."
)


def r320_spoiler(subject: Subject) -> Hits:
    """spoiler

    Learners should decide before they know the outcome. A word of a later day in the title, the file's name, a tag, the glossary, an order's name or an earlier text prevents that. The file lists such words under 'spoilers'; treatments that the course starts later and terms that the glossary explains later are found without a list. Options are checked by W429.

    - title: A cough with lymphomas in the end
    + title: A cough that stays
      spoilers:
        - {words: [lymphoma], day: 5}
    """
    s = subject.scenario
    for word, day, listed in subject.early_spoilers:
        yield from _hits(subject, word, day, "as 'spoilers' says", _LISTED, listed)
    # For the words that the file lists, the day given there counts.
    own = {spelled(word) for word, _, _ in subject.early_spoilers}
    for word, day, is_name in _later_treatments(subject):
        if spelled(word) not in own:
            texts = subject.texts if is_name else subject.texts.in_roles("head")
            early = texts.having(word, day)
            yield from _hits(subject, word, day, "when the course starts it", _FACTS, early)
    for term in s.glossary:
        day = term.from_day or s.clock.first_day
        if day > s.clock.first_day and len(term.term) > 2 and spelled(term.term) not in own:
            why = "when the glossary explains it"
            early = subject.texts.having(term.term, day)
            yield from _hits(subject, term.term, day, why, _FACTS | _QUESTIONS, early)


def _hits(
    subject: Subject, word: str, day: int, why: str, roles: frozenset[str], texts: Iterable[TextAt]
) -> Hits:
    s = subject.scenario
    for name in subject.names.having(word, day):
        place = "the id" if name.loc else "the file's name"
        message = f"{place} has '{word}', which belongs to day {day}, {why}."
        yield Hit(name.loc, message, _ADVICE, about=(word,))
    for at in texts:
        if at.role in roles and not (_is_offered(s, at, word) or _is_history(s, at, roles)):
            place = f"on day {at.day}" if at.role != "head" else "before play"
            message = f"'{word}' can be read {place}; it belongs to day {day}, {why}."
            yield Hit(at.loc, message, _ADVICE, about=(word,))


def _is_offered(s: Scenario, at: TextAt, word: str) -> bool:
    """Whether an option of the same question has the word: then its feedback may have it, too."""
    return at.role in _FEEDBACK and any(
        has(option.wording, word) for option in s.decisions[int(at.loc[1])].choices
    )


def _is_history(s: Scenario, at: TextAt, roles: frozenset[str]) -> bool:
    """Whether the text is the patient's history, which may name a later treatment.

    Words that the file lists as spoilers must not be there, either.
    """
    if at.role != "finding" or roles is _LISTED:
        return False
    finding = s.findings[int(at.loc[1])]
    return finding.day < s.clock.first_day or getattr(finding, "topic", "") == "history"


def _later_treatments(subject: Subject) -> Iterator[tuple[str, int, bool]]:
    """Each name and synonym of a treatment that starts after the first day, and its day.

    The third value tells names from synonyms. Left out are words that also name an earlier order,
    and words of up to three letters, which may mean anything.
    """
    s = subject.scenario
    first: dict[str, CourseEntry] = {}
    for entry in sorted(s.course, key=lambda e: e.day):
        for order in entry.orders:
            first.setdefault(order, entry)
    own = {o.id: o for o in s.orders}
    words: dict[str, list[tuple[str, bool]]] = {}
    since: dict[str, int] = {}
    for order, entry in first.items():
        known = [o for o in (subject.catalogue.orders.get(order), own.get(order)) if o is not None]
        words[order] = [(o.name, True) for o in known]
        words[order] += [(synonym, False) for o in known for synonym in o.synonyms]
        for word, _ in words[order]:
            since.setdefault(word.lower(), entry.day)
    for order, entry in first.items():
        if entry.action == "start" and entry.day > s.clock.first_day:
            for word, is_name in words[order]:
                if len(word) > 3 and since[word.lower()] >= entry.day:
                    yield word, entry.day, is_name
