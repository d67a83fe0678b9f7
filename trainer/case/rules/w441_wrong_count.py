"""a count in the summary that is not so

The library shows the summary; a question that was added or taken out leaves its number behind.

- summary: A woman of 50 with a cough. Three decisions on what to look for and what to do.
+ summary: A woman of 50 with a cough. Two decisions on what to look for and what to do.
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
_COUNT = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_WORDS)})\s+(?:decisions?|questions?)\b", re.IGNORECASE
)


def check(subject: Subject) -> Hits:
    count = len(subject.scenario.decisions)
    for at in subject.texts.of("head"):
        if match := _COUNT.search(at.text):
            word = match["count"].casefold()
            said = int(word) if word.isdigit() else _WORDS.index(word) + 1
            if said != count:
                message = f"'{match[0]}' is said here; the case has {count}."
                yield Hit(at.loc, message, "Correct the number, or leave it out.")
