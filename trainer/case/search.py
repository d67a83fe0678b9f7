"""Finding an order by typing a few letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

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
    named = [(order, _names(order.name, order.synonyms)) for order in orders]
    alike = _alike(wanted, [names for _, names in named])
    ranked = (
        (max(_rank(wanted, names), alike.get(i, 0)), order.name, order)
        for i, (order, names) in enumerate(named)
    )
    hits = sorted((r for r in ranked if r[0] > 0), key=lambda r: (-r[0], r[1]))
    return [order for _, _, order in hits[:limit]]


@lru_cache(maxsize=8192)
def _names(name: str, synonyms: tuple[str, ...]) -> tuple[str, ...]:
    """The name, then the synonyms, which are worth a little less; folded."""
    return folded(name), *map(folded, synonyms)


def _worth(likeness: float, place: int) -> float:
    return likeness - (0.5 if place else 0)


def _rank(wanted: str, names: tuple[str, ...]) -> float:
    """How well one of the names has what is wanted in it; 0 for not at all."""
    letters = _joined(wanted)
    best = max(
        _worth(_likeness(wanted, name), i) if letters in _joined(name) else 0
        for i, name in enumerate(names)
    )
    if best > 104 or " " not in wanted:
        return best
    return max(best, _by_words(wanted.split(), names))


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
    return 0


def _alike(wanted: str, named: list[tuple[str, ...]]) -> dict[int, float]:
    """By number in the list, how like what is wanted those are that may be meant by a slip."""
    # What is short is like nearly everything: only longer queries may be misspelt, and no
    # abbreviation answers a long word because its letters happen to stand in it.
    if len(wanted) < 4:
        return {}
    places = [(i, j) for i, names in enumerate(named) for j in range(len(names))]
    found: dict[int, float] = {}
    # All at once: one by one, most of the time would go to the calls.
    for name, score, n in process.extract(
        wanted, [name for names in named for name in names],
        scorer=fuzz.WRatio, score_cutoff=78, limit=None,
    ):  # fmt: skip
        i, j = places[n]
        if len(name) >= 0.6 * len(wanted):
            found[i] = max(found.get(i, 0), _worth(score, j))
    return found


@lru_cache(maxsize=8192)
def _joined(text: str) -> str:
    return text.replace(" ", "")


def _by_words(wanted: list[str], names: tuple[str, ...]) -> float:
    """For words in any order, as in 'xray neck': each begins a word of one of the names."""
    own = [_begun(wanted, name.split()) for name in names]
    together = _begun(wanted, " ".join(names).split())
    return 104 - len(names[0]) / 100 if any(own) else 95 if together else 0


def _begun(wanted: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)
