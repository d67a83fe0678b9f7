"""Finding words in many texts at once, whatever their case, hyphens, Greek letters and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from trainer.case.rules.texts import TextAt
from trainer.case.search import greek

_SPELLED = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u00a0\u2009\u202f", " "), "\u2019": "'",
}  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BREAK = "\0"
NEVER = 10**6
"""Later than any day."""


def spelled(text: str) -> str:
    """``text`` in small letters, with one space for hyphens and spaces, 'beta' for β, 'o' for ö.

    What has no width is left out: a soft hyphen parts no word.
    """
    for character in set(_BEYOND_ASCII.findall(text)):
        text = text.replace(character, _plain(character))
    text = text.lower()
    for mark in "-/_\n\t":  # one after the other: a table of all takes a hundred times as long
        text = text.replace(mark, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Letters of other scripts stay, of ö the o; of signs nothing is sought.

    One byte a letter is sought through twice as fast as two.
    """
    if (meant := _SPELLED.get(character) or greek().get(character)) is not None:
        return meant
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    parts = unicodedata.normalize("NFKD", character.casefold())
    kept = (c if c.isascii() or c.isalnum() else " " for c in parts if not unicodedata.combining(c))
    return "".join(kept)


def _runs_on(character: str) -> bool:
    """Whether it is of a script that writes words without spaces, such as 蛾."""
    return "\u0e00" <= character < "\u1100" or "\u2e80" <= character < "\uac00"


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
    if not plain:
        return ()
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
    """Some texts, joined by day, so that a word is sought in all up to a day at once."""

    def __init__(self, texts: Iterable[TextAt]) -> None:
        # Those of no day, told after the last or never, come last.
        self.texts = sorted(texts, key=lambda at: NEVER if at.day is None else at.day)
        self._joined = _BREAK
        self._from: dict[int, int] = {}
        for day, told in groupby(self.texts, key=lambda at: NEVER if at.day is None else at.day):
            self._from[day] = len(self._joined)
            self._joined += spelled(_BREAK.join([at.text for at in told])) + _BREAK

    def holding(self, bits: Iterable[str]) -> Iterator[TextAt]:
        """The texts that have one of these bits of text, in small letters, each once."""
        found: set[int] = set()
        for bit in bits:
            found.update(self._places(bit, None, len(self._joined)))
        for index in sorted(found):
            yield self.texts[index]

    def matching(self, pattern: re.Pattern[str]) -> Iterator[TextAt]:
        """The texts, as they are written, that have what ``pattern`` begins with, each once."""
        everything = _BREAK.join([at.text for at in self.texts])
        found = {everything.count(_BREAK, 0, hit.start()) for hit in pattern.finditer(everything)}
        for index in sorted(found):
            yield self.texts[index]

    def having(self, word: str, before: int) -> Iterator[TextAt]:
        """The texts of days before ``before`` that have ``word``, each once."""
        end = next((at for day, at in self._from.items() if day >= before), len(self._joined))
        found: set[int] = set()
        for needle in needles(word):
            found.update(self._places(needle.stem, needle.ending, end))
        for index in sorted(found):
            if _written_so(word, self.texts[index].text):
                yield self.texts[index]

    def _places(self, stem: str, ending: re.Pattern[str] | None, end: int) -> Iterator[int]:
        """The index of each text with ``stem``; as a word with that ending, if one is given."""
        joined = self._joined
        counted, index = 0, -1
        at = joined.find(stem, 0, end)
        while at >= 0:
            after = at + len(stem)
            if ending is None or _is_word(joined, at, after, ending):
                # Breaks are counted up to what is found alone: mostly there is nothing.
                index += joined.count(_BREAK, counted, at)
                yield index
                counted = after = joined.index(_BREAK, at)
            at = joined.find(stem, after, end)


def has(text: str, word: str) -> bool:
    """Whether one text has ``word``."""
    joined = f"{_BREAK}{spelled(text)}{_BREAK}"
    for needle in needles(word):
        at = joined.find(needle.stem)
        while at >= 0:
            after = at + len(needle.stem)
            if _is_word(joined, at, after, needle.ending):
                return _written_so(word, text)
            at = joined.find(needle.stem, after)
    return False


def _is_word(joined: str, at: int, after: int, ending: re.Pattern[str]) -> bool:
    """Whether what stands from ``at`` to ``after`` is a word, or may be one."""
    begins = not joined[at - 1].isalnum() or _runs_on(joined[at])
    return begins and (_runs_on(joined[after - 1]) or ending.match(joined, after) is not None)


def _written_so(word: str, text: str) -> bool:
    # An abbreviation is one in capitals only: IPA, not ipa; ACT, not act.
    if len(word) > 5 or not word.isupper():
        return True
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    parts = r"[\W_]*".join(map(re.escape, re.findall(r"[^\W_]+", word)))
    return re.search(rf"(?<![^\W_]){parts}(?:s|'s|’s)?(?![^\W_])", text) is not None
