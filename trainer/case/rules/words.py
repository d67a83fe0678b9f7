"""Words of a text, as far as rules about wording need them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = ".,;:!?()[]\"'“”‘’…"

# Words that join others, and those that any question or plan is made of: sharing one gives
# nothing away.
_COMMON = frozenset(
    """
    about above after again against all also among and any are away back because been before being
    below beside best between both but can case cause chang could did does done down due each early
    either else even every few first following for from further get give given had has have having
    her here him his how if into it its just keep kind last late later least let like likely main
    make many may might more most much must need new next none nor not now of off often on once one
    only or other others our out over own part patient per picture plan put rather same see seen she
    should show shown side since so some start started still step stop such take than that the their
    them then there these they thing this those through thus time to today together too two three
    four under until up upon use very want was way week were what when where whether which while who
    whole why will with within without would yet you your day days hour month year explain
    diagnosi treatment treat patient's belong now around
    """.split()  # noqa: SIM905 - a list this long is read better so
)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, without the marks around them."""
    return [word.strip(_MARKS) for word in text.lower().split()]


def content(words: Iterable[str]) -> frozenset[str]:
    """Of ``tokens`` those of four letters and more with a meaning of their own, in the singular."""
    found = (_stem(word) for word in words if len(word) > 3 and word[0].isalpha())
    return frozenset(word for word in found if word not in _COMMON)


def mentions(text: str, any_of: Iterable[str]) -> bool:
    """Whether one of these strings is in the text: asked before a slower search."""
    return any(part in text for part in any_of)


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def asked(prompt: str) -> str:
    """The sentence of a prompt that asks: the last with a question mark, or the last."""
    sentences = SENTENCE_END.split(prompt)
    return next((s for s in reversed(sentences) if "?" in s), sentences[-1])
