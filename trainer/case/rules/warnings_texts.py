"""Slips that any text can have, whatever its role."""

from __future__ import annotations

import re

from trainer.case.model.scenario import Patient
from trainer.case.reading.text import SEPARATORS
from trainer.case.rules.base import Hit, Hits, Subject, in_text
from trainer.case.rules.texts import TextAt
from trainer.files.lists import words_in

_TODO = re.compile(r"TODO(?<!\wTODO)\b")


def w401_todo_left(subject: Subject) -> Hits:
    """TODO left

    A draft marks with TODO what only a person can decide; a case with one is not ready to be played. Both values and comments are searched.

      learning_points:
    -   - {id: slow, text: "TODO: what is learnt from this?", cite: made-up P2}
    +   - {id: slow, text: A film lags behind the patient., cite: made-up P2}
    """
    message, advice = "something is still to be done here.", "Do it, then take the TODO out."
    for _, line, column in in_text(_TODO, subject.text):
        yield Hit((), message, advice, line=line, column=column)


# Two capitals, or several letters and a digit; not in a unit, nor 'B12' or 'L4', nor 'McBurney'. The
# first capital comes first, and most words end after it in small letters: the rest takes far longer.
_SHORT = re.compile(
    r"[A-Z](?![a-z]*\b)(?<![\w/].)(?![a-z]?[A-Z][a-z]{3}|[A-Z][a-z]{1,2}[A-Z][a-z]{3})"
    r"(?:[A-Za-z]+[0-9]|[A-Za-z]*[A-Z])[A-Za-z0-9]*(?![\w/])"
)
# 'magnetic resonance imaging (MRI)' and 'MRI (magnetic resonance imaging)'.
_EXPANDED = re.compile(r"\(([A-Z][\w/-]+)[,;)]|\b([A-Z]{2,}\w*) \(")
_ROMAN = re.compile(r"[IVX]+$")
_UNREAD = frozenset({"order", "name", "term", "label", "facilitator"})


def w422_abbreviation(subject: Subject) -> Hits:
    """an abbreviation before its expansion

    A question that cannot be read cannot be answered (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). An abbreviation is expanded by the glossary from its day on, or in brackets beside it. Units and names of results and orders do not count; each abbreviation is reported once, where it is read first.

      findings:
        - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    -   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD., orders: [chest-radiograph], cite: made-up P2}
    +   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow as in COPD (chronic obstructive pulmonary disease)., orders: [chest-radiograph], cite: made-up P2}
    """
    s = subject.scenario
    end = s.clock.last_day + 1
    known = dict.fromkeys(words_in(__file__, "lists/abbreviations.txt"), s.clock.first_day)
    for at in subject.texts.in_roles("name"):
        # The table of results has the short name beside the long one, once it is measured.
        if at.loc[-1] == "short" and at.day is not None:
            known.setdefault(_singular(at.text), at.day)
    for term in s.glossary:
        day = s.clock.first_day if term.from_day is None else term.from_day
        for part in _names(term.term):
            known[part] = min(day, known.get(part, end))
    used: dict[str, list[TextAt]] = {}
    for at, match in subject.texts.matches(_SHORT):
        if at.role not in _UNREAD:
            used.setdefault(_singular(match[0]), []).append(at)
    for name, texts in used.items():
        if known.get(name, end) <= s.clock.first_day or _ROMAN.match(name):
            continue
        days = [known[name]] if name in known else []
        days += [_day(at, end) for at in texts if name in _expanded(at.text)]
        first = min(texts, key=lambda at: _day(at, end))
        if not days or min(days) > _day(first, end):
            late = f" before day {min(days)}." if days and min(days) < end else "."
            advice = "Write it out, add it to the glossary, or let the glossary have it earlier."
            yield Hit(first.loc, f"'{name}' is not expanded{late}", advice)


def _day(at: TextAt, end: int) -> int:
    return end if at.day is None else at.day


def _expanded(text: str) -> list[str]:
    """The abbreviations that a text expands."""
    return [name for pair in _EXPANDED.findall(text) for name in _names(pair[0] or pair[1])]


def _names(text: str) -> list[str]:
    """The abbreviations in a text."""
    return [_singular(name) for name in _SHORT.findall(text)]


def _singular(name: str) -> str:
    return name.removesuffix("s") if name[:-1].isupper() else name


# Joiners (U+200C, U+200D) and marks of direction are part of how some languages are written.
_NAMES = {
    **dict.fromkeys(SEPARATORS, "line separator"),
    **dict.fromkeys("\u200b\u2060\ufeff\u180e", "space without width"),
    "\u00ad": "soft hyphen",
}
_INSTEAD = {
    "line separator": "Put a space or an ordinary line break in its place.",
    "space without width": "Remove it.",
    "soft hyphen": "Remove it, or write an ordinary hyphen.",
}
_INVISIBLE = re.compile(f"([{''.join(_NAMES)}]).*")  # the first of each line


def w426_invisible_character(subject: Subject) -> Hits:
    """invisible character

    It comes with text copied from the web or a PDF, and no editor shows it. A search does not find words with a soft hyphen or a space without width in them; a line separator (U+0085, U+2028, U+2029) ends a line for some readers of YAML and not for others, so that the rest of a comment is taken for a key.

    - title: A cough\u200b that stays
    + title: A cough that stays
    """
    # To look for each character alone takes a tenth of the time of the pattern.
    text = subject.text if any(character in subject.text for character in _NAMES) else ""
    for match, line, column in in_text(_INVISIBLE, text):
        name = _NAMES[match[1]]
        message = f"an invisible {name} (U+{ord(match[1]):04X})."
        yield Hit((), message, _INSTEAD[name], line=line, column=column)


_AGED = re.compile(
    r"\b(?P<age>\d{1,3})[- ]year[- ]old\b|\b(?:man|woman|male|female|patient) (?:of|aged) (?P<of>\d{1,3})\b(?! ?kg)",
    re.IGNORECASE,
)
_PRONOUNS = {"male": re.compile(r"\b(?:she|hers?|herself|(?:woman|girl) of \d+)\b", re.IGNORECASE),
       "female": re.compile(r"\b(?:he|his|him|himself|(?:man|boy) of \d+)\b", re.IGNORECASE)}  # fmt: skip
# Every text that a pattern can match has one of these bits (in small letters).
_BITS = {
    "male": (" she ", " her ", " hers", "herself", "woman", "girl"),
    "female": (" he ", " his ", " him ", "himself", "man of", "boy of"),
}
_OTHERS = re.compile(
    r"\b(?:mother|father|wife|husband|partner|son|daughter|sister|brother|parents?|child|baby|infant|newborn"
    r"|twin|aunt|uncle|friend|neighbour|colleague|nurse|doctor|surgeon|physician|donor|contact|relative|family)s?\b",
    re.IGNORECASE,
)
_ROLES = frozenset({"head", "finding", "course", "prompt", "option", "answer"})


def w438_another_patient(subject: Subject) -> Hits:
    """another patient's age or pronoun

    The text was copied from another case, or the sex is a slip: learners notice, and no longer know whom they treat. Texts that also name another person are passed over.

    - summary: A man of 50 with a cough. Two decisions on what to look for and what to do.
    + summary: A woman of 50 with a cough. Two decisions on what to look for and what to do.
    """
    patient = subject.scenario.patient
    for at in subject.texts.having_any(("year old", "man of", "patient of", " aged ")):
        match = _AGED.search(at.text) if at.role in _ROLES else None
        if match and patient.age_unit == "years":
            age = int(match["age"] or match["of"])
            if age != patient.age and not _OTHERS.search(at.text):
                message = f"'{match[0]}' is not the age of the patient, who is {patient.age}."
                yield Hit(at.loc, message, "Correct one of the two.")
    yield from _pronouns(subject, patient)


def _pronouns(subject: Subject, patient: Patient) -> Hits:
    if patient.sex not in _PRONOUNS:
        return
    for at in subject.texts.having_any(_BITS[patient.sex]):
        match = _PRONOUNS[patient.sex].search(at.text) if at.role in _ROLES else None
        if match and not _OTHERS.search(at.text):
            message = f"'{match[0]}' does not go with the patient, who is {patient.sex}."
            yield Hit(at.loc, message, "Correct the word, or say whom it means.")


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)\d\d|{_MONTH}\s+{_DAY},?\s+(?:19|20)\d\d"
    r"|[0-3]?\d[./][01]?\d[./](?:19|20)\d\d)\b"
)


def w439_calendar_date(subject: Subject) -> Hits:
    """a date of the calendar

    A date can lead to the patient: reports are published without details that identify (ICMJE Recommendations, II.E). A learner needs only the days of the case, which the format counts from the clock's start.

      findings:
    -   - {id: story, kind: text, day: 1, title: Story, text: She was admitted on 4 September 2013 with a cough., topic: history, cite: made-up P1}
    +   - {id: story, kind: text, day: 1, title: Story, text: She was admitted with a cough., topic: history, cite: made-up P1}
        - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 121.30, cite: made-up P1}
        - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
    # Every date that the pattern matches has the first digits of its year.
    for at, match in subject.texts.matching(_DATE, ("19", "20")):
        message = f"'{match[0]}' is a date of the calendar."
        yield Hit(at.loc, message, "Count days as the clock does, and leave the date out.")


_NUMBERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
_COUNT = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:decisions?|questions?)\b", re.IGNORECASE
)


def w441_wrong_count(subject: Subject) -> Hits:
    """a wrong count in the summary

    The library shows the summary; its count is easily forgotten when a question is added or taken out.

    - summary: A woman of 50 with a cough. Three decisions on what to look for and what to do.
    + summary: A woman of 50 with a cough. Two decisions on what to look for and what to do.
    """
    count = len(subject.scenario.decisions)
    for at, match in subject.texts.in_roles("head").matching(_COUNT, ("decision", "question")):
        word = match["count"].casefold()
        number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
        if number != count:
            message = f"'{match[0]}' is wrong: the case has {count}."
            yield Hit(at.loc, message, "Correct the number, or leave it out.")
