"""What each option is worth beside the others of its decision.

An option *A is dominated by B* if, in every allowed answer with A and without B, taking B instead
is at least as good on agreement and on soundness, and better on one of them in some answer. That
is what a distractor is for; it is a trouble only for what the report did. Likewise an option that
*never helps*: adding it to no allowed answer raises either credit.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.author.simulate.play import NOTHING, Row
from trainer.author.simulate.sheet import Sheet

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


def options_of(sheet: Sheet) -> list[OptionTold]:
    """The options of a decision as the author wrote them; none of a number."""
    options = sheet.decision.choices
    return [
        OptionTold(
            o.id,
            o.reported,
            o.judgement,
            is_dead(sheet, o.id),
            never_helps(sheet, o.id),
            tuple(b.id for b in options if b is not o and dominates(sheet, b.id, o.id)),
        )
        for o in options
    ]


def is_dead(sheet: Sheet, option: str) -> bool:
    """Whether adding it to any allowed answer changes no axis.

    Where one option may be picked nothing can be added: then it is told as a decision that tells
    nobody apart, if it is no different from the others.
    """
    beside = [pair for pair in _pairs(sheet, option) if len(pair[1].picks) > 1]
    return (
        bool(beside)
        and sheet.effects[option] == NOTHING
        and all(
            before.credit(axis) == after.credit(axis)
            for axis in sheet.axes
            for before, after in beside
        )
    )


def never_helps(sheet: Sheet, option: str) -> bool:
    """Whether adding it to no allowed answer, or to nothing, raises agreement or soundness."""
    return all(gain <= NEARLY for pair in _pairs(sheet, option) for gain in gains(sheet, *pair))


def dominates(sheet: Sheet, better: str, worse: str) -> bool:
    """Whether ``better`` in the place of ``worse`` never costs and sometimes gains."""
    found = [gain for pair in swaps(sheet, better, worse) for gain in gains(sheet, *pair)]
    return all(gain >= -NEARLY for gain in found) and any(gain > NEARLY for gain in found)


def swaps(sheet: Sheet, better: str, worse: str) -> list[tuple[Row, Row]]:
    """Each allowed answer with ``worse`` alone, and that with ``better`` in its place."""
    return [
        (row, sheet.by_picks[frozenset(row.picks) - {worse} | {better}])
        for row in sheet.within
        if worse in row.picks and better not in row.picks
    ]


def gains(sheet: Sheet, before: Row, after: Row) -> list[float]:
    """How much more credit the second row has, axis by axis."""
    return [(after.credit(axis) or 0.0) - (before.credit(axis) or 0.0) for axis in sheet.axes]


def _pairs(sheet: Sheet, option: str) -> list[tuple[Row, Row]]:
    """Each allowed answer with the option, after the same answer without it."""
    return [
        (sheet.by_picks[frozenset(row.picks) - {option}], row)
        for row in sheet.within
        if option in row.picks
    ]
