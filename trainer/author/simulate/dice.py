"""Random plays, drawn as the policy ``random`` of ``trainer.answers`` draws them, but faster.

Who plays so answers every question, picks any allowed number of options with the same chance, and
places up to six orders on any days, some of them standing: the chance level of the case.
"""

from __future__ import annotations

import random

from trainer.author.simulate.play import Play
from trainer.author.simulate.tables import Tables
from trainer.engine.state import Placed

MOST_ORDERS = 6
OTHER_ORDERS = 10
"""How many orders that no part of the case looks at join the pool that is drawn from."""
INTERVALS = (None, None, 7, 14)
"""Days between repeats of a standing order; None, a single order, twice as often."""


class Dice:
    """A seeded source of random plays of one case."""

    def __init__(self, tables: Tables, seed: int) -> None:
        self._random = random.Random(seed)
        self._tables = tables
        self._keyed = sorted(tables.keyed)
        self._all = sorted(tables.case.catalogue.ids)
        self._days = range(tables.first, tables.last + 1)

    def play(self) -> Play:
        """The next random play."""
        chance = self._random.random
        rows = []
        for sheet in self._tables.sheets:
            group = sheet.groups[int(chance() * len(sheet.groups))]
            rows.append(group[int(chance() * len(group))])
        return Play(tuple(rows), self._orders())

    def _orders(self) -> tuple[Placed, ...]:
        dice = self._random
        others = dice.sample(self._all, min(OTHER_ORDERS, len(self._all)))
        pool = self._keyed + [o for o in others if o not in self._tables.keyed]
        chosen = dice.sample(pool, dice.randint(0, min(MOST_ORDERS, len(pool))))
        return tuple(Placed(o, dice.choice(self._days), dice.choice(INTERVALS)) for o in chosen)
