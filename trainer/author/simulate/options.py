"""What each option is worth beside the others of its decision.

An option *A is dominated by B* if, in every allowed answer with A and without B, taking B instead
is at least as good on concordance and on soundness, and better on one of them in some answer. That
is what a distractor is for; it is a trouble only for what the report did. Likewise an option that
*never helps*: adding it to no allowed answer raises either credit.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.author.simulate.choices import NOTHING, Choice

NEARLY = 1e-12


@dataclass(frozen=True, slots=True)
class OptionTold:
    """One option; ``dominated_by`` names the options that are always the better choice."""

    id: str
    reported: str
    judgement: str
    dead: bool
    """Adding it to any allowed answer changes no axis."""
    never_helps: bool
    dominated_by: tuple[str, ...]


def options_of(choice: Choice) -> list[OptionTold]:
    """The options of a decision as the author wrote them."""
    options = choice.decision.options
    return [
        OptionTold(
            option.id,
            option.reported,
            option.judgement,
            is_dead(choice, i),
            never_helps(choice, i),
            tuple(b.id for j, b in enumerate(options) if j != i and dominates(choice, j, i)),
        )
        for i, option in enumerate(options)
    ]


def is_dead(choice: Choice, option: int) -> bool:
    """Whether adding it to any allowed answer changes no axis.

    Where one option may be picked nothing can be added: then it is told as a decision that tells
    nobody apart, if it is no different from the others.
    """
    bit = 1 << option
    beside = [m for m in choice.within if m & bit and m != bit]
    return (
        bool(beside)
        and choice.effects[bit] == NOTHING
        and all(column[m] == column[m ^ bit] for column in choice.columns for m in beside)
    )


def never_helps(choice: Choice, option: int) -> bool:
    """Whether adding it to no allowed answer, or to nothing, raises concordance or soundness."""
    bit = 1 << option
    with_it = [m for m in choice.within if m & bit]
    return all(column[m] <= column[m ^ bit] + NEARLY for column in choice.columns for m in with_it)


def dominates(choice: Choice, better: int, worse: int) -> bool:
    """Whether ``better`` in the place of ``worse`` never costs and sometimes gains."""
    new, old = 1 << better, 1 << worse
    swaps = [(m, m ^ old | new) for m in choice.within if m & old and not m & new]
    if any(c[after] < c[before] - NEARLY for c in choice.columns for before, after in swaps):
        return False
    return any(c[after] > c[before] + NEARLY for c in choice.columns for before, after in swaps)
