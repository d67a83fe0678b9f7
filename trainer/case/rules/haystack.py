"""Finding words in many texts at once, whatever their case, hyphens, Greek letters and endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from trainer.case.rules.texts import TextAt

_SPELLED = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u00a0\u2009\u202f", " "), "\u2019": "'",
}  # fmt: skip
_TO_SPACE = str.maketrans("-/_\n", "    ")
_BREAK = "\0"


def spelled(text: str) -> str:
    """``text`` in small ASCII letters, with a space for a hyphen and 'beta' for β."""
    if not text.isascii():
        for character, name in _SPELLED.items():
            if character in text:
                text = text.replace(character, name)
        # One byte a letter is sought through twice as fast as two.
        text = text.encode("ascii", "replace").decode("ascii")
    return text.lower().translate(_TO_SPACE)


class Needle(NamedTuple):
    """A word or words to find: what is looked for, and what may follow it in the same word."""

    word: str
    stem: str
    ending: re.Pattern[str]


# By the end of a word: how much of it goes, and the forms it takes.
_ENDINGS = (
    ("us", r"us(?:es)?|i"), ("is", r"is|es|tic"), ("um", r"ums?|a"), ("y", r"y|ies"),
    ("e", r"e|es|ed|ing|e's"), ("", r"|s|es|'s|ed|ing"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def needles(word: str) -> tuple[Needle, ...]:
    """What to look for to find ``word``: 'aspergillus' finds Aspergilli, 'β-D' finds beta D."""
    plain = " ".join(spelled(word).split())
    for end, forms in _ENDINGS:
        if plain.endswith(end) and (len(plain) > len(end) + 3 or not end):
            stem = plain[: len(plain) - len(end)]
            ending = _ending(forms if len(plain) > 3 else "|s|'s")
            break
    found = [Needle(word, stem, ending)]
    if " " in stem:
        found.append(Needle(word, stem.replace(" ", ""), ending))
    return tuple(found)


@lru_cache(maxsize=32)
def _ending(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{forms})(?![^\W_])")


class Haystack:
    """Some texts, joined, so that a word is sought in all of them at once."""

    def __init__(self, texts: Iterable[TextAt]) -> None:
        self.texts = tuple(texts)
        self._joined = _BREAK + spelled(_BREAK.join(at.text for at in self.texts))

    def holding(self, bits: Iterable[str]) -> Iterator[TextAt]:
        """The texts that have one of these bits of text, in small letters, each once."""
        found: set[int] = set()
        joined = self._joined
        for bit in bits:
            at, counted, index = joined.find(bit), 0, -1
            while at >= 0:
                index += joined.count(_BREAK, counted, at)
                found.add(index)
                counted = joined.find(_BREAK, at)
                at = joined.find(bit, counted) if counted >= 0 else -1
        for index in sorted(found):
            yield self.texts[index]

    def having(self, word: str) -> Iterator[TextAt]:
        """The texts that have ``word``, each once, in their order."""
        found: set[int] = set()
        joined = self._joined
        for needle in needles(word):
            at = joined.find(needle.stem)
            while at >= 0:
                after = at + len(needle.stem)
                if not joined[at - 1].isalnum() and needle.ending.match(joined, after):
                    # Only what is found is counted: mostly there is nothing.
                    found.add(joined.count(_BREAK, 0, at) - 1)
                at = joined.find(needle.stem, after)
        for index in sorted(found):
            if _written_so(word, self.texts[index].text):
                yield self.texts[index]


def has(text: str, word: str) -> bool:
    """Whether one text has ``word``."""
    return any(Haystack([TextAt((), text, "head", None)]).having(word))


def _written_so(word: str, text: str) -> bool:
    # An abbreviation is one in capitals only: IPA, not ipa; ACT, not act.
    if len(word) > 5 or not word.isupper():
        return True
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?:s|'s)?(?![^\W_])", text) is not None
