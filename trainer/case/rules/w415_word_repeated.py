"""a word of the question in the key alone

Options that echo the question are picked by ear (clang; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Words of four letters and more that mean something by themselves are compared, without plural endings.

  Which step shows what casts the shadow?
    Bronchoscopy
-   *A second look at the shadow
+   *Computed tomography
    A blood test
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import content, tokens


def check(subject: Subject) -> Hits:
    for item in subject.keyed:
        # Of several right options a cue must lead to them all.
        words = frozenset.intersection(*(item.words[k] for k in item.key))
        words = words.difference(*(item.words[j] for j in item.wrong))
        if words and (shared := sorted(words & content(tokens(item.decision.prompt)))):
            message = f"of the options the right one alone repeats '{shared[0]}' from the question."
            advice = "Use another word in it, or the same word in a wrong option too."
            yield Hit(item.place(min(item.key)), message, advice)
