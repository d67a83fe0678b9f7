"""The words of a text, for the rules about wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.files.lists import set_in

_MARKS = ".,;:!?()[]\"'“”‘’…"

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, without the marks around them."""
    return [word.strip(_MARKS) for word in text.lower().split()]


def content(words: Iterable[str]) -> frozenset[str]:
    """The content words of ``tokens``: those of four letters or more that are not common words.

    They are put in the singular.
    """
    singular = [
        _singular(word) if word[-1] == "s" else word
        for word in words if len(word) > 3 and word[0].isalpha()
    ]  # fmt: skip
    return frozenset(singular) - set_in(__file__, "lists/common.txt")


@lru_cache(maxsize=4096)
def content_of(text: str) -> frozenset[str]:
    """The content words of a text, cached because several rules need them."""
    return content(tokens(text))


def _singular(word: str) -> str:
    """The singular of a word that ends in s."""
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word if word.endswith(("ss", "us")) else word[:-1]
