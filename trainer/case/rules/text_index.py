"""Find words in many texts at once, whatever their case, hyphens, Greek letters and endings."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, chain

from trainer.case.rules.texts import Role, TextAt
from trainer.case.search import greek

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BREAK = "\0"
NEVER = 10**6
"""Later than any day."""


def spelled(text: str) -> str:
    """``text`` in small letters, with one space for hyphens and spaces, 'beta' for β, 'o' for ö.

    Characters without width are left out, so that a soft hyphen does not split a word.
    """
    for character in set(_BEYOND_ASCII.findall(text)):
        text = text.replace(character, _plain(character))
    text = text.lower()
    for mark in "-/_\n\t":  # str.translate with a table takes a hundred times as long
        text = text.replace(mark, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What replaces a character: 'o' for ö, a space for a sign; letters of other scripts stay.

    Signs are never searched for, and a text of one byte a character is searched twice as fast.
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
    """Whether the character's script writes words without spaces, as that of 蛾."""
    return "\u0e00" <= character < "\u1100" or "\u2e80" <= character < "\uac00"


# Endings of words, and a pattern of the forms that can replace each.
_ENDINGS = (
    ("us", r"us(?:es)?|i"), ("is", r"is|es|tic"), ("um", r"ums?|a"), ("y", r"y|ies"),
    ("e", r"e|es|ed|ing|e's"), ("", r"|s|es|'s|ed|ing"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def _forms(word: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The stems of ``word``, with and without its spaces, and a pattern of its endings.

    So 'aspergillus' finds Aspergilli, and 'β-D' finds beta D.
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
    """Texts in order of day, joined, so that one search covers all texts up to a day."""

    def __init__(self, texts: Iterable[TextAt]) -> None:
        # Texts without a day, shown after play or never, come last.
        self._texts = sorted(texts, key=_day)
        self._in_roles: dict[tuple[Role, ...], TextIndex] = {}

    @cached_property
    def _joined(self) -> str:
        texts = [at.text for at in self._texts]
        # A space follows each break, so that a word at the start of a text is found like any other.
        joined = f"{_BREAK} ".join(["", *texts, ""])
        if joined.count(_BREAK) > len(texts) + 1:
            # A break inside a text is replaced, so that it does not split the text.
            joined = f"{_BREAK} ".join(["", *(text.replace(_BREAK, " ") for text in texts), ""])
        return spelled(joined)

    @cached_property
    def _starts(self) -> list[int]:
        """The position of the break before each text, and of the last break."""
        return [match.start() for match in re.finditer(_BREAK, self._joined)]

    @cached_property
    def _days(self) -> list[int]:
        return list(map(_day, self._texts))

    def __iter__(self) -> Iterator[TextAt]:
        return iter(self._texts)

    @cached_property
    def _by_role(self) -> dict[Role, list[TextAt]]:
        by_role: dict[Role, list[TextAt]] = {}
        for at in self._texts:
            by_role.setdefault(at.role, []).append(at)
        return by_role

    def in_roles(self, *roles: Role) -> TextIndex:
        """The texts of these roles, cached; a search is faster in fewer texts."""
        if roles not in self._in_roles:
            texts = chain.from_iterable(self._by_role.get(role, ()) for role in roles)
            self._in_roles[roles] = TextIndex(texts)
        return self._in_roles[roles]

    def matching(
        self, pattern: str | re.Pattern[str], bits: Iterable[str] = ()
    ) -> Iterator[tuple[TextAt, re.Match[str]]]:
        """The texts that match ``pattern``, each with its first match.

        Every text that can match must have one of ``bits`` (see ``having_any``): to look for these
        in all texts at once takes a hundredth of the time, and a pattern given as text is compiled
        only if one is found. Without ``bits`` all texts are searched.
        """
        if texts := tuple(self.having_any(bits)) if bits else self._texts:
            search = re.compile(pattern).search
            for at in texts:
                if match := search(at.text):
                    yield at, match

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[TextAt, re.Match[str]]]:
        """Every match of ``pattern``, each with its text, by one search in all texts at once.

        For patterns that are found fast, such as those of a capital letter, and that match no
        break (NUL).
        """
        texts = [at.text for at in self._texts]
        ends = list(accumulate(len(text) + 1 for text in texts))
        for match in pattern.finditer(_BREAK.join(texts)):
            yield self._texts[bisect(ends, match.start())], match

    def having_any(self, bits: Iterable[str]) -> Iterator[TextAt]:
        """The texts that have one of these bits, each once.

        A bit is a piece of text in the form of ``spelled``: small letters, a space for a hyphen.
        """
        end = len(self._joined)
        for index in sorted({index for bit in bits for index in self._places(bit, end)}):
            yield self._texts[index]

    def having(self, word: str, before: int = NEVER) -> Iterator[TextAt]:
        """The texts of days before ``before`` that have ``word``, each once.

        First those that write it with its own spaces, then those that write it without.
        """
        end = self._starts[bisect_left(self._days, before)] + 1
        stems, ending = _forms(word)
        seen = set()
        for stem in stems:
            for index in self._places(stem, end, ending):
                if index not in seen and _has_its_capitals(word, self._texts[index].text):
                    seen.add(index)
                    yield self._texts[index]

    def _places(self, stem: str, end: int, ending: re.Pattern[str] | None = None) -> Iterator[int]:
        """The index of each text with ``stem``; with an ``ending`` the two must make a whole word."""
        start = self._joined.find(stem, 0, end)
        while start >= 0:
            after = start + len(stem)
            if ending is None or _is_word(self._joined, start, after, ending):
                following = bisect_left(self._starts, start)
                yield following - 1
                after = self._starts[following]
            start = self._joined.find(stem, after, end)


def has(text: str, word: str) -> bool:
    """Whether a single text has ``word``."""
    return any(TextIndex([TextAt((), text, "head", 0)]).having(word))


def _day(at: TextAt) -> int:
    return NEVER if at.day is None else at.day


def _is_word(joined: str, start: int, after: int, ending: re.Pattern[str]) -> bool:
    """Whether the stem from ``start`` to ``after`` begins a word that ends with ``ending``."""
    begins = not joined[start - 1].isalnum() or _runs_on(joined[start])
    return begins and (_runs_on(joined[after - 1]) or ending.match(joined, after) is not None)


def _has_its_capitals(word: str, text: str) -> bool:
    # An abbreviation is found only in capitals: IPA, not ipa; ACT, not act.
    if len(word) > 5 or not word.isupper():
        return True
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    return _in_capitals(word).search(text) is not None


@lru_cache(maxsize=1024)
def _in_capitals(word: str) -> re.Pattern[str]:
    parts = r"[\W_]*".join(map(re.escape, re.findall(r"[^\W_]+", word)))
    return re.compile(rf"(?<![^\W_]){parts}(?:s|'s|’s)?(?![^\W_])")
