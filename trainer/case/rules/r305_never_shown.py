"""never shown

What waits for a decision that comes later, or for itself, is never shown or asked (compare the reachability tests of ChoiceScript and Yarn Spinner).

  findings:
-   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: after-film, cite: made-up P2}
+   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: first-look, cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.paths import values_at


def check(subject: Subject) -> Hits:
    s = subject.scenario
    put = {d.id: (d.day, i) for i, d in enumerate(s.decisions)}
    for loc, part in values_at(s, "findings,course,source_notes"):
        if part.after in put and (day := put[part.after][0]) > part.day:
            message = f"it waits on day {part.day} for '{part.after}', which is put on day {day}."
            advice = "Move it to that day, or let it wait for an earlier decision."
            yield Hit((*loc, "after"), message, advice, about=(part.after,))
    for i, question in enumerate(s.decisions):
        if question.after in put and put[question.after] >= (question.day, i):
            message = (
                f"'{question.id}' waits for '{question.after}', which does not come before it."
            )
            advice = "Put the decisions in the order in which they are asked."
            about = (question.id, question.after)
            yield Hit(("decisions", i, "after"), message, advice, about=about)
