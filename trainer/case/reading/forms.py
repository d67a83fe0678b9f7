"""How things are written, told to an author whose text is not."""

from __future__ import annotations

FORMS = {
    "id": "An id has lower-case letters, digits and single hyphens: 'day-13-ct'.",
    "version": "A version is three numbers in quotes: '1.0.0'.",
    "date": "A date is year-month-day: 2026-11-23.",
    "doi": "A DOI starts with 10.: '10.1186/s13256-024-04793-9', without https://doi.org/.",
    "pmid": "A PMID is a number in quotes.",
    "pmcid": "A PMCID is PMC and a number.",
    "loinc": "A LOINC code is digits, a hyphen and a check digit: '2276-4'.",
    "unit": "A unit is in UCUM, without spaces: 'ng/mL', '10*4/uL', '{index}'.",
    "rule": "It is the code of a warning: W407. Errors cannot be silenced.",
    "picks": "A pick is a decision, a slash and an option: 'escalate/plasma-exchange'.",
}
"""By the key that has the form."""

MISFITS = {
    "citation": "Add the place after the source's id",
    "format": "Write: format: 1",
    "date": "Write a day of the calendar: 2026-11-23",
    "range": "Add the limit that the source gives",
    "value_finding": "Remove the others, or add the one that is missing",
    "contradiction": "List under 'versions' what each place says",
    "until": "Write the last day as a number, or: unknown",
    "course": "Add 'orders:', or make it an 'event'",
    "window": "Exchange the two days, or correct one",
    "watch": "Exchange the two days, or correct one",
    "clock": "Exchange the two days, or correct one",
    "taken": "Exchange the two days, or correct one",
    "panel": "Give the votes of each option, or remove the panel",
    "estimate": "Correct one of the two numbers",
}
"""By the kind of error that the model raises."""
