"""nothing on consent

The CARE guideline asks every case report for the patient's informed consent (item 13, https://www.care-statement.org); who retells it must have looked. Where there is no patient, the word is that the case is made up.

- provenance: Taken over from the report.
+ provenance: The report states that the patient gave written consent to publication.
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_CONSENT = re.compile(
    r"\b(?:consent|consents|consented|assent|assented|informed permission)\b"
    r"|\b(?:made[ -]up|invented|fictional|fictitious|synthetic|imagined|no (?:such |real )?patient)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Hits:
    if not _CONSENT.search(subject.scenario.provenance):
        message = "the provenance does not speak of the patient's consent."
        advice = "Say where the report states consent to publication, or that it does not, or that the case is made up."
        yield Hit(("provenance",), message, advice)
