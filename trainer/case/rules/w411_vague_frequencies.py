"""Usually, rarely, often in an option or a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import mentions
from trainer.files.lists import words_in

_LIST = "lists/vague.txt"


@cache
def _vague() -> re.Pattern[str]:
    # 'How often' asks for a figure, 'most often' and 'more often' compare: neither is vague.
    return re.compile(
        r"(?<!\bhow )(?<!\bmost )(?<!\bmore )(?<!\bless )(?<!\bleast )(?<!\btoo )(?<!\bas )"
        rf"\b(?:{'|'.join(words_in(__file__, _LIST))})\b",
        re.IGNORECASE,
    )


def _check(subject: Subject) -> Iterator[Hit]:
    for at in subject.texts:
        if at.role not in ("prompt", "option"):
            continue
        if mentions(at.text.lower(), words_in(__file__, _LIST)) and (
            found := _vague().search(at.text)
        ):
            yield Hit(
                at.loc, f"'{found[0]}' is a different number for everybody.",
                "Give the figure, or leave the word out.",
            )  # fmt: skip


RULE = Rule(
    "W411",
    "warning",
    "vague frequencies",
    _check,
    reason="Readers put very different numbers on such words, so the same option is right for one and wrong for the next (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Looked for in questions and options.",
    bad=asks(one("Which finding usually goes with her cough?", "A fever", "*A shadow", "A rash")),
    good=asks(one("Which finding goes with her cough in this report?", "A fever", "*A shadow", "A rash")),
)  # fmt: skip
