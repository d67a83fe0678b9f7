"""One decision with options: what every set of picks is worth and does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.author.simulate.play import AxisName
from trainer.case.model import OneDecision, SeveralDecision
from trainer.questions.option import agreement_credit


@dataclass(frozen=True, slots=True)
class Effect:
    """What an order or a pick does for timing and vigilance.

    ``done``: the timed actions (by place) it has done, each with the day. ``watched``: the days it
    covers, one bit a day, watch after watch.
    """

    done: tuple[tuple[int, int], ...] = ()
    watched: int = 0

    def __or__(self, other: Effect) -> Effect:
        return Effect((*self.done, *other.done), self.watched | other.watched)


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision with options. Lists are by pick mask (bit i: option i); 0 is passed."""

    decision: OneDecision | SeveralDecision
    concordance: tuple[float, ...]
    """Credits, 0 to 1."""
    soundness: tuple[float, ...]
    effects: tuple[Effect, ...]
    allowed: tuple[tuple[int, ...], ...]
    """The masks within what the question allows, by how many options they pick, from 1."""
    within: tuple[int, ...]
    """The same in one row."""
    columns: tuple[tuple[float, ...], ...]
    """The credits on the axes the decision takes part in, concordance first."""

    @classmethod
    def of(cls, decision: OneDecision | SeveralDecision, single: Sequence[Effect]) -> Choice:
        """All masks worked out; ``single`` is what each option alone does."""
        options = decision.options
        masks = range(1 << len(options))
        agreed, sound, effects = [], [], [NOTHING]
        for mask in masks:
            picks = [o for i, o in enumerate(options) if mask >> i & 1]
            agreed.append(agreement_credit(picks, options, decision.most))
            sound.append(decision.sound_credit_of(picks))
            if mask:
                low = mask & -mask
                effects.append(effects[mask ^ low] | single[low.bit_length() - 1])
        most = min(decision.most, len(options))
        allowed = tuple(tuple(m for m in masks if m.bit_count() == n) for n in range(1, most + 1))
        columns = [tuple(agreed)] * decision.has_reported_answer + [tuple(sound)]
        return cls(
            decision,
            tuple(agreed),
            tuple(sound),
            tuple(effects),
            allowed,
            tuple(m for group in allowed for m in group),
            tuple(columns),
        )

    def credits(self, axis: AxisName) -> tuple[float, ...] | None:
        """The credits on an axis of decisions; None if the decision has no part in it."""
        if axis == "soundness":
            return self.soundness
        if axis == "concordance" and self.decision.has_reported_answer:
            return self.concordance
        return None

    def names(self, mask: int) -> tuple[str, ...]:
        """The options of a mask by id."""
        return tuple(o.id for i, o in enumerate(self.decision.options) if mask >> i & 1)
