"""The case made ready for scoring many plays: every credit looked up, none worked out twice.

The credits come from the functions ``trainer.scoring`` itself scores with, and the sums are taken
in the same order, so that a play scores the same to the last bit.
"""

from __future__ import annotations

from trainer.answers import Answers
from trainer.author.simulate.play import Effect, Play
from trainer.author.simulate.sheet import Sheet
from trainer.case.compiled import Case
from trainer.case.model import Option
from trainer.engine.state import Placed
from trainer.scoring.parts import percent
from trainer.scoring.timeliness import credit_for, ordered_on, picked_on
from trainer.scoring.vigilance import days_covered

Scores = tuple[float | None, float | None, float | None, float | None]
"""Agreement, soundness, timeliness and vigilance, each 0 to 100, or None without parts."""


class Tables:
    """The tables of one case; ``score`` is the fast path.

    ``sheets`` are in the order in which the decisions are asked; ``keyed`` are the orders that can
    be placed and that an action or a watch looks at.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        scenario = case.scenario
        self.first, self.last = scenario.clock.first_day, scenario.clock.last_day
        self.actions = scenario.timed
        self.watches = tuple(w for w in scenario.watches if w.first <= self.last)
        self.lengths = tuple(min(w.last, self.last) - w.first + 1 for w in self.watches)
        keyed = {o for a in self.actions for o in a.done_by_orders}
        keyed |= {o for w in self.watches for o in w.orders}
        self.keyed = keyed & case.catalogue.orders.keys()
        self._effects: dict[Placed, Effect] = {}
        self.sheets = tuple(
            Sheet(d, {o.id: self._picked(d.id, d.day, o) for o in d.choices})
            for d in case.decisions.values()
        )
        self._prepare()

    def _prepare(self) -> None:
        """The columns ``score`` runs through: places, points by day and by days covered."""
        sheets = list(enumerate(self.sheets))
        self._agreed = [
            (place, s.decision.weight) for place, s in sheets if "as_reported" in s.axes
        ]
        self._weight = sum(weight for _, weight in self._agreed)
        self._sound = [(place, s.decision.weight) for place, s in sheets if "soundness" in s.axes]
        self._sound_weight = sum(weight for _, weight in self._sound)
        self._doing = [place for place, s in sheets if s.does_something]
        # Days beyond play are never looked up: the engine places nothing on them.
        days = (None, *range(self.first, self.last + 1))
        self._timed = [{day: credit_for(a, day) * a.weight for day in days} for a in self.actions]
        self._timed_weight = sum(a.weight for a in self.actions)
        self._watched = []
        offset = 0
        for watch, length in zip(self.watches, self.lengths, strict=True):
            points = [count / length * watch.weight for count in range(length + 1)]
            self._watched.append((offset, (1 << length) - 1, points))
            offset += length
        self._watch_weight = sum(w.weight for w in self.watches)

    def score(self, play: Play) -> Scores:
        """The four axes of a play that went to the end."""
        rows = play.rows
        # A row has a credit on every axis in which its decision has a part.
        agreed = percent(
            (rows[i].as_reported * weight for i, weight in self._agreed),  # type: ignore[operator]
            self._weight,
        )
        sound = percent(
            (rows[i].soundness * weight for i, weight in self._sound),  # type: ignore[operator]
            self._sound_weight,
        )
        timed, watched = self.points(play)
        return (
            agreed,
            sound,
            percent(timed, self._timed_weight),
            percent(watched, self._watch_weight),
        )

    def points(self, play: Play) -> tuple[list[float], list[float]]:
        """The weighted points of every timed action and of every watch."""
        done: list[int | None] = [None] * len(self.actions)
        watched = 0
        effects = [play.rows[i].effect for i in self._doing]
        effects.extend(self.effect(p) for p in play.orders if p.order in self.keyed)
        for effect in effects:
            watched |= effect.watched
            for action, day in effect.done:
                before = done[action]
                if before is None or day < before:
                    done[action] = day
        timed = [points[day] for points, day in zip(self._timed, done, strict=True)]
        covered = [
            points[(watched >> offset & whole).bit_count()]
            for offset, whole, points in self._watched
        ]
        return timed, covered

    def effect(self, placed: Placed) -> Effect:
        """What an order does for timeliness and vigilance if the play goes to the last day."""
        known = self._effects.get(placed)
        if known is None:
            done = ((i, ordered_on(a, placed, self.last)) for i, a in enumerate(self.actions))
            known = Effect(
                tuple((i, day) for i, day in done if day is not None), self._days_watched(placed)
            )
            self._effects[placed] = known
        return known

    def _picked(self, decision: str, day: int, option: Option) -> Effect:
        """What picking an option does by itself and by the orders it places."""
        done = ((i, picked_on(a, decision, option.id, day)) for i, a in enumerate(self.actions))
        effect = Effect(tuple((i, day) for i, day in done if day is not None))
        for order in option.orders:
            effect |= self.effect(Placed(order.id, day, order.every, picked=True))
        return effect

    def _days_watched(self, placed: Placed) -> int:
        bits = offset = 0
        for watch, length in zip(self.watches, self.lengths, strict=True):
            for day in days_covered(watch, placed, self.last):
                bits |= 1 << (offset + day - watch.first)
            offset += length
        return bits

    def play_of(self, answers: Answers) -> Play:
        """The play that ``answers``, which must fit the case, write down."""
        rows = tuple(sheet.row(answers.decisions.get(sheet.decision.id)) for sheet in self.sheets)
        return Play(rows, tuple(Placed(o.id, o.day, o.interval) for o in answers.orders))
