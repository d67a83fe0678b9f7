"""The robots that test a case: one table, which all commands read, with an entry for each.

*Blind* robots know nothing of medicine; *informed* ones know the key, and most play it badly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from trainer.answers.files import AnswerOrder, Answers
from trainer.answers.sound import sound_answer, sound_orders
from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine.state import Placed
from trainer.questions import Answer
from trainer.questions.blind import MILD, MOST, RANDOM, Blind, hedges, most_of, position

CERTAIN, GUESSED = 100, 50
"""The confidence of an informed robot, and of a blind one."""
POSITIONS = 9
MOST_ORDERS = 6
"""Most orders of a random play."""
OTHER_ORDERS = 10
"""The number of orders unused by the case in the pool that random play draws from."""
INTERVALS = (None, None, 7, 14)
"""Choices for days between repeats; None is a single order, and twice as likely."""

Play = Callable[[Case, AnyQuestion, Random], Answer | None]
Orders = Callable[[Case, Random], tuple[AnswerOrder, ...]]


@dataclass(frozen=True, slots=True)
class Robot:
    """A robot that plays a whole case by one rule; only random play uses the dice."""

    answer: Play
    """Its answer to a question of the case; None to pass."""
    orders: Orders = lambda *_: ()
    blind: bool = False
    """Whether it knows nothing. It sees the options in the order in which a run shows them."""
    sure: int | None = CERTAIN
    """Its confidence in each answer, 0 to 100; None for random values."""

    @property
    def by_chance(self) -> bool:
        """Whether its answers are random."""
        return self.sure is None


def _blind(rule: Blind) -> Robot:
    return Robot(lambda _, question, dice: question.robot(rule, dice), blind=True, sure=GUESSED)


def _reported(case: Case, question: AnyQuestion, dice: Random) -> Answer | None:  # noqa: ARG001
    return question.reported_answer()


def _sound(case: Case, question: AnyQuestion, dice: Random) -> Answer | None:  # noqa: ARG001
    return sound_answer(case, question)


def _single(case: Case, question: AnyQuestion, dice: Random) -> Answer | None:
    whole = _sound(case, question, dice)
    alone = [Answer((pick,)) for pick in (whole.picks if whole else ())]
    earned = {a: s.credit for a in alone if (s := question.soundness(a)) is not None}
    return max(earned, key=earned.__getitem__, default=whole)


def _reported_orders(case: Case, dice: Random) -> tuple[AnswerOrder, ...]:  # noqa: ARG001
    clock = case.scenario.clock
    placed = {
        (entry.day, order)
        for entry in case.course
        if entry.action != "stop" and clock.first_day <= entry.day <= clock.last_day
        for order in entry.orders
    }
    return tuple(AnswerOrder(id=name, day=day) for day, name in sorted(placed))


def drawn_orders(
    keyed: Mapping[str, None], every: Sequence[str], days: range, dice: Random
) -> tuple[Placed, ...]:
    """A few random orders on some of the ``days``, some of them standing.

    They are drawn from the orders that the case uses (``keyed``) and from a sample of ``every``.
    """
    others = dice.sample(every, min(OTHER_ORDERS, len(every)))
    pool = [*keyed, *(order for order in others if order not in keyed)]
    chosen = dice.sample(pool, dice.randint(0, min(MOST_ORDERS, len(pool))))
    return tuple(Placed(o, dice.choice(days), dice.choice(INTERVALS)) for o in chosen)


def _random_orders(case: Case, dice: Random) -> tuple[AnswerOrder, ...]:
    s = case.scenario
    keyed = {o for action in s.timed for o in action.done_by_orders}
    keyed |= {o for watch in s.watches for o in watch.orders}
    days = range(s.clock.first_day, s.clock.last_day + 1)
    placed = drawn_orders(dict.fromkeys(sorted(keyed)), sorted(case.catalogue.ids), days, dice)
    orders = (AnswerOrder(id=p.order, day=p.day, interval=p.every) for p in placed)
    return tuple(sorted(orders, key=lambda o: (o.day, o.id)))


def every_test(case: Case) -> tuple[AnswerOrder, ...]:
    """All tests of the catalogue, every day."""
    day = case.scenario.clock.first_day
    tests = sorted(name for name, order in case.catalogue.orders.items() if order.kind == "test")
    return tuple(AnswerOrder(id=name, day=day, interval=1) for name in tests)


ROBOTS: Mapping[str, Robot] = {
    **{f"position-{n}": _blind(position(n, POSITIONS)) for n in range(1, POSITIONS + 1)},
    "longest": _blind(most_of(len, 1.0)),
    "shortest": _blind(most_of(lambda text: -len(text), 0.0)),
    "hedged": _blind(most_of(hedges, 0.5)),
    "mild": _blind(MILD),
    "most": _blind(MOST),
    "silent": Robot(lambda *_: None, blind=True),
    "random": replace(_blind(RANDOM), orders=_random_orders, sure=None),
    "reported": Robot(_reported, _reported_orders),
    "sound": Robot(_sound, lambda case, _: sound_orders(case)),
    "single": Robot(_single),
    "shotgun": Robot(_reported, lambda case, _: every_test(case)),
}
"""The robots by name; a new robot is an entry here."""

ALIASES = {"first": "position-1", "none": "silent"}
"""Names of robots in format 1 and their names now."""

POLICIES = (*ROBOTS, *ALIASES)


def by_policy(case: Case, policy: str, seed: int = 0) -> Answers:
    """The answers of a robot, which must be one of ``POLICIES``.

    ``seed`` decides the order of options for a blind robot, and all random choices.
    """
    name = ALIASES.get(policy, policy)
    robot, dice = ROBOTS[name], Random(seed)
    shuffled = case.shuffled(seed) if robot.blind else case
    questions = {}
    for question in shuffled.questions.values():
        sure = dice.randrange(0, 101, 10) if robot.sure is None else robot.sure
        if (answer := robot.answer(shuffled, question, dice)) is not None:
            # Picks in the order of the file, so that equal answers are written alike.
            in_file = case.questions[question.id]
            questions[question.id] = in_file.usual(replace(answer, confidence=sure))
    orders = robot.orders(case, dice)
    return Answers(case.scenario.id, name, questions, orders)
