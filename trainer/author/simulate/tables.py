"""The case made ready for scoring many plays: every credit looked up, none worked out twice.

The credits come from the functions ``trainer.scoring`` itself scores with, and the sums are taken
in the same order, so that a play scores the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.author.simulate.choices import NOTHING, Choice, Effect
from trainer.author.simulate.play import Play
from trainer.case.compiled import Case
from trainer.case.model import EstimateDecision, Option
from trainer.engine.state import Placed
from trainer.scoring.parts import percent
from trainer.scoring.timing import credit_for, ordered_on, picked_on
from trainer.scoring.vigilance import days_covered

Scores = tuple[float | None, float | None, float | None, float | None]
"""Concordance, soundness, timing and vigilance, each 0 to 100, or None without parts."""


class Tables:
    """The tables of one case; ``score`` is the fast path.

    ``choices`` and ``estimates`` are by the place of the decision in the order asked; ``keyed`` are
    the orders that can be placed and that an action or a watch looks at.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        scenario = case.scenario
        self.first, self.last = scenario.clock.first_day, scenario.clock.last_day
        self.actions = scenario.timed
        self.watches = tuple(w for w in scenario.watches if w.first <= self.last)
        self.lengths = tuple(min(w.last, self.last) - w.first + 1 for w in self.watches)
        keyed = {o for a in self.actions for o in a.orders}
        keyed |= {o for w in self.watches for o in w.orders}
        self.keyed = keyed & case.catalogue.orders.keys()
        self._effects: dict[Placed, Effect] = {}
        self.choices: dict[int, Choice] = {}
        self.estimates: dict[int, EstimateDecision] = {}
        for place, decision in enumerate(case.decisions.values()):
            if isinstance(decision, EstimateDecision):
                self.estimates[place] = decision
            else:
                single = [self._picked(decision.id, decision.day, o) for o in decision.options]
                self.choices[place] = Choice.of(decision, single)
        self._prepare()

    def _prepare(self) -> None:
        """The columns ``score`` runs through: points by mask, by day, by days covered."""
        asked = self.case.decisions.values()
        self._agreed = {
            place: [credit * c.decision.weight for credit in c.concordance]
            for place, c in self.choices.items()
        }
        self._keyed_places = [i for i, d in enumerate(asked) if d.has_reported_answer]
        self._weight = sum(d.weight for d in asked if d.has_reported_answer)
        self._sound = [(place, c.soundness) for place, c in self.choices.items()]
        self._moves = [
            (place, c.effects) for place, c in self.choices.items() if c.effects[-1] != NOTHING
        ]
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
        picks = play.picks
        agreed = percent(self._agreements(play), self._weight)
        sound = percent((column[picks[i]] for i, column in self._sound), len(self._sound))
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
        effects = [column[play.picks[i]] for i, column in self._moves]
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
        """What an order does for timing and vigilance if the play goes to the last day."""
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
            effect |= self.effect(Placed(order, day, picked=True))
        return effect

    def _days_watched(self, placed: Placed) -> int:
        bits = offset = 0
        for watch, length in zip(self.watches, self.lengths, strict=True):
            for day in days_covered(watch, placed, self.last):
                bits |= 1 << (offset + day - watch.first)
            offset += length
        return bits

    def _agreements(self, play: Play) -> Iterator[float]:
        """Points in concordance, decision by decision in the order asked."""
        for place in self._keyed_places:
            if (column := self._agreed.get(place)) is not None:
                yield column[play.picks[place]]
            else:
                value = play.values[place]
                estimate = self.estimates[place]
                yield estimate.credit_of(value) * estimate.weight
