"""An eponym in the right option alone."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.eponyms import eponym


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if not choice.tells_apart:
            continue
        found = {k: name for k in sorted(choice.key) if (name := eponym(choice.texts[k]))}
        wrong = (text for j, text in enumerate(choice.texts) if j not in choice.key)
        if found and not any(map(eponym, wrong)):
            where = min(found)
            yield Hit(
                choice.text_of(where), f"'{found[where]}' is the only eponym, and it is right.",
                "Say what it is in plain words, or name a wrong option after somebody too.",
            )  # fmt: skip


_PROMPT = "Which illness explains her cough and the flushed cheeks best?"

RULE = Rule(
    "W418",
    "warning",
    "an eponym in the key alone",
    _check,
    reason="A name stands out among descriptions and is remembered as an answer: one of the four flaws of ten that moved scores (Pham 2018, PMC10711986). Compared with a list of medical eponyms, and any name with an 's before a word such as disease or sign.",
    bad=asks(one(_PROMPT, "A viral bronchitis", "*Wegener's granulomatosis", "A drug reaction")),
    good=asks(
        one(_PROMPT, "A viral bronchitis", "*Wegener's granulomatosis", "Goodpasture's syndrome")
    ),
)
