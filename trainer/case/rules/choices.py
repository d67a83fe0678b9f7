"""The questions with options, taken apart once a check for all rules about wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc
from trainer.case.rules.words import content, tokens
from trainer.questions import Question

_BEST = ("critical", "recommended", "acceptable", "unnecessary", "harmful")


@dataclass(frozen=True)
class Choice:
    """A decision with options.

    ``key`` has the places of its right options: those that the report did, wholly or in part;
    where it did none, the best judged ones.
    """

    index: int
    decision: Question
    key: frozenset[int]

    @cached_property
    def low(self) -> str:
        """Question and options in small letters, in which a word is soon found missing."""
        return "\n".join((self.decision.prompt, *self.texts)).lower()

    @property
    def loc(self) -> Loc:
        """Its place in the file."""
        return ("decisions", self.index)

    def text_of(self, option: int) -> Loc:
        """The place of an option's text."""
        return ("decisions", self.index, "options", option, "text")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The options as they are read."""
        return tuple(o.wording for o in self.decision.choices)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How many characters each option has."""
        return tuple(len(text) for text in self.texts)

    @cached_property
    def longest(self) -> int | None:
        """The place of the one option that is longer than all others."""
        most = max(self.lengths)
        return self.lengths.index(most) if self.lengths.count(most) == 1 else None

    @cached_property
    def tokens(self) -> tuple[list[str], ...]:
        """The words of each option, in small letters."""
        return tuple(tokens(text) for text in self.texts)

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The words with a meaning of their own in each option."""
        return tuple(content(words) for words in self.tokens)

    @cached_property
    def tells_apart(self) -> bool:
        """Whether some options are right and others are not."""
        return 0 < len(self.key) < len(self.decision.choices)


def choices_of(s: Scenario) -> Iterator[Choice]:
    """Every decision with options, in order."""
    for i, decision in enumerate(s.decisions):
        options = decision.choices
        if not options:
            continue
        if decision.has_reported_answer:
            key = frozenset(j for j, o in enumerate(options) if o.keyed)
        else:
            best = min(_BEST.index(o.judgement) for o in options)
            key = frozenset(j for j, o in enumerate(options) if o.judgement == _BEST[best])
        yield Choice(i, decision, key)
