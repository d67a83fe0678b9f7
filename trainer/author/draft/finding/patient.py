"""The patient's age and sex, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.author.draft.finding.numbers import CARDINAL, number
from trainer.author.draft.finding.places import Place


@dataclass(frozen=True, slots=True)
class PatientFound:
    """What was found and where; None and empty for what was not."""

    age: int | None = None
    unit: str = "years"
    sex: str = ""
    locator: str = ""


_AGE = re.compile(rf"\b(?P<age>{CARDINAL})[\s-]*(?P<unit>years?|yrs?|months?|days?|"
                  rf"weeks?)[\s-]*(?:old|of\sage)\b"
                  r"|\b(?P<age2>[0-9]{1,3})\s?(?:y/?o|yo)\b"
                  r"|\baged\s(?P<age3>[0-9]{1,3})\b", re.IGNORECASE)  # fmt: skip
_SEX = (
    ("male", re.compile(r"\b(?:man|male|boy|gentleman|he|his|father|M)\b")),
    ("female", re.compile(r"\b(?:woman|female|girl|lady|she|her|mother|F)\b")),
)


_LIKELY = ("case", "abstract", "background")


def patient_in(places: Iterable[Place]) -> PatientFound:
    """The patient of the case section, else of the abstract."""
    ranked = sorted(
        (p for p in places if p.kind == "paragraph" and p.role in _LIKELY),
        key=lambda p: _LIKELY.index(p.role),
    )
    for place in ranked:
        if match := _AGE.search(place.text[:20_000]):
            return _read(match, place)
    return PatientFound()


def _read(match: re.Match[str], place: Place) -> PatientFound:
    age = number(match["age"] or match["age2"] or match["age3"])
    unit = (match["unit"] or "years")[0].casefold()
    if unit == "w":
        age, unit = age * 7, "d"
    # Behind the age first; pronouns of the sentence after it decide where no noun does.
    sex = _sex(place.text[match.end() : match.end() + 60]) or _sex(place.text)
    name = {"y": "years", "m": "months", "d": "days"}[unit]
    return PatientFound(age if age <= 130 else None, name, sex, place.locator)


def _sex(text: str) -> str:
    found = [(m.start(), sex) for sex, pattern in _SEX if (m := pattern.search(text))]
    return min(found)[1] if found else ""
