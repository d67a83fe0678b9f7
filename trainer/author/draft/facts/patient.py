"""Find the patient's age and sex, if the text gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.author.draft.facts.numbers import CARDINAL, number
from trainer.author.draft.facts.places import Place


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """Age and sex, and the place that gives them; None or empty if the text does not."""

    age: int | None = None
    unit: str = "years"
    sex: str = ""
    locator: str = ""


_AGE = re.compile(rf"\b(?P<age>{CARDINAL})[\s-]*(?P<unit>years?|yrs?|months?|days?|"
                  rf"weeks?)[\s-]*(?:old|of\sage)\b"
                  r"|\b(?P<age2>[0-9]{1,3})\s?(?:y/?o|yo)\b"
                  r"|\baged\s(?P<age3>[0-9]{1,3})\b"
                  r"|\b(?:man|woman|boy|girl|male|female|lady|gentleman|patient|gravida|primigravida"
                  r"|multigravida|primipara|multipara)\b[^.;]{0,30}?\b(?:of|at)\s"
                  r"(?P<age4>[0-9]{1,3})(?:\syears)?\b(?!\s?(?:weeks?|days?|months?|%|mg|°))",
                  re.IGNORECASE)  # fmt: skip
_LIKELY = ("case", "abstract", "background")


def patient_in(places: Sequence[Place]) -> PatientFacts:
    """The patient of the case section, else of the abstract, else of the background."""
    for role in _LIKELY:
        for place in places:
            if place.kind != "paragraph" or place.role != role:
                continue
            if match := _AGE.search(place.text[:20_000]):
                return _read(match, place)
    for place in places:
        if place.kind == "paragraph" and place.role == "case" and (sex := _sex(place.text)):
            return PatientFacts(sex=sex, locator=place.locator)
    return PatientFacts()


def _read(match: re.Match[str], place: Place) -> PatientFacts:
    age = number(match["age"] or match["age2"] or match["age3"] or match["age4"]) or 0
    unit = (match["unit"] or "years")[0].casefold()
    if unit == "w":
        age, unit = age * 7, "d"
    # A noun or pronoun just after the age decides, else the first one of the paragraph.
    sex = _sex(place.text[match.end() : match.end() + 60]) or _sex(place.text)
    name = {"y": "years", "m": "months", "d": "days"}[unit]
    return PatientFacts(age if age <= 130 else None, name, sex, place.locator)


def _sex(text: str) -> str:
    first = re.search(
        r"\b(?:(?P<male>[Mm]an|[Mm]ale|[Bb]oy|gentleman|[Hh]e|[Hh]is|father|M)"
        r"|(?:[Ww]oman|[Ff]emale|[Gg]irl|lady|[Ss]he|[Hh]er|mother|F"
        r"|(?:(?:[Pp]rimi|[Mm]ulti|[Nn]ulli)?gravida|(?:[Pp]rimi|[Mm]ulti|[Nn]ulli)parous|G[0-9]P[0-9]"
        r"|[Pp]regnant|[Pp]ostpartum)))\b", text
    )  # fmt: skip
    return "" if first is None else "male" if first["male"] else "female"
