"""The most that timeliness can give, where one order or pick may have several actions done.

An action is done on the first day that counts: what is ordered early for one action may spoil
another that shares the order. So days are chosen for all actions together: an order may be placed
on a day only if it has no action done before the day chosen for it. Whatever may be placed under
that rule may be placed together, so a choice of days can be played if each of its days has such an
order. The search goes through the choices by falling credit and stops at the first that attains
the sum of the single bests; it gives up after ``MOST_STEPS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trainer.author.simulate.play import Play
from trainer.author.simulate.tables import Tables
from trainer.engine.state import Placed
from trainer.questions import Answer
from trainer.scoring.parts import percent
from trainer.scoring.timeliness import credit_for

MOST_STEPS = 5_000
"""Steps of one search; a case of usual size needs about as many as it has actions."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something a player can do: an order on a day, or one option of the decision at ``place``."""

    done: Mapping[int, int]
    """The actions it has done, each with the day."""
    order: Placed | None = None
    place: int = -1
    option: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that share an order or a pick, directly or by way of others, and their best."""

    actions: tuple[int, ...]
    units: tuple[Unit, ...]
    """A way to play it, one unit an action at the most."""
    points: float
    bound: float
    """The sum of the single bests; if ``points`` is below it, the actions exclude each other."""
    exact: bool


@dataclass(frozen=True, slots=True)
class TimingReach:
    """The best play for timeliness; ``bound`` (0 to 100) cannot be exceeded."""

    play: Play
    groups: tuple[Group, ...]
    exact: bool
    bound: float


def best_timing(tables: Tables) -> TimingReach:
    """The best play for timeliness that the search finds."""
    units = list(all_units(tables))
    groups = tuple(_Search(tables, units, g).best() for g in _components(tables, units))
    full = sum(a.weight for a in tables.actions)
    exact = all(g.exact for g in groups)
    bound = percent((g.points if g.exact else g.bound for g in groups), full)
    play = play_of_units(tables, (u for g in groups for u in g.units))
    return TimingReach(play, groups, exact, bound or 0.0)


def all_units(tables: Tables) -> Iterator[Unit]:
    """Everything that has a timed action done."""
    for order in sorted(tables.keyed):
        for day in range(tables.first, tables.last + 1):
            placed = Placed(order, day)
            if done := dict(tables.effect(placed).done):
                yield Unit(done, order=placed)
    for place, sheet in enumerate(tables.sheets):
        for option, effect in sheet.effects.items():
            if done := _earliest(effect.done):
                yield Unit(done, place=place, option=option)


def play_of_units(tables: Tables, units: Iterable[Unit]) -> Play:
    """The play that does these and nothing else."""
    picks: dict[int, list[str]] = {}
    orders: dict[Placed, None] = {}
    for unit in units:
        if unit.order is not None:
            orders[unit.order] = None
        else:
            picks.setdefault(unit.place, []).append(unit.option)
    rows = []
    for place, sheet in enumerate(tables.sheets):
        done = tuple(picks.get(place, ()))
        rows.append(sheet.row(sheet.decision.usual(Answer(done))) if done else sheet.passed)
    return Play(tuple(rows), tuple(orders))


def _earliest(done: Iterable[tuple[int, int]]) -> dict[int, int]:
    first: dict[int, int] = {}
    for action, day in done:
        first[action] = min(day, first.get(action, day))
    return first


def _components(tables: Tables, units: Iterable[Unit]) -> list[tuple[int, ...]]:
    """Actions that share a unit, alone or through others, belong together."""
    home = list(range(len(tables.actions)))
    for unit in units:
        homes = {home[a] for a in unit.done}
        home = [min(homes) if h in homes else h for h in home]
    return [tuple(i for i, h in enumerate(home) if h == first) for first in sorted(set(home))]


class _Search:
    """Depth first over the actions of one group, the days of each by falling credit."""

    def __init__(self, tables: Tables, units: list[Unit], actions: tuple[int, ...]) -> None:
        self.actions = actions
        self.units = [u for u in units if not u.done.keys().isdisjoint(actions)]
        self.days: dict[int, list[tuple[float, int]]] = {}
        for i in actions:
            action = tables.actions[i]
            days = sorted({u.done[i] for u in self.units if i in u.done})
            worth = [(credit_for(action, day) * action.weight, day) for day in days]
            self.days[i] = sorted((w for w in worth if w[0] > 0), key=lambda w: (-w[0], w[1]))
        self.single = {i: max((w for w, _ in self.days[i]), default=0.0) for i in actions}
        self.bound = sum(self.single.values())
        self.steps = 0
        self.found: tuple[float, tuple[Unit, ...]] = (0.0, ())

    def best(self) -> Group:
        self._go(0, 0.0, {})
        points, units = self.found
        exact = self.steps <= MOST_STEPS or points >= self.bound
        return Group(self.actions, units, points, self.bound, exact)

    def _go(self, depth: int, points: float, chosen: dict[int, int]) -> None:
        self.steps += 1
        rest = sum(self.single[i] for i in self.actions[depth:])
        if self.steps > MOST_STEPS or (self.found[1] and points + rest <= self.found[0] + 1e-12):
            return
        units = self._playable(chosen)
        if units is None:
            return
        if depth == len(self.actions):
            if points > self.found[0]:
                self.found = (points, units)
            return
        action = self.actions[depth]
        for worth, day in self.days[action]:
            self._go(depth + 1, points + worth, {**chosen, action: day})
        self._go(depth + 1, points, chosen)

    def _playable(self, chosen: dict[int, int]) -> tuple[Unit, ...] | None:
        """A unit for each chosen day, none of which has a chosen action done too early; or None."""
        wanted: dict[int, Unit] = {}
        for unit in self.units:
            useful = [a for a, day in unit.done.items() if chosen.get(a) == day]
            if useful and all(day >= chosen.get(a, day) for a, day in unit.done.items()):
                for action in useful:
                    wanted.setdefault(action, unit)
        if len(wanted) < len(chosen):
            return None
        return tuple({id(u): u for u in wanted.values()}.values())
