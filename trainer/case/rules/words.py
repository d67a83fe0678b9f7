"""Words of a text, as far as rules about wording need them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.files.lists import set_in

_MARKS = ".,;:!?()[]\"'“”‘’…"

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, without the marks around them."""
    return [word.strip(_MARKS) for word in text.lower().split()]


def content(words: Iterable[str]) -> frozenset[str]:
    """Of ``tokens`` those of four letters and more with a meaning of their own, in the singular."""
    found = (_stem(word) for word in words if len(word) > 3 and word[0].isalpha())
    return frozenset(found) - set_in(__file__, "lists/common.txt")


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
