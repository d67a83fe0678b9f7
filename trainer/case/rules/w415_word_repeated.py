"""A word of the question that comes back in the right option alone."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import content, tokens


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if not choice.tells_apart:
            continue
        keys = [choice.words[k] for k in choice.key]
        others = frozenset[str]().union(
            *(w for j, w in enumerate(choice.words) if j not in choice.key)
        )
        # Of several right options a cue must lead to them all.
        repeated = frozenset.intersection(*keys) - others
        if repeated and (shared := sorted(repeated & content(tokens(choice.decision.prompt)))):
            yield Hit(
                choice.text_of(min(choice.key)),
                f"of the options the right one alone repeats '{shared[0]}' from the question.",
                "Use another word in it, or the same word in a wrong option too.",
            )


RULE = Rule(
    "W415",
    "warning",
    "a word of the question in the key alone",
    _check,
    reason="Options that echo the question are picked by ear (clang; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Words of four letters and more that mean something by themselves are compared, without plural endings.",
    bad=asks(one("Which step shows what casts the shadow?", "Bronchoscopy", "*A second look at the shadow", "A blood test")),
    good=asks(one("Which step shows what casts the shadow?", "Bronchoscopy", "*Computed tomography", "A blood test")),
)  # fmt: skip
