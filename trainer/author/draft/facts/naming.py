"""Orders of the shared catalogue that a text or a table names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from trainer.author.draft.article.text import LONGEST
from trainer.case.catalogue import shared_catalogue
from trainer.case.search import folded
from trainer.files.lists import set_in


@cache
def _names() -> Mapping[str, str]:
    orders = [(o.id, name) for o in shared_catalogue().orders.values()
              for name in (o.name, *o.synonyms)]  # fmt: skip
    return {folded(name): ident for ident, name in reversed(orders)}  # the first of a name counts


@cache
def _pattern() -> re.Pattern[str]:
    telling = _names().keys() - set_in(__file__, "lists/common_orders.txt")
    long = sorted((n for n in telling if len(n) >= 4), key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, long))})\b")


def orders_in(text: str) -> tuple[str, ...]:
    """The ids of orders that ``text`` names, in its order."""
    return tuple(dict.fromkeys(_names()[m[0]] for m in _pattern().finditer(folded(text[:LONGEST]))))


def order_called(*names: str) -> str | None:
    """The one order with any of these names exactly."""
    return next((_names()[n] for n in map(folded, names) if n in _names()), None)
