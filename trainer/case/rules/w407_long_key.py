"""A right option that is longer than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean, median

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject

_TIMES = 1.3
_WORD = 6  # a difference of less than a word is not seen among short options


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if not choice.tells_apart:
            continue
        middle = median(choice.lengths)
        key = fmean(choice.lengths[k] for k in choice.key)
        if key > _TIMES * middle and key - middle > _WORD:
            whose = "the right option has" if len(choice.key) == 1 else "the right options have"
            yield Hit(
                choice.text_of(max(choice.key, key=choice.lengths.__getitem__)),
                f"{whose} {key:.0f} characters, {key / middle:.1f} times the median of {middle:.0f}.",
                "Shorten it, or say as much in the others; details belong into 'why'.",
            )


RULE = Rule(
    "W407",
    "warning",
    "long key",
    _check,
    reason="Authors qualify what they know to be right, and learners know that they do: the longest option being right is one of the few flaws shown to move scores (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned above 1.3 times the median option and by more than a word of six letters; of several right options the mean counts.",
    bad=asks(one("Which step comes first in looking for the cause of her cough?", "Bronchoscopy", "*A plain film of the chest, taken upright and in two planes", "A sputum culture")),
    good=asks(one("Which step comes first in looking for the cause of her cough?", "Bronchoscopy", "*A plain chest film", "A sputum culture")),
)  # fmt: skip
