"""The shared catalogue of orders, and the orders of one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from pydantic import TypeAdapter

from trainer.case.model.actions import Order
from trainer.case.yaml12 import parse


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Orders by id, in the order of their listing."""

    orders: Mapping[str, Order]

    @property
    def ids(self) -> Iterable[str]:
        """The ids known."""
        return self.orders.keys()

    def with_orders(self, own: Iterable[Order]) -> Catalogue:
        """This catalogue with a case's own orders; a known id only adds synonyms."""
        merged = dict(self.orders)
        for order in own:
            shared = merged.get(order.id)
            if shared is not None:
                synonyms = tuple(dict.fromkeys((*shared.synonyms, order.name, *order.synonyms)))
                order = shared.model_copy(update={"synonyms": synonyms})
            merged[order.id] = order
        return Catalogue(MappingProxyType(merged))


@cache
def shared_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    text = resources.files("trainer.case").joinpath("catalogue.yaml").read_text("utf-8")
    orders = TypeAdapter(tuple[Order, ...]).validate_python(parse(text)[0])
    return Catalogue(MappingProxyType({o.id: o for o in orders}))
