"""The questions with options, taken apart once for all rules about wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc
from trainer.case.rules.words import content, tokens
from trainer.questions import Question

_BEST = ("critical", "recommended", "acceptable", "unnecessary", "harmful")


@dataclass(frozen=True)
class Item:
    """A decision with options: an item, as authors of tests call it.

    ``key`` has the indices of its right options: those that the report did, wholly or in part, or,
    if it did none, those with the best judgement.
    """

    loc: Loc
    question: Question
    key: frozenset[int]

    def place(self, option: int) -> Loc:
        """The place of an option's text."""
        return (*self.loc, "options", option, "text")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The wording of each option."""
        return tuple(o.wording for o in self.question.choices)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The number of characters of each option."""
        return tuple(len(text) for text in self.texts)

    @cached_property
    def tokens(self) -> tuple[list[str], ...]:
        """The words of each option, in small letters."""
        return tuple(tokens(text) for text in self.texts)

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The content words of each option."""
        return tuple(content(words) for words in self.tokens)

    @cached_property
    def own_words(self) -> tuple[frozenset[str], ...]:
        """The content words of each option that no other option has."""
        counts = Counter(word for words in self.words for word in words)
        return tuple(frozenset(w for w in words if counts[w] == 1) for words in self.words)

    @cached_property
    def wrong(self) -> list[int]:
        """The indices of the options that are not right."""
        return [place for place in range(len(self.texts)) if place not in self.key]


def items_of(s: Scenario) -> Iterator[Item]:
    """Every decision with options, in order."""
    for i, question in enumerate(s.decisions):
        options = question.choices
        if not options:
            continue
        if question.has_reported_answer:
            key = frozenset(j for j, o in enumerate(options) if o.keyed)
        else:
            ranks = [_BEST.index(o.judgement) for o in options]
            key = frozenset(j for j, rank in enumerate(ranks) if rank == min(ranks))
        yield Item(("decisions", i), question, key)
