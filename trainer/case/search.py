"""Finding an order by typing a few letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, utils

from trainer.case.model import Order

_GREEK = str.maketrans({"β": "beta", "α": "alpha", "γ": "gamma", "δ": "delta", "µ": "u", "μ": "u"})


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """``text`` for comparing: lower case, no accents, Greek letters written out."""
    spelt = text.casefold().translate(_GREEK)
    plain = unicodedata.normalize("NFKD", spelt)
    return utils.default_process("".join(c for c in plain if not unicodedata.combining(c)))


def search(query: str, orders: Iterable[Order], limit: int = 12) -> list[Order]:
    """The orders a query means, best first; those starting with it before those merely like it."""
    wanted = folded(query)
    if not wanted:
        return []
    ranked = [(_rank(wanted, order), order.name, order) for order in orders]
    hits = sorted((r for r in ranked if r[0] > 0), key=lambda r: (-r[0], r[1]))
    return [order for _, _, order in hits[:limit]]


def _rank(wanted: str, order: Order) -> float:
    best = max(_likeness(wanted, folded(name)) - place for place, name in _names(order))
    if best > 104 or " " not in wanted:
        return best
    return max(best, _by_words(wanted.split(), [folded(name) for _, name in _names(order)]))


def _names(order: Order) -> Iterable[tuple[float, str]]:
    """The name, then the synonyms, with how much a match on each is worth less."""
    yield 0.0, order.name
    for synonym in order.synonyms:
        yield 0.5, synonym


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 200
    if name.startswith(wanted):  # the whole word, as in 'TB PCR', before its beginning, as in TBB
        return (160 if name[len(wanted)] == " " else 150) - len(name) / 100
    if f" {wanted}" in name:
        return 130 - len(name) / 100
    if wanted in name and len(wanted) >= 3:
        return 110 - len(name) / 100
    if len(wanted) >= 3 and _joined(name).startswith(_joined(wanted)):
        return 105 - len(name) / 100
    # What is short is like nearly everything: only longer queries may be misspelt, and no
    # abbreviation answers a long word because its letters happen to stand in it.
    if len(wanted) < 4 or len(name) < 0.6 * len(wanted):
        return 0
    return float(fuzz.WRatio(wanted, name, score_cutoff=78))


@lru_cache(maxsize=8192)
def _joined(text: str) -> str:
    return text.replace(" ", "")


def _by_words(wanted: list[str], names: list[str]) -> float:
    """For words in any order, as in 'xray neck': each begins a word of one of the names."""
    own = [_begun(wanted, name.split()) for name in names]
    together = _begun(wanted, " ".join(names).split())
    return 104 - len(names[0]) / 100 if any(own) else 95 if together else 0


def _begun(wanted: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)
