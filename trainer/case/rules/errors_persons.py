"""Texts that identify a person, and a file that says nothing about the patient's consent."""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})"
_NUMBER = r"(?:\s*(?:no|number|nr|num|#)\b\.?)?\s*[:#]?\s*[A-Z]{0,3}-?\d[\d-]{3,}"

# Each with bits (in small letters, a space for a hyphen) of which one is in every text it can match.
# A pattern that begins with a capital letter is fast without bits, as it looks back only after that.
_KINDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("the name of a person", (),
     r"M(?<!\wM)(?:rs?|s|x|iss)\b\.?\s+[A-Z](?:[a-z'-]+|\.|\b)"),
    ("the name of a person", (" named ", "'s name", " initials", "name of the p"),
     r"(?:\b(?:[Pp]atient|[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Ii]nfant),?\s+(?:is\s+|was\s+)?named\s+[A-Z][a-z]+|\b[Pp]atient's\s+name\b(?:\s+is|\s*:)\s*[A-Z]|\bname\s+of\s+the\s+patient\s*(?:is|:)\s*[A-Z]|\b[Ii]nitials(?:\s+are)?\s*:?\s+[A-Z]\.?\s?[A-Z]\b)"),
    ("the name of a person", ("dr. ", "dr ", "prof", "doctor "),
     r"\b(?:Dr|Prof|Professor|Doctor)\b\.?\s+[A-Z][a-z'-]+"),
    ("a date of birth", ("born", "birth", "dob", "d.o.b"),
     rf"(?i)\b(?:born(?:\s+on)?|date\s+of\s+birth|birth\s?da(?:te|y)|dob|d\.o\.b\.?)\s*(?:is|was|on|:|-)?\s*(?:the\s+)?{_DATE}"),
    ("a record number", ("mrn", "ssn", " record", " number", " no."),
     rf"(?i)\b(?:(?:MRN|SSN|(?:medical|patient|hospital|case)\s+record){_NUMBER}|(?:record|hospital|patient|chart|file|NHS|insurance|social\s+security)\s+(?:ID\s+)?(?:no\.|number)\s*[:#]?\s*(?:is\s+)?[A-Z]{{0,3}}-?\d[\d-]{{3,}})"),
    ("a telephone number", ("phone", "tel.", "tel:", " tel ", "fax", "mobile", "pager"),
     r"(?i)(?:phone|\btel|\bmobile|\bfax|\bpager)\b(?:\s*(?:no|number)\b)?\.?\s*[:.]?\s*(?:at|on|is)?\s*\+?\(?\d[\d\s().-]{5,}\d"),
    ("a telephone number", ("+",),
     r"\+(?<![\w+.]\+)\d{1,3}[\s(-]\(?\d[\d\s().-]{5,}\d"),
    ("an e-mail address", ("@",), r"(?i)[\w.+-]+@[\w-]+\.[\w.-]*[a-z]"),
)  # fmt: skip


def r317_identity(subject: Subject) -> Hits:
    """something that identifies a person

    Reports are published without details that identify the patient, and a retelling must add none (ICMJE Recommendations, II.E). The rule looks for titles with a name, birth dates, record and telephone numbers and e-mail addresses in every text that is shown, except citations and authors.

    - summary: Mrs. Smith, born on 3 May 1970, has a cough.
    + summary: A woman of 50 has a cough.
    """
    for detail, bits, pattern in _KINDS:
        for at, match in subject.texts.matching(pattern, bits):
            message = f"this looks like {detail}: '{match[0].strip()}'."
            advice = "Leave it out: nothing may lead to the patient or to those who cared for them."
            yield Hit(at.loc, message, advice)


_CONSENT = re.compile(
    r"\b(?:consent|consents|consented|assent|assented|informed permission)\b"
    r"|\b(?:made[ -]up|invented|fictional|fictitious|synthetic|imagined|no (?:such |real )?patient)\b",
    re.IGNORECASE,
)


def r318_no_consent(subject: Subject) -> Hits:
    """nothing on consent

    The CARE guideline asks every case report for the patient's informed consent (item 13, https://www.care-statement.org); an author who retells a report must have looked for it. If there is no patient, the provenance says that the case is made up.

    - provenance: Taken over from the report.
    + provenance: The report states that the patient gave written consent to publication.
    """
    if not _CONSENT.search(subject.scenario.provenance):
        message = "the provenance does not mention the patient's consent."
        advice = "Say where the report states consent to publication, or that it does not, or that the case is made up."
        yield Hit(("provenance",), message, advice)
