"""a date of the calendar

A date leads to a patient, and days of the case are all that a learner needs: reports are published without dates that identify (ICMJE Recommendations, II.E), and the format counts days from the clock's start.

  findings:
-   - {id: story, kind: text, day: 1, title: Story, text: She was admitted on 4 September 2013 with a cough., topic: history, cite: made-up P1}
+   - {id: story, kind: text, day: 1, title: Story, text: She was admitted with a cough., topic: history, cite: made-up P1}
    - {id: ferritin-1, kind: value, day: 1, analyte: ferritin, value: 121.30, cite: made-up P1}
    - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)\d\d|{_MONTH}\s+{_DAY},?\s+(?:19|20)\d\d"
    r"|[0-3]?\d[./][01]?\d[./](?:19|20)\d\d)\b"
)


def check(subject: Subject) -> Hits:
    # Every date that is sought has the digits of a year.
    for at, match in subject.texts.matching(_DATE, bits=("19", "20")):
        message = f"'{match[0]}' is a date of the calendar."
        yield Hit(at.loc, message, "Count days as the clock does, and leave the date out.")
