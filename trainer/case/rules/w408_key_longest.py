"""The longest option is right in too many of a case's questions."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject

_SHARE = 0.4
_ENOUGH = 5


def _check(subject: Subject) -> Iterator[Hit]:
    asked = [c for c in subject.choices if c.tells_apart]
    if len(asked) < _ENOUGH:
        return
    longest = [c for c in asked if c.longest in c.key]
    # Where several of a few options are right, the longest is often among them by chance alone.
    chance = sum(len(c.key) / len(c.lengths) for c in asked)
    if len(longest) > max(_SHARE * len(asked), chance):
        names = ", ".join(c.decision.id for c in longest)
        yield Hit(
            ("decisions",),
            f"the longest option is right in {len(longest)} of {len(asked)} decisions: {names}.",
            f"Make another the longest in some; by chance it would be in about {chance:.0f}.",
        )


_PROMPT = "Which step comes first in looking for the cause of her cough?"

RULE = Rule(
    "W408",
    "warning",
    "the longest option is right too often",
    _check,
    reason="A learner who notices can pass without reading (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned above 40 % of at least five decisions, and only above what chance would give.",
    bad=asks(*(one(_PROMPT, "Bronchoscopy", "*A plain chest film", "A blood test", name=f"look-{n}") for n in range(1, 6))),
    good=asks(*(one(_PROMPT, "Bronchoscopy", "*A chest film", "A blood test", name=f"look-{n}") for n in range(1, 6))),
)  # fmt: skip
