"""The lowest and highest scores of any play on the axes of answers, timeliness and vigilance.

Agreement and soundness are sums over independent questions, so the best answer to each gives the
best play. Orders only ever add to vigilance, so placing all of them every day gives the maximum.

Timed actions can conflict: one order or pick may do several of them, each on the first day that
counts, so ordering early for one action may spoil another. Days are therefore chosen together for
all actions that share a step. A step is allowed if it does no action before the day chosen for that
action. Allowed steps do not disturb each other, so a choice of days is playable if each of its days
has an allowed step. The search is best-first, by an upper bound on the points of each choice, and
gives up after ``MOST_CHOICES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from trainer.author.simulate.play import AXES, AxisName, Play
from trainer.author.simulate.tables import Tables
from trainer.engine.state import Placed
from trainer.questions import Answer
from trainer.scoring.parts import percent
from trainer.scoring.timeliness import credit_for

MOST_CHOICES = 5_000
"""Choices examined in one search; a case of usual size needs about as many as it has actions."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The limits of one axis, 0 to 100, and a play that reaches the upper one.

    ``exact`` is False if the search for the maximum stopped early: ``maximum`` is then the best
    score found, and ``bound`` an upper bound.
    """

    minimum: float
    maximum: float
    exact: bool
    bound: float
    best: Play


@dataclass(frozen=True, slots=True)
class ActionStep:
    """Something a player can do: an order on a day, or one option of the question at ``place``."""

    done: Mapping[int, int]
    """The timed actions that it does, by index, each with the day."""
    order: Placed | None = None
    place: int = -1
    option: str = ""


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that share steps, directly or through others, and the best steps found for them.

    ``points`` are what ``steps`` earn, with at most one step for each action; ``bound`` is an upper
    bound on them, and ``alone`` is the sum of what each action could earn by itself.
    """

    actions: tuple[int, ...]
    steps: tuple[ActionStep, ...]
    points: float
    bound: float
    alone: float


REACHED = AXES[:4]
"""Not stewardship and calibration: any player can order little, and state any confidence."""


def reach(tables: Tables) -> dict[AxisName, Reach | None]:
    """The reach of each axis; None for one without parts."""
    groups = best_timing(tables)
    every_day = tuple(Placed(order, tables.first, 1) for order in sorted(tables.keyed))
    best: dict[AxisName, Play] = {
        "as_reported": Play(tuple(sheet.best("as_reported") for sheet in tables.sheets)),
        "soundness": Play(tuple(sheet.best("soundness") for sheet in tables.sheets)),
        "timeliness": play_of_steps(tables, (step for group in groups for step in group.steps)),
        "vigilance": Play(nothing(tables).rows, every_day),
    }
    lowest = tables.score(nothing(tables))
    limits: dict[AxisName, Reach | None] = {}
    for place, axis in enumerate(REACHED):
        low, high = lowest[place], tables.score(best[axis])[place]
        if low is None or high is None:
            limits[axis] = None
            continue
        exact = axis != "timeliness" or all(group.points >= group.bound for group in groups)
        bound = high if exact else percent((g.bound for g in groups), tables.full[place]) or high
        limits[axis] = Reach(low, high, exact, bound, best[axis])
    return limits


def nothing(tables: Tables) -> Play:
    """The play that passes every question and orders nothing.

    It earns the minimum on every axis, because it earns 0 and no credit is lower.
    """
    return Play(tuple(sheet.passed for sheet in tables.sheets))


def best_timing(tables: Tables) -> list[ActionGroup]:
    """The best that the search finds for each group of timed actions."""
    steps = list(_steps(tables))
    return [_best(tables, steps, actions) for actions in _groups(tables, steps)]


def play_of_steps(tables: Tables, steps: Iterable[ActionStep]) -> Play:
    """The play that takes these steps and nothing else."""
    picks: dict[int, list[str]] = {}
    orders: dict[Placed, None] = {}
    for step in steps:
        if step.order is not None:
            orders[step.order] = None
        else:
            picks.setdefault(step.place, []).append(step.option)
    rows = [
        sheet.row(sheet.question.usual(Answer(tuple(picks[place]))))
        if place in picks
        else sheet.passed
        for place, sheet in enumerate(tables.sheets)
    ]
    return Play(tuple(rows), tuple(orders))


def _steps(tables: Tables) -> Iterator[ActionStep]:
    """Every step that does a timed action."""
    for order in sorted(tables.keyed):
        for day in range(tables.first, tables.last + 1):
            placed = Placed(order, day)
            if done := dict(tables.effect(placed).done):
                yield ActionStep(done, order=placed)
    for place, sheet in enumerate(tables.sheets):
        for option, effect in sheet.effects.items():
            # If a pick does an action on several days, the first counts.
            if done := dict(sorted(effect.done, reverse=True)):
                yield ActionStep(done, place=place, option=option)


def _groups(tables: Tables, steps: Iterable[ActionStep]) -> list[tuple[int, ...]]:
    """The actions in groups that share steps, directly or through others."""
    home = list(range(len(tables.actions)))
    for step in steps:
        homes = {home[a] for a in step.done}
        home = [min(homes) if h in homes else h for h in home]
    return [tuple(i for i, h in enumerate(home) if h == first) for first in sorted(set(home))]


def _best(tables: Tables, steps: list[ActionStep], actions: tuple[int, ...]) -> ActionGroup:
    """Best-first search over choices; a choice assigns days to some actions, one after another."""
    steps = [step for step in steps if not step.done.keys().isdisjoint(actions)]
    days: dict[int, list[tuple[float, int]]] = {}
    for place in actions:
        action = tables.actions[place]
        each = {step.done[place] for step in steps if place in step.done}
        pairs = ((credit_for(action, day) * action.weight, day) for day in each)
        days[place] = sorted((p for p in pairs if p[0] > 0), key=lambda p: (-p[0], p[1]))
    single = [max((points for points, _ in days[place]), default=0.0) for place in actions]
    alone = bound = sum(single)
    most, taken = 0.0, tuple[ActionStep, ...]()
    # The most promising choice first; of equal ones, the most complete.
    queue: list[tuple[float, int, int, float, dict[int, int]]] = [(-alone, 0, 0, 0.0, {})]
    numbers = count(1)
    for _ in range(MOST_CHOICES):
        promise, depth, _, points, chosen = heappop(queue)
        bound = -promise
        playing = _playing(steps, chosen)
        if playing is None:
            continue
        if points > most:
            most, taken = points, playing
        if -depth == len(actions):
            bound = most
            break
        place, rest = actions[-depth], sum(single[1 - depth :])
        for worth, day in days[place]:
            # Rounded, so that equal sums compare as equal.
            promise = -round(points + worth + rest, 9)
            further = (promise, depth - 1, next(numbers), points + worth, {**chosen, place: day})
            heappush(queue, further)
        heappush(queue, (-round(points + rest, 9), depth - 1, next(numbers), points, chosen))
    return ActionGroup(actions, taken, most, max(most, bound), alone)


def _playing(
    steps: Iterable[ActionStep], chosen: Mapping[int, int]
) -> tuple[ActionStep, ...] | None:
    """A step for each chosen day, none of which does a chosen action too early; else None."""
    wanted: dict[int, ActionStep] = {}
    for step in steps:
        useful = [action for action, day in step.done.items() if chosen.get(action) == day]
        if useful and all(day >= chosen.get(action, day) for action, day in step.done.items()):
            for action in useful:
                wanted.setdefault(action, step)
    if len(wanted) < len(chosen):
        return None
    return tuple({id(step): step for step in wanted.values()}.values())
