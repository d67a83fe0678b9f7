"""Sound play: the answers called for on what was known, and each order when it was due.

Answers are chosen one by one: among those with full soundness credit, the one that does timed
actions best. Then orders are placed, first for watches, on days that nothing covers yet, then for
timed actions. Among alternatives the one that leaves the most timeliness credit within reach is
taken, then the one with the fewest uncalled-for placements, then the earliest. This greedy choice
reaches full scores except in unusual cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from trainer.answers.files import AnswerOrder
from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion, TimedAction, Watch
from trainer.engine.state import Placed
from trainer.questions import Answer
from trainer.scoring.stewardship import Ground, grounds
from trainer.scoring.timeliness import credit_for, ordered_on, picked_on
from trainer.scoring.vigilance import days_covered

Done = Mapping[int, int]
"""The day on which each timed action is done, by its index in the case."""


def sound_answer(case: Case, question: AnyQuestion) -> Answer | None:
    """The sound answer to one question; None if there is none, an error of the case."""
    return _Plan(case).answer(question)


def sound_orders(case: Case) -> tuple[AnswerOrder, ...]:
    """The orders of sound play by day, without those placed by its picks."""
    plan = _Plan(case)
    for question in case.questions.values():
        answer = plan.answer(question)
        plan.done = _earliest(plan.done, plan.done_by(question, answer))
        plan.placed += plan.placed_by(question, answer)
    plan.own = len(plan.placed)
    for watch in case.scenario.watches:
        plan.watch(watch)
    for place, action in enumerate(case.scenario.timed):
        plan.act(place, action)
    own = {(p.day, p.order) for p in plan.placed[plan.own :]}
    return tuple(AnswerOrder(id=order, day=day) for day, order in sorted(own))


def _earliest(one: Done, other: Done) -> Done:
    days = dict(one)
    for place, day in other.items():
        days[place] = min(day, days.get(place, day))
    return days


class _Plan:
    """The orders placed and actions done so far.

    ``placed[own:]`` are the learner's own orders; those before are placed by picks.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        clock = case.scenario.clock
        self.first, self.last = clock.first_day, clock.last_day
        self.actions = case.scenario.timed
        self.done: Done = {}
        self.placed: list[Placed] = []
        self.own = 0

    @cached_property
    def grounds(self) -> Mapping[str, Ground]:
        return grounds(self.case)

    @cached_property
    def by_orders(self) -> list[float]:
        """The highest credit that each action can earn by an order."""
        return [max((c for c, _ in self._days(a)), default=0.0) for a in self.actions]

    def _days(self, action: TimedAction) -> Iterator[tuple[float, Placed]]:
        for order in dict.fromkeys(action.done_by_orders):
            if order in self.case.catalogue.orders:
                for day in range(self.first, self.last + 1):
                    placed = Placed(order, day)
                    if ordered_on(action, placed, self.last) == day:
                        yield credit_for(action, day), placed

    def answer(self, question: AnyQuestion) -> Answer | None:
        """The sound answer that gains most timeliness; among equals, the one with fewest picks."""
        answers = question.sound_answers()
        return max(answers, key=lambda a: self.gain(self.done_by(question, a)), default=None)

    def placed_by(self, question: AnyQuestion, answer: Answer | None) -> list[Placed]:
        """The orders that an answer's picks place."""
        options = self.case.options[question.id]
        return [
            Placed(order.id, question.day, order.every, picked=True)
            for pick in (answer.picks if answer else ())
            for order in options[pick].orders
        ]

    def done_by(self, question: AnyQuestion, answer: Answer | None) -> Done:
        """The actions done by an answer itself and by the orders that its picks place."""
        done = self.done_by_orders(self.placed_by(question, answer))
        for place, action in enumerate(self.actions):
            for pick in answer.picks if answer else ():
                day = picked_on(action, question.id, pick, question.day)
                done = done if day is None else _earliest(done, {place: day})
        return done

    def done_by_orders(self, orders: Iterable[Placed]) -> Done:
        done: Done = {}
        for placed in orders:
            for place, action in enumerate(self.actions):
                day = ordered_on(action, placed, self.last)
                done = done if day is None else _earliest(done, {place: day})
        return done

    def gain(self, done: Done) -> float:
        """Timeliness credit gained by ``done`` over that of placing orders when they are due.

        An action done late can still be ordered earlier, so it loses nothing; one done too early
        cannot.
        """
        gained = 0.0
        for place, day in done.items():
            action = self.actions[place]
            more = credit_for(action, day) - self.by_orders[place]
            gained += action.weight * (more if day < action.window.first else max(0.0, more))
        return gained

    def value(self, orders: list[Placed]) -> tuple[float, int]:
        """The value of placing these orders too, for comparison; higher is better."""
        new = _earliest(self.done, self.done_by_orders(orders))
        return round(self.gain(new), 9), -self.uncalled(orders)

    def uncalled(self, orders: list[Placed]) -> int:
        """How many of the learner's placements, with these added, would not be called for."""
        days: dict[str, set[int]] = {}
        for placed in (*self.placed[self.own :], *orders):
            days.setdefault(placed.order, set()).add(placed.day)
        named = self.grounds
        counted = (named[o].counted(d) if o in named else () for o, d in days.items())
        return sum(map(len, days.values())) - sum(map(len, counted))

    def place(self, orders: list[Placed]) -> None:
        self.placed += orders
        self.done = _earliest(self.done, self.done_by_orders(orders))

    def watch(self, watch: Watch) -> None:
        """Place orders for the days of a watch that nothing covers yet."""
        end = min(watch.last, self.last)
        covered = set[int]().union(*(days_covered(watch, p, end) for p in self.placed))
        due = []
        for day in range(max(watch.first, self.first), end + 1):
            if day not in covered:
                due.append(day)
                covered.update(range(day, day + watch.every))
        orders = [o for o in dict.fromkeys(watch.orders) if o in self.case.catalogue.orders]
        if orders and due:
            self.place(max(([Placed(o, day) for day in due] for o in orders), key=self.value))

    def act(self, place: int, action: TimedAction) -> None:
        """Place an order that does an action when it is due, if that is better than now."""
        day = self.done.get(place)
        reached = 0.0 if day is None else credit_for(action, day)
        better = [
            (credit, placed)
            for credit, placed in self._days(action)
            if credit > reached and (day is None or placed.day < day)
        ]
        if better:

            def worth(choice: tuple[float, Placed]) -> tuple[float, float, int]:
                gained, uncalled = self.value([choice[1]])
                return gained, choice[0], uncalled

            self.place([max(better, key=worth)[1]])
