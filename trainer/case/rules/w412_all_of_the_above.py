"""All or none of the above as an option."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import mentions

_ABOVE = re.compile(
    r"(?:all|none|neither|both|any|some|each)(?: (?:of|the|these|those|them|two|three|four|other|listed|given))*"
    r" (?:above|below|these|those|them|options|answers|choices|listed|given)(?: options| answers| choices)?\W*"
    r"|.*\b(?:all|none|both|any) of the (?:above|other options|other answers)\b.*",
    re.IGNORECASE,
)
_PARTS = (
    "above",
    "below",
    "these",
    "those",
    "them",
    "options",
    "answers",
    "choices",
    "listed",
    "given",
)
_LETTERS = re.compile(
    r"(?:both )?\(?[a-h1-8]\)? (?:and|or) \(?[a-h1-8]\)?(?: only| are (?:correct|true|right))?\W*",
    re.IGNORECASE,
)


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        worded = mentions(choice.low, _PARTS)
        for j, text in enumerate(choice.texts):
            if _LETTERS.fullmatch(text) or (worded and _ABOVE.fullmatch(text)):
                yield Hit(
                    choice.text_of(j), "this option is about the other options.",
                    "Leave it out; where several are right, make the decision 'kind: several'.",
                )  # fmt: skip


_PROMPT = "Which step comes first in looking for the cause of her cough?"

RULE = Rule(
    "W412",
    "warning",
    "all or none of the above",
    _check,
    reason="Two right options prove 'all', one wrong one disproves it; 'none' shows only that wrong ones were known (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Options are shown in any order, so there may be nothing above.",
    bad=asks(one(_PROMPT, "Bronchoscopy", "*A film of the chest", "All of the above")),
    good=asks(one(_PROMPT, "Bronchoscopy", "*A film of the chest", "A blood test")),
)
