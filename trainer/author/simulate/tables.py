"""Prepare a case for scoring many plays: each credit is computed once and then looked up.

The credits come from the functions of ``trainer.scoring``, and they are added in the same order, so
the scores of a play are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.answers import Answers
from trainer.author.simulate.play import NOTHING, Effect, Play, Sheet, by_day
from trainer.case.compiled import Case
from trainer.case.model import Option
from trainer.engine.state import Placed
from trainer.scoring.limits import ENOUGH
from trainer.scoring.parts import percent
from trainer.scoring.stewardship import KINDS, grounds
from trainer.scoring.timeliness import credit_for, ordered_on, picked_on
from trainer.scoring.vigilance import days_covered

Points = tuple[list[float], list[float], list[float], list[float]]
"""Weighted points, part by part, of soundness, agreement, timeliness and vigilance."""


class Tables:
    """The tables of one case; ``points`` and ``scores`` are the fast path.

    ``sheets`` are in the order in which the questions are put; ``keyed`` are the orders that can
    be placed and that count for an action or a watch; ``full`` has the points of full marks, axis
    by axis.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        scenario = case.scenario
        self.first, self.last = scenario.clock.first_day, scenario.clock.last_day
        self.actions = scenario.timed
        self.watches = tuple(w for w in scenario.watches if w.first <= self.last)
        keyed = {order for action in self.actions for order in action.done_by_orders}
        keyed |= {order for watch in self.watches for order in watch.orders}
        self.keyed = keyed & case.catalogue.orders.keys()
        self._effects: dict[Placed, Effect] = {}
        # By order: the indexes of the actions that it can do.
        self._acting: dict[str, list[int]] = {}
        for place, action in enumerate(self.actions):
            for order in dict.fromkeys(action.done_by_orders):
                self._acting.setdefault(order, []).append(place)
        # For each watch: the offset of its bits, its days as bits, and its points by days covered.
        self._watched: list[tuple[int, int, list[float]]] = []
        offset = 0
        for watch in self.watches:
            days = min(watch.last, self.last) - watch.first + 1
            points = [count / days * watch.weight for count in range(days + 1)]
            self._watched.append((offset, (1 << days) - 1, points))
            offset += days
        self.sheets = tuple(
            Sheet(d, {o.id: self._picked(d.id, d.day, o) for o in d.choices})
            for d in case.questions.values()
        )
        sheets = list(enumerate(self.sheets))
        self._agreed = [(i, s.question.weight) for i, s in sheets if "as_reported" in s.axes]
        self._sound = [(i, s.question.weight) for i, s in sheets if "soundness" in s.axes]
        self._doing = [i for i, s in sheets if any(e != NOTHING for e in s.effects.values())]
        # Days beyond play are never looked up: the engine places nothing on them.
        every_day = (None, *range(self.first, self.last + 1))
        self._timed = [{d: credit_for(a, d) * a.weight for d in every_day} for a in self.actions]
        self._grounds = grounds(case)
        # Tests and procedures that nothing calls for earn nothing; other orders are not scored.
        self._uncalled = {
            name: 0.0 if order.kind in KINDS else None
            for name, order in case.catalogue.orders.items()
            if name not in self._grounds
        }
        self._called_for: dict[tuple[Placed, ...], float | None] = {}
        self.full = (
            sum(weight for _, weight in self._sound),
            sum(weight for _, weight in self._agreed),
            sum(a.weight for a in self.actions),
            sum(w.weight for w in self.watches),
        )

    def points(self, play: Play) -> Points:
        """The points of a play that went to the end."""
        rows = play.rows
        done: list[int | None] = [None] * len(self.actions)
        watched = 0
        effects = [rows[i].effect for i in self._doing]
        effects.extend(self.effect(p) for p in play.orders if p.order in self.keyed)
        for effect in effects:
            watched |= effect.watched
            for action, day in effect.done:
                before = done[action]
                if before is None or day < before:
                    done[action] = day
        return (
            [rows[i].credits["soundness"] * weight for i, weight in self._sound],
            [rows[i].credits["as_reported"] * weight for i, weight in self._agreed],
            [points[day] for points, day in zip(self._timed, done, strict=True)],
            [
                points[(watched >> offset & days).bit_count()]
                for offset, days, points in self._watched
            ],
        )

    def scores(self, points: Points, play: Play) -> tuple[float | None, ...]:
        """The six scores of a play with these points, each 0 to 100, or None without parts."""
        four = map(percent, points, self.full)
        return *four, self._stewardship(play.orders), _calibration(play)

    def score(self, play: Play) -> tuple[float | None, ...]:
        """The six scores of a play that went to the end."""
        return self.scores(self.points(play), play)

    def play_of(self, answers: Answers) -> Play:
        """The play described by ``answers``, which must fit the case."""
        answer_list = [answers.decisions.get(sheet.question.id) for sheet in self.sheets]
        rows = tuple(
            sheet.row(answer) for sheet, answer in zip(self.sheets, answer_list, strict=True)
        )
        placed = tuple(Placed(o.id, o.day, o.interval) for o in answers.orders)
        return Play(rows, placed, tuple(a.confidence if a else None for a in answer_list))

    def _stewardship(self, orders: Iterable[Placed]) -> float | None:
        placements: dict[str, tuple[Placed, ...]] = {}
        for placed in sorted(orders, key=by_day):
            placements[placed.order] = (*placements.get(placed.order, ()), placed)
        uncalled, known = self._uncalled, self._called_for
        earned = [
            uncalled[order]
            if order in uncalled
            else known[placed]
            if placed in known
            else self._credit(placed)
            for order, placed in placements.items()
        ]
        shares = [share for share in earned if share is not None]
        return percent(shares, len(shares))

    def _credit(self, orders: tuple[Placed, ...]) -> float | None:
        """The credit of one order as placed; None if it is not scored."""
        order = orders[0].order
        days = {day for placed in orders for day in placed.days(self.last)}
        scored = self.case.order(order).kind in KINDS
        credit = len(self._grounds[order].counted(days)) / len(days) if scored else None
        self._called_for[orders] = credit
        return credit

    def effect(self, placed: Placed) -> Effect:
        """The effect of an order, if the play goes to the last day."""
        known = self._effects.get(placed)
        if known is None:
            acting = self._acting.get(placed.order, ())
            done = ((i, ordered_on(self.actions[i], placed, self.last)) for i in acting)
            bits = 0
            for watch, (offset, _, _) in zip(self.watches, self._watched, strict=True):
                for day in days_covered(watch, placed, self.last):
                    bits |= 1 << (offset + day - watch.first)
            known = Effect(tuple((i, day) for i, day in done if day is not None), bits)
            self._effects[placed] = known
        return known

    def _picked(self, question: str, day: int, option: Option) -> Effect:
        """The effect of picking an option, with that of the orders it places."""
        done = ((i, picked_on(a, question, option.id, day)) for i, a in enumerate(self.actions))
        effect = Effect(tuple((i, day) for i, day in done if day is not None))
        for order in option.orders:
            effect |= self.effect(Placed(order.id, day, order.every, picked=True))
        return effect


def _credit_of(confidence: int, right: bool) -> float:
    off = confidence / 100 - right
    return 1 - off * off


_CREDITS = [[_credit_of(confidence, right) for confidence in range(101)] for right in (False, True)]
"""The credit for calibration, by whether an answer is right and by the confidence in it."""


def _calibration(play: Play) -> float | None:
    shares = [
        _CREDITS[row.right][confidence]
        for confidence, row in zip(play.confidences, play.rows, strict=False)
        if confidence is not None and row.answer is not None
    ]
    return percent(shares, len(shares)) if len(shares) >= ENOUGH else None
