"""TODO left

A draft marks with TODO what only a person can decide; a case with one is not ready to be played. Looked for in values and in comments.

  learning_points:
-   - {id: slow, text: "TODO: what is learnt from this?", cite: made-up P2}
+   - {id: slow, text: A film lags behind the patient., cite: made-up P2}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, in_text

_TODO = re.compile(r"TODO(?<!\wTODO)\b")


def check(subject: Subject) -> Hits:
    message, advice = "something is still to be done here.", "Do it, then take the TODO out."
    for _, line, column in in_text(_TODO, subject.text):
        yield Hit((), message, advice, line=line, column=column)
