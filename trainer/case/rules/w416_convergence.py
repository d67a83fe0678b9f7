"""the key shares most words with the others

Wrong options are often made by changing one thing of the right one, which is then the one with most in common (convergence; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned where, of four options or more, the right one shares at least two words, a quarter more than any other, and no other has them all.

  What would you do next for this cough?
    Amoxicillin with codeine
    *Amoxicillin with steam
    Doxycycline with steam
-   Erythromycin with steam
-   Amoxicillin with rest
+   Doxycycline with codeine
"""

from __future__ import annotations

from collections import Counter

from trainer.case.rules.base import Hit, Hits, Subject

_FEWEST = 4  # of three options any two that vary one thing would converge
_ENOUGH = 2
_TIMES = 1.25


def check(subject: Subject) -> Hits:
    for item in subject.items:
        if len(item.key) != 1 or len(item.texts) < _FEWEST:
            continue
        counts = Counter(word for words in item.words for word in words)
        scores = [sum(counts[w] - 1 for w in words) for words in item.words]
        (key,) = item.key
        shared = sorted(w for w in item.words[key] if counts[w] > 1)
        # They must lead to the key from different options, no one of which has them all.
        if len(shared) < _ENOUGH or any(item.words[j].issuperset(shared) for j in item.wrong):
            continue
        if scores[key] > _TIMES * max(scores[j] for j in item.wrong):
            message = f"the right option shares most with the others: {', '.join(shared)}."
            advice = "Vary the wrong options around each other as much as around the right one."
            yield Hit(item.place(key), message, advice)
