"""Always, never, only in an option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import mentions
from trainer.files.lists import words_in

_LIST = "lists/absolute.txt"


@cache
def _absolute() -> re.Pattern[str]:
    # 'not only' and 'never smoked' say nothing absolute.
    return re.compile(
        rf"\b(?:{'|'.join(words_in(__file__, _LIST))}|(?<!not )only"
        r"|never(?![ -]?(?:smok|treated|vaccinated|married)))\b",
        re.IGNORECASE,
    )


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if not mentions(choice.low, (*words_in(__file__, _LIST), "only", "never")):
            continue
        for j, text in enumerate(choice.texts):
            if found := _absolute().search(text):
                yield Hit(
                    choice.text_of(j), f"'{found[0]}' is absolute.",
                    "Say what is done or when, without it.",
                )  # fmt: skip


_PROMPT = "Which step comes first in looking for the cause of her cough?"

RULE = Rule(
    "W410",
    "warning",
    "absolute terms in an option",
    _check,
    reason="Little in medicine is always or never so: test-wise learners cross such options out unread (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).",
    bad=asks(one(_PROMPT, "Always bronchoscopy", "*A film of the chest", "A blood test")),
    good=asks(one(_PROMPT, "Bronchoscopy today", "*A film of the chest", "A blood test")),
)
