"""options with the same text

A learner cannot tell them apart, and one of them is mostly a copy that was to be changed.

  First look?
    A plain chest film
-   *A plain chest film
+   *A chest film from the side
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    for item in subject.items:
        first: dict[tuple[str, ...], int] = {}
        for place, words in enumerate(item.tokens):
            before = first.setdefault(tuple(words), place)
            if before != place:
                one, two = (item.decision.choices[i].id for i in (before, place))
                message = f"'{two}' reads the same as '{one}'."
                yield Hit(item.place(place), message, "Change one of the two, or take it out.")
