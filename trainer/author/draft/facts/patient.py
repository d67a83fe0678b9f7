"""The patient's age and sex, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.author.draft.facts.numbers import CARDINAL, number
from trainer.author.draft.facts.places import Place


@dataclass(frozen=True, slots=True)
class Patient:
    """Age and sex, and where they stand; None and empty for what the text does not say."""

    age: int | None = None
    unit: str = "years"
    sex: str = ""
    locator: str = ""


_AGE = re.compile(rf"\b(?P<age>{CARDINAL})[\s-]*(?P<unit>years?|yrs?|months?|days?|"
                  rf"weeks?)[\s-]*(?:old|of\sage)\b"
                  r"|\b(?P<age2>[0-9]{1,3})\s?(?:y/?o|yo)\b"
                  r"|\baged\s(?P<age3>[0-9]{1,3})\b", re.IGNORECASE)  # fmt: skip
_LIKELY = ("case", "abstract", "background")


def patient_in(places: Sequence[Place]) -> Patient:
    """The patient of the case section, else of the abstract."""
    for role in _LIKELY:
        for place in places:
            if place.kind != "paragraph" or place.role != role:
                continue
            if match := _AGE.search(place.text[:20_000]):
                return _read(match, place)
    return Patient()


def _read(match: re.Match[str], place: Place) -> Patient:
    age = number(match["age"] or match["age2"] or match["age3"]) or 0
    unit = (match["unit"] or "years")[0].casefold()
    if unit == "w":
        age, unit = age * 7, "d"
    # Behind the age first; pronouns of the sentence after it decide where no noun does.
    sex = _sex(place.text[match.end() : match.end() + 60]) or _sex(place.text)
    name = {"y": "years", "m": "months", "d": "days"}[unit]
    return Patient(age if age <= 130 else None, name, sex, place.locator)


def _sex(text: str) -> str:
    first = re.search(
        r"\b(?:(?P<male>man|male|boy|gentleman|he|his|father|M)"
        r"|(?:woman|female|girl|lady|she|her|mother|F))\b", text
    )  # fmt: skip
    return "" if first is None else "male" if first["male"] else "female"
