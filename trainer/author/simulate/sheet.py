"""One decision: what every answer to it is worth and does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from trainer.author.simulate.play import NOTHING, AxisName, Effect, Row
from trainer.questions import Answer, Decision

AXES_OF_ANSWERS: tuple[AxisName, ...] = ("as_reported", "soundness")


@dataclass(frozen=True)
class Sheet:
    """A decision with the rows of its answers; ``effects`` has what each option does."""

    decision: Decision
    effects: Mapping[str, Effect]

    def row(self, answer: Answer | None) -> Row:
        """What an answer earns and does."""
        asked, effect = self.decision, NOTHING
        for pick in () if answer is None else answer.picks:
            effect |= self.effects[pick]
        agreed = asked.agreement(answer).credit if asked.has_reported_answer else None
        sound = asked.soundness(answer)
        return Row(answer, agreed, None if sound is None else sound.credit, effect)

    @cached_property
    def passed(self) -> Row:
        """The row of no answer."""
        return self.row(None)

    @cached_property
    def groups(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of a blind player's answers: each group is as likely as another."""
        return tuple(tuple(map(self.row, group)) for group in self.decision.sample())

    @cached_property
    def within(self) -> tuple[Row, ...]:
        """All that can be answered within what the question allows; of a number, even steps."""
        return tuple(chain.from_iterable(self.groups))

    @cached_property
    def by_picks(self) -> Mapping[frozenset[str], Row]:
        """The rows within what is allowed, and the passed one, by what is picked."""
        return {frozenset(row.picks): row for row in (self.passed, *self.within)}

    @property
    def axes(self) -> tuple[AxisName, ...]:
        """The axes of answers in which the decision has a part."""
        return tuple(a for a in AXES_OF_ANSWERS if self.passed.credit(a) is not None)

    @property
    def does_something(self) -> bool:
        """Whether any option does anything for timeliness or vigilance."""
        return any(effect != NOTHING for effect in self.effects.values())

    def best(self, credit: Callable[[Row], float]) -> Row:
        """The answer with the highest credit; of several the one with the fewest picks."""
        reported = self.decision.reported_answer()
        rows = [self.row(reported), *self.within] if reported else self.within
        return max(rows, key=lambda row: (credit(row), -len(row.picks)))
