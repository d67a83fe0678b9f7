"""A provenance that does not say what is known of the patient's consent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject

_CONSENT = re.compile(
    r"\b(?:consent|consents|consented|assent|assented|informed permission)\b"
    r"|\b(?:made[ -]up|invented|fictional|fictitious|synthetic|imagined|no (?:such |real )?patient)\b",
    re.IGNORECASE,
)


def _check(subject: Subject) -> Iterator[Hit]:
    if not _CONSENT.search(subject.scenario.provenance):
        yield Hit(
            ("provenance",),
            "the provenance does not speak of the patient's consent.",
            "Say where the report states consent to publication, or that it does not, or that the case is made up.",
        )


RULE = Rule(
    "R318",
    "error",
    "nothing on consent",
    _check,
    reason="The CARE guideline asks every case report for the patient's informed consent (item 13, https://www.care-statement.org); who retells it must have looked. Where there is no patient, the word is that the case is made up.",
    bad="provenance: Taken over from the report.\n",
    good="provenance: The report states that the patient gave written consent to publication.\n",
)
