"""The shared catalogue of orders, and the orders of one case.

``catalogue.json`` lists what can be ordered in any case, one order a line: names only, no doses, no
indications, no advice. It is sorted by group, then name. An id is never renamed, because saved runs
and cases refer to it. A test gives a result; a treatment, procedure or consult is only recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from trainer.case.model.actions import Order
from trainer.files.lists import words_in


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Orders by id: the shared ones as listed, then the case's own."""

    orders: Mapping[str, Order]

    @property
    def ids(self) -> Iterable[str]:
        """The ids of the orders."""
        return self.orders.keys()

    def with_orders(self, own: Iterable[Order]) -> Catalogue:
        """This catalogue with a case's own orders; one with a known id only adds synonyms."""
        merged = dict(self.orders)
        for order in own:
            shared = merged.get(order.id)
            if shared is not None:
                synonyms = tuple(dict.fromkeys((*shared.synonyms, order.name, *order.synonyms)))
                order = shared.model_copy(update={"synonyms": synonyms})
            merged[order.id] = order
        return Catalogue(MappingProxyType(merged))


@cache
def _burdens() -> Mapping[str, str]:
    return dict(entry.split(" = ") for entry in words_in(__file__, "burdens.txt"))


def _burden(order: Mapping[str, str]) -> str:
    """The burden of an order, by the rule in ``burdens.txt``."""
    known = _burdens()
    names = (order["id"], f"{order['kind']}, {order['group']}", order["kind"])
    return next((known[name] for name in names if name in known), "none")


@cache
def shared_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    # JSON without validation, because every start waits for it; a test validates it.
    listed = json.loads((Path(__file__).parent / "catalogue.json").read_bytes())
    orders = (
        Order.model_construct(**{**o, "synonyms": tuple(o["synonyms"]), "burden": _burden(o)})
        for o in listed
    )
    return Catalogue(MappingProxyType({o.id: o for o in orders}))


@cache
def _classes() -> Mapping[str, str]:
    from trainer.case.search import folded  # imported late: only a search needs it

    entries = (entry.split(" = ") for entry in words_in(__file__, "classes.txt"))
    return {folded(name): members for names, members in entries for name in names.split(", ")}


def of_class(name: str) -> tuple[Order, ...]:
    """The orders of a class, such as antibiotics; empty if there is no class of that name."""
    from trainer.case.search import folded

    wanted_class = folded(name)
    members = _classes().get(wanted_class) or _classes().get(wanted_class.removesuffix("s"), "")
    orders = shared_catalogue().orders
    if members[:1].isupper():
        treatments = (o for o in orders.values() if o.kind == "treatment")
        return tuple(o for o in treatments if o.group == members)
    return tuple(orders[ident] for ident in members.split())
