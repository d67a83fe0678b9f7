"""Find the orders of the shared catalogue that a text or a table names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from trainer.author.draft.article.text import LONGEST
from trainer.case.catalogue import shared_catalogue
from trainer.case.search import folded
from trainer.files.lists import set_in


@cache
def _names() -> Mapping[str, str]:
    orders = [(o.id, name) for o in shared_catalogue().orders.values()
              for name in (o.name, *o.synonyms)]  # fmt: skip
    return {
        folded(name): ident for ident, name in reversed(orders)
    }  # the first order with a name counts


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names that surely mean an order, as words, by their first word; the longest first."""
    certain = _names().keys() - set_in(__file__, "lists/common_orders.txt")
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in (tuple(name.split()) for name in certain if len(name) >= 4):
        by_first.setdefault(words[0], []).append(words)
    return {
        first: tuple(sorted(names, key=lambda w: (-len(w), w))) for first, names in by_first.items()
    }


@lru_cache(maxsize=8192)
def orders_in(text: str) -> tuple[str, ...]:
    """The ids of the orders that ``text`` names, as they come in the text."""
    words = tuple(folded(text[:LONGEST]).split())
    known, orders, at = _by_first_word(), [], 0
    while at < len(words):
        names = known.get(words[at], ())
        name = next((n for n in names if words[at : at + len(n)] == n), None)
        if name is not None:
            orders.append(_names()[" ".join(name)])
        at += len(name or words[at : at + 1])
    return tuple(dict.fromkeys(orders))


def order_called(*names: str) -> str | None:
    """The id of the order with any of these names; None if no name is an order's whole name."""
    return next((_names()[n] for n in map(folded, names) if n in _names()), None)
