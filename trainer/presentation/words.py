"""Findings, days and citations in words, the same on every interface."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.case import model
from trainer.case.compiled import Case
from trainer.presentation.cautions import DISCLAIMER as DISCLAIMER

NOT_A_STANDARD = "A report is one patient's course, not a standard of care."
COURSE_GOES_ON = (
    "The reported course goes on as reported, whatever you choose: what your choices would have"
    " changed is not simulated."
)


def age_and_sex(case: Case) -> str:
    """The patient's age and sex."""
    patient = case.scenario.patient
    return f"{patient.age} {patient.age_unit}, {patient.sex}"


def day_text(case: Case, day: int, when: str | None = None) -> str:
    """``Day 13``, with how the report dates it (``when``) if that is not an exact day."""
    clock = case.scenario.clock
    if when:
        return f"Day {day} ({when})" if day >= clock.starts_at else when
    if day < clock.starts_at:
        return f"Day {day}, before day {clock.starts_at}"
    return f"Day {day}"


def flag(case: Case, finding: model.ValueFinding) -> str:
    """``H`` (high), ``L`` (low), ``A`` (result marked abnormal by the author), or nothing.

    ``<5`` is never flagged as high and ``>5`` never as low: only the bound is known.
    """
    if finding.abnormal is not None:
        return "A" if finding.abnormal else ""
    reference = case.analytes[finding.analyte].reference
    value = finding.value
    if reference is None or value is None:
        return ""
    if reference.high is not None and value.number > reference.high.number:
        return "" if value.comparator.startswith("<") else "H"
    if reference.low is not None and value.number < reference.low.number:
        return "" if value.comparator.startswith(">") else "L"
    return ""


def value_text(case: Case, finding: model.ValueFinding) -> str:
    """The value as printed with unit and flag, or the words of the report if it gives no value."""
    analyte = case.analytes[finding.analyte]
    mark = flag(case, finding)
    tail = f" [{mark}]" if mark else ""
    if finding.value is not None:
        return f"{finding.value} {analyte.shown_unit}".rstrip() + tail
    if finding.result is not None:
        return finding.result + tail
    return f"{finding.silent} (the report gives no value)"


def title(case: Case, finding: model.Finding) -> str:
    """The title of a finding."""
    match finding:
        case model.ValueFinding():
            return case.analytes[finding.analyte].name
        case model.TextFinding() | model.ImageFinding():
            return finding.title
        case model.CultureFinding():
            return f"Culture: {finding.specimen}"
        case model.SignFinding():
            return finding.name


def finding_text(case: Case, finding: model.Finding) -> str:
    """The text of a finding, with other versions in the report and the note on lines below."""
    match finding:
        case model.ValueFinding():
            text = value_text(case, finding)
        case model.TextFinding() | model.ImageFinding():
            text = finding.text
        case model.CultureFinding():
            growth = {True: "growth. ", False: "no growth. ", None: ""}[finding.growth]
            text = growth + finding.text
        case model.SignFinding():
            text = "present" if finding.present else "absent"
            text += f". {finding.text}" if finding.text else ""
    versions = [f"The report also says: {v.says} ({cites(v.cite)})" for v in finding.versions]
    note = [finding.note] if finding.note else []
    return "\n".join([text, *versions, *note])


def cites(citations: Iterable[model.Citation]) -> str:
    """``imai-2024 C4, D2; eular-2022 T1``: each source once, with its places."""
    places: dict[str, list[str]] = {}
    for c in citations:
        places.setdefault(c.source, []).append(c.locator)
    return "; ".join(f"{source} {', '.join(each)}" for source, each in places.items())


def score_text(score: float | None) -> str:
    """``74 of 100``, or ``nothing to score``."""
    return "nothing to score" if score is None else f"{score:.0f} of 100"
