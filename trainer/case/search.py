"""Find an order or a diagnosis by typing a few letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol, TypeVar

from trainer.files.lists import pairs_in

_SHARP_S = re.compile(r"(?<!\w)[ßẞ]")
_WHOLE = 160
"""The likeness of a name that begins with the query as a whole word."""
_CACHE_SIZE = 32768
"""Enough for the names of all orders and diagnoses, each in several forms."""


class Named(Protocol):
    """An order or a diagnosis, which is found by its names."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Its other names."""


_N = TypeVar("_N", bound=Named)


def greek() -> Mapping[str, str]:
    """Greek letters, written out."""
    return pairs_in(__file__, "letters.txt")


@lru_cache(maxsize=_CACHE_SIZE)
def folded(text: str) -> str:
    """``text`` for comparing: lower case, no accents, Greek letters written out."""
    from rapidfuzz import utils  # imported late: to open a case and show a day it is not needed

    if "ß" in text or "ẞ" in text:  # typed for β, as in ß-D-glucan: no word begins with ß
        text = _SHARP_S.sub("β", text)
    spelt = text.casefold()
    if not spelt.isascii():
        spelt = "".join(greek().get(c, c) for c in spelt)
    plain = unicodedata.normalize("NFKD", spelt)
    return utils.default_process("".join(c for c in plain if not unicodedata.combining(c)))


def search(query: str, known: Iterable[_N], limit: int = 12) -> list[_N]:
    """The orders or diagnoses that a query may mean, best first.

    Names that begin with the query come before names that resemble it. Among those that begin with
    it as a whole word, as in 'CT ...', the one with the most synonyms is first: common orders have
    many.
    """
    needle = folded(query)
    if not needle:
        return []
    listed = list(known)
    ranked = _ranked(needle, listed, folded)
    if not ranked and (other := _spelled(query)) != needle:
        ranked = _ranked(other, listed, _spelled)
    return [name for _, _, name in sorted(ranked, key=lambda r: (-r[0], r[1]))[:limit]]


def _ranked(
    query: str, listed: list[_N], spelled: Callable[[str], str]
) -> list[tuple[float, str, _N]]:
    ranked = ((_rank(query, entry, spelled), entry.name, entry) for entry in listed)
    return [r for r in ranked if r[0] > 0]


@lru_cache(maxsize=_CACHE_SIZE)
def _spelled(text: str) -> str:
    """Like ``folded``, with one spelling for British and American forms."""
    plain = folded(text)
    for british, american in pairs_in(__file__, "american.txt").items():
        plain = plain.replace(british, american)
    return plain


def _rank(query: str, entry: Named, spelled: Callable[[str], str]) -> float:
    names = [spelled(name) for name in (entry.name, *entry.synonyms)]
    # A match on a synonym is worth a little less.
    best = max(_likeness(query, name) - (0.5 if place else 0) for place, name in enumerate(names))
    if best <= _WHOLE and names[0].startswith(f"{query} "):
        return _WHOLE + len(names) / 100
    if best > 104 or " " not in query:
        return best
    return max(best, _by_words(query.split(), names))


def _likeness(query: str, name: str) -> float:
    """How alike a query and a name are, both folded: from 0, not alike, to 200, the same."""
    if query == name:
        return 200
    if name.startswith(query):  # a whole word ('TB PCR') ranks above the start of one (TBB)
        return (_WHOLE if name[len(query)] == " " else 150) - len(name) / 100
    if f" {query}" in name:
        return 130 - len(name) / 100
    if query in name and len(query) >= 3:
        return 110 - len(name) / 100
    if len(query) >= 3 and _joined(name).startswith(_joined(query)):
        return 105 - len(name) / 100
    if len(query) >= 4 and " " in name and _line(query) in _begins(name):
        return 103 - len(name) / 100
    # Short texts resemble nearly everything: only longer queries may be misspelt, and an
    # abbreviation does not match a long word just because its letters occur there.
    if len(query) < 4 or len(name) < 0.6 * len(query):
        return 0
    from rapidfuzz import fuzz

    return float(fuzz.WRatio(query, name, score_cutoff=78))


@lru_cache(maxsize=_CACHE_SIZE)
def _joined(text: str) -> str:
    return text.replace(" ", "")


@lru_cache(maxsize=64)
def _line(query: str) -> str:
    """What to look for in ``_begins``: the start of a line, without the s of a plural."""
    return "\n" + _joined(query).removesuffix("s")


@lru_cache(maxsize=_CACHE_SIZE)
def _begins(name: str) -> str:
    """A line for each word of ``name``: it and the words after it, joined ('xray' for 'x ray')."""
    words = name.split(" ")
    return "".join("\n" + "".join(words[i:]) for i in range(len(words)))


def _by_words(words: list[str], names: list[str]) -> float:
    """The likeness if each word, in any order, begins a word of the names, as in 'xray neck'."""
    begins = [_begins(name) for name in names]
    own = [_all_begin(words, each) for each in begins]
    together = _all_begin(words, "".join(begins))
    return 104 - len(names[0]) / 100 if any(own) else 95 if together else 0


def _all_begin(words: list[str], begins: str) -> bool:
    return all(f"\n{word}" in begins for word in words)
