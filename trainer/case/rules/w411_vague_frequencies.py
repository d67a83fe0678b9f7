"""vague frequencies

Readers put very different numbers on such words, so the same option is right for one and wrong for the next (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Looked for in questions and options.

- Which finding usually goes with her cough?
+ Which finding goes with her cough in this report?
    A fever
    *A shadow
    A rash
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.files.lists import words_in

_WORDS = words_in(__file__, "lists/vague.txt")
# 'How often' asks for a figure, 'most often' and 'more often' compare: neither is vague.
_VAGUE = re.compile(
    r"\b(?<!\bhow )(?<!\bmost )(?<!\bmore )(?<!\bless )(?<!\bleast )(?<!\btoo )(?<!\bas )"
    rf"(?:{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Hits:
    for at, match in subject.texts.matching(_VAGUE, "prompt", "option", bits=_WORDS):
        message = f"'{match[0]}' is a different number for everybody."
        yield Hit(at.loc, message, "Give the figure, or leave the word out.")
