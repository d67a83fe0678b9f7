"""long key

Authors qualify what they know to be right, and learners know that they do: the longest option being right is one of the few flaws shown to move scores (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned above 1.3 times the median option and by more than a word of six letters; of several right options the mean counts.

  Which step comes first in looking for the cause of her cough?
    Bronchoscopy
-   *A plain film of the chest, taken upright and in two planes
+   *A plain chest film
    A sputum culture
"""

from __future__ import annotations

from statistics import fmean, median

from trainer.case.rules.base import Hit, Hits, Subject

_TIMES = 1.3
_WORD = 6  # a difference of less than a word is not seen among short options


def check(subject: Subject) -> Hits:
    for item in subject.keyed:
        middle = median(item.lengths)
        key = fmean(item.lengths[k] for k in item.key)
        if key > _TIMES * middle and key - middle > _WORD:
            whose = "the right option has" if len(item.key) == 1 else "the right options have"
            message = f"{whose} {key:.0f} characters, {key / middle:.1f} times the median of {middle:.0f}."
            advice = "Shorten it, or say as much in the others; details belong into 'why'."
            yield Hit(item.place(max(item.key, key=item.lengths.__getitem__)), message, advice)
