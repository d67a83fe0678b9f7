"""Troubles of timed actions and watches: what cannot be done, or not in time, or not together."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.answers import AnswerOrder, Answers
from trainer.author.simulate.decision_troubles import FULL, NEARLY, earns
from trainer.author.simulate.play import answers_of, credit, played
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.timed_reach import Group, all_units, best_timing, play_of_units
from trainer.author.simulate.trouble import Shows, Trouble, answering, plays
from trainer.case.model import TimedAction
from trainer.engine import moves
from trainer.engine.state import begin
from trainer.questions import Answer
from trainer.scoring.timeliness import credit_for, picked_on


def key_troubles(tables: Tables) -> Iterator[Trouble]:
    """The troubles of orders in keys, of picks in keys, of actions and of watches."""
    yield from _orders(tables)
    for action in tables.actions:
        yield from _picks(tables, action)
    for group in best_timing(tables).groups:
        yield from _group(tables, group)
    yield from _watches(tables)


def keyed_orders(tables: Tables) -> dict[str, str]:
    """Every order that a key or an option names, with the part that names it."""
    named: dict[str, str] = {}
    for action in tables.actions:
        named.update({order: action.id for order in action.done_by_orders if order not in named})
    for watch in tables.case.scenario.watches:
        named.update({order: watch.id for order in watch.orders if order not in named})
    for decision, choices in tables.case.options.items():
        for option in choices.values():
            for order in option.orders:
                named.setdefault(order.id, f"{decision}/{option.id}")
    return named


def _orders(tables: Tables) -> Iterator[Trouble]:
    case = tables.case
    for order, part in keyed_orders(tables).items():
        try:
            moves.place(case, begin(case), order)
        except moves.Refused as refused:
            answers = Answers(orders=(AnswerOrder(id=order, day=tables.first),))
            said = f"'{part}' names the order '{order}', which cannot be placed: {refused}"

            def shows(tried: Answers) -> bool:
                return not plays(case, tried)

            yield Trouble("order-cannot-be-placed", said, answers, shows, part=part)


def _picks(tables: Tables, action: TimedAction) -> Iterator[Trouble]:
    for pick in action.done_by_picks:
        decision, _, option = pick.partition("/")
        asked = tables.case.decisions.get(decision)
        if asked is None or option not in tables.case.options[decision]:
            continue  # The check has said so (R302).
        counted = picked_on(action, decision, option, asked.day)
        if credit_for(action, counted) > 0:
            continue
        why = f"where '{action.id}' earns nothing"
        if counted is None:
            why = f"before '{action.id}' counts (day {action.from_day})"
        said = f"'{pick}' is picked on day {asked.day}, {why}."
        shows = _picked_for_nothing(tables, decision, option, action.id)
        shown = answering(decision, Answer((option,)))
        yield Trouble("dead-pick", said, shown, shows, decision, option, action.id)


def _picked_for_nothing(tables: Tables, decision: str, option: str, action: str) -> Shows:
    def shows(answers: Answers) -> bool:
        answer = answers.decisions.get(decision)
        there = answer is not None and option in answer.picks
        return there and not credit(played(tables.case, answers), "timeliness", action)

    return shows


def _group(tables: Tables, group: Group) -> Iterator[Trouble]:
    if len(group.actions) > 1 and group.exact and group.points < group.bound - NEARLY:
        names = ", ".join(f"'{tables.actions[i].id}'" for i in group.actions)
        said = f"{names} share orders or picks and cannot all earn what each can alone."
        answers = answers_of(tables.case, play_of_units(tables, group.units))
        ids = [tables.actions[i].id for i in group.actions]

        def shows(tried: Answers) -> bool:
            axes = played(tables.case, tried)
            weights = {p.id: p.weight for p in axes["timeliness"].parts}
            got = sum((credit(axes, "timeliness", i) or 0.0) * weights[i] for i in ids)
            return abs(got - group.points) < NEARLY

        yield Trouble("actions-exclude-each-other", said, answers, shows, part=ids[0])
    for i in group.actions:
        yield from _action(tables, i)


def _action(tables: Tables, place: int) -> Iterator[Trouble]:
    action = tables.actions[place]
    units = [u for u in all_units(tables) if place in u.done]
    top = max(units, key=lambda u: credit_for(action, u.done[place]), default=None)
    best = 0.0 if top is None else credit_for(action, top.done[place])
    if best < FULL - NEARLY:
        said = f"'{action.id}' can earn {best:.0%} in timeliness at the most."
        answers = answers_of(tables.case, play_of_units(tables, [top] if top else []))
        shows = earns(tables, "timeliness", action.id, best)
        yield Trouble("full-marks-out-of-reach", said, answers, shows, part=action.id)


def _watches(tables: Tables) -> Iterator[Trouble]:
    for watch in tables.watches:
        order = next((o for o in watch.orders if o in tables.keyed), None)
        if order is None:
            continue  # Told as an order that cannot be placed.
        answers = Answers(orders=(AnswerOrder(id=order, day=tables.first, interval=1),))
        best = credit(played(tables.case, answers), "vigilance", watch.id) or 0.0
        if best < FULL - NEARLY:
            said = f"'{watch.id}' can earn {best:.0%} in vigilance at the most."
            shows = earns(tables, "vigilance", watch.id, best)
            yield Trouble("full-marks-out-of-reach", said, answers, shows, part=watch.id)
