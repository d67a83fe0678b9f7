"""another patient's age or pronoun

A text copied from another case, or a slip of the sex: learners notice, and no longer know whom they treat. Texts that name another person beside the patient are passed over.

- summary: A man of 50 with a cough. Two decisions on what to look for and what to do.
+ summary: A woman of 50 with a cough. Two decisions on what to look for and what to do.
"""

from __future__ import annotations

import re
from itertools import chain

from trainer.case.model import Patient
from trainer.case.rules.base import Hit, Hits, Subject

_AGED = re.compile(
    r"\b(?P<age>\d{1,3})[- ]year[- ]old\b|\b(?:man|woman|male|female|patient) (?:of|aged) (?P<of>\d{1,3})\b(?! ?kg)",
    re.IGNORECASE,
)
_OF = {"male": re.compile(r"\b(?:she|hers?|herself|(?:woman|girl) of \d+)\b", re.IGNORECASE),
       "female": re.compile(r"\b(?:he|his|him|himself|(?:man|boy) of \d+)\b", re.IGNORECASE)}  # fmt: skip
# What each text that a pattern can match has in it, in small letters, or begins with.
_BITS = {
    "male": (" she ", " her ", " hers", "herself", "woman", "girl"),
    "female": (" he ", " his ", " him ", "himself", "man of", "boy of"),
}
_STARTS = {"male": ("She ", "Her ", "Hers "), "female": ("He ", "His ")}
_OTHERS = re.compile(
    r"\b(?:mother|father|wife|husband|partner|son|daughter|sister|brother|parents?|child|baby|infant|newborn"
    r"|twin|aunt|uncle|friend|neighbour|colleague|nurse|doctor|surgeon|physician|donor|contact|relative|family)s?\b",
    re.IGNORECASE,
)
_ROLES = frozenset({"head", "finding", "course", "prompt", "option", "answer"})


def check(subject: Subject) -> Hits:
    patient = subject.scenario.patient
    for at in subject.texts.holding(("year old", "man of", "patient of", " aged ")):
        match = _AGED.search(at.text) if at.role in _ROLES else None
        if match and patient.age_unit == "years":
            age = int(match["age"] or match["of"])
            if age != patient.age and not _OTHERS.search(at.text):
                message = f"'{match[0]}' is not the age of the patient, who is {patient.age}."
                yield Hit(at.loc, message, "Correct one of the two.")
    yield from _pronouns(subject, patient)


def _pronouns(subject: Subject, patient: Patient) -> Hits:
    if patient.sex not in _OF:
        return
    begun = (at for at in subject.texts if at.text.startswith(_STARTS[patient.sex]))
    for at in chain(begun, subject.texts.holding(_BITS[patient.sex])):
        match = _OF[patient.sex].search(at.text) if at.role in _ROLES else None
        if match and not _OTHERS.search(at.text):
            message = f"'{match[0]}' does not go with the patient, who is {patient.sex}."
            yield Hit(at.loc, message, "Correct the word, or say whom it means.")
