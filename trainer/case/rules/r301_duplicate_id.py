"""duplicate id

References, saved runs and answers name parts by id: with two of one id they mean either.

  watches:
-   - {id: twice, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
-   - {id: twice, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
+   - {id: crp-watch, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
+   - {id: film-watch, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at

# Parts that other parts refer to by one and the same key share a name space.
_SPACES = (
    "sources analytes findings,course,decisions source_notes orders timed watches learning_points"
    " principles"
)


def check(subject: Subject) -> Hits:
    s = subject.scenario
    spaces = [values_at(s, sections) for sections in _SPACES.split()]
    for loc, question in subject.questions:
        spaces.append(list(placed(question.choices, *loc, "options")))
    for space in spaces:
        sections: dict[str, str] = {}
        for loc, part in space:
            if section := sections.get(part.id):
                message = f"the id '{part.id}' is already taken in {section}."
                advice = "Give one of the two another id."
                yield Hit((*loc, "id"), message, advice, about=(part.id,))
            sections.setdefault(part.id, str(loc[-2]))
