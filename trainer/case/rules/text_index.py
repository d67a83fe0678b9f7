"""Finding words in many texts at once, whatever their case, hyphens, Greek letters and endings."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from heapq import merge
from itertools import groupby

from trainer.case.rules.texts import Role, TextAt
from trainer.case.search import greek

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
    if character == "\u2019":
        return "'"
    if character in greek():
        return greek()[character]
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    parts = unicodedata.normalize("NFKD", character.casefold())
    kept = (c if c.isascii() or c.isalnum() else " " for c in parts if not unicodedata.combining(c))
    return "".join(kept)


def _runs_on(character: str) -> bool:
    """Whether it is of a script that writes words without spaces, such as 蛾."""
    return "\u0e00" <= character < "\u1100" or "\u2e80" <= character < "\uac00"


# By the end of a word: how much of it goes, and the forms it takes.
_ENDINGS = (
    ("us", r"us(?:es)?|i"), ("is", r"is|es|tic"), ("um", r"ums?|a"), ("y", r"y|ies"),
    ("e", r"e|es|ed|ing|e's"), ("", r"|s|es|'s|ed|ing"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def _forms(word: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """How ``word`` begins, in one piece or parted, and how it may end.

    'aspergillus' finds Aspergilli, 'β-D' finds beta D.
    """
    plain = " ".join(spelled(word).replace(_BREAK, " ").split())
    if not plain:
        return (), _ending("")
    end, endings = next(
        (end, endings) for end, endings in _ENDINGS
        if plain.endswith(end) and (len(plain) > len(end) + 3 or not end)
    )  # fmt: skip
    stem = plain.removesuffix(end)
    ending = _ending(endings if len(plain) > 3 else "|s|'s")
    return tuple(dict.fromkeys((stem, stem.replace(" ", "")))), ending


@lru_cache(maxsize=32)
def _ending(endings: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{endings})(?![^\W_])")


class TextIndex:
    """Some texts by day, joined, so that a word is sought in all up to a day at once."""

    def __init__(self, texts: Iterable[TextAt]) -> None:
        # Those of no day, told after the last or never, come last.
        self._texts = sorted(texts, key=_day)
        self._of: dict[tuple[Role, ...], TextIndex] = {}

    @cached_property
    def _joined(self) -> str:
        # A text may have been written with such a break in it, and is still one.
        parts = ("", *(at.text.replace(_BREAK, " ") for at in self._texts), "")
        return spelled(_BREAK.join(parts))

    @cached_property
    def _starts(self) -> list[int]:
        """Where the break before each text stands, and the last."""
        return [match.start() for match in re.finditer(_BREAK, self._joined)]

    @cached_property
    def _days(self) -> list[int]:
        return list(map(_day, self._texts))

    def __iter__(self) -> Iterator[TextAt]:
        return iter(self._texts)

    def of(self, *roles: Role) -> TextIndex:
        """The texts of these roles: the fewer they are, the sooner a word is found."""
        if roles not in self._of:
            wanted = frozenset(roles)
            self._of[roles] = TextIndex(at for at in self._texts if at.role in wanted)
        return self._of[roles]

    def matching(
        self, pattern: re.Pattern[str], bits: Iterable[str] = ()
    ) -> Iterator[tuple[TextAt, re.Match[str]]]:
        """The texts that ``pattern`` is found in, and where it is found first.

        ``bits`` are as in ``holding``, of which one is in every text that it can match: to look for
        one in all texts at once takes a hundredth of what a pattern takes.
        """
        for at in self.holding(bits) if bits else self._texts:
            if match := pattern.search(at.text):
                yield at, match

    def holding(self, bits: Iterable[str]) -> Iterator[TextAt]:
        """The texts that have one of these bits of text, in small letters, each once."""
        joined = self._joined
        indices = (i for bit in bits for i in self._places(bit, joined.find(bit), len(joined)))
        for index in sorted(set(indices)):
            yield self._texts[index]

    def having(self, word: str, before: int = NEVER) -> Iterator[TextAt]:
        """The texts of days before ``before`` that have ``word``, each once."""
        end = self._starts[bisect_left(self._days, before)] + 1
        stems, ending = _forms(word)
        # Mostly there is none: then that is all.
        places = [
            self._places(stem, start, end, ending)
            for stem in stems if (start := self._joined.find(stem, 0, end)) >= 0
        ]  # fmt: skip
        for index, _ in groupby(merge(*places)) if places else ():
            if _written_so(word, self._texts[index].text):
                yield self._texts[index]

    def _places(
        self, stem: str, start: int, end: int, ending: re.Pattern[str] | None = None
    ) -> Iterator[int]:
        """The index of each text with ``stem``, found first at ``start``; as a word with that
        ending, if one is given.
        """
        while start >= 0:
            after = start + len(stem)
            if ending is None or _is_word(self._joined, start, after, ending):
                following = bisect_left(self._starts, start)
                yield following - 1
                after = self._starts[following]
            start = self._joined.find(stem, after, end)


def has(text: str, word: str) -> bool:
    """Whether one text has ``word``."""
    return any(TextIndex([TextAt((), text, "head", 0)]).having(word))


def _day(at: TextAt) -> int:
    return NEVER if at.day is None else at.day


def _is_word(joined: str, start: int, after: int, ending: re.Pattern[str]) -> bool:
    """Whether what stands from ``start`` to ``after`` is a word, or may be one."""
    begins = not joined[start - 1].isalnum() or _runs_on(joined[start])
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
