"""questions out of order

Questions are put day by day; one that stands after a later day's is easily missed when the file is read, and 'after' may name what has not been asked.

  decisions:
-   - {id: how-long, kind: estimate, day: 3, title: How long, prompt: How many days will it last?, unit: d, low: 1, high: 20, value: 5, within: 1, zero_at: 4, why: It is so., cite: made-up P1, answer: {text: Five days., cite: made-up P1}}
    - id: first-look
      kind: one
      day: 1
      title: First look
      prompt: Which step comes first in looking for the cause of her cough?
      options:
        - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
        - {id: scope, text: Bronchoscopy before imaging, reported: "no", judgement: unnecessary, why: Nothing says where., cite: made-up P1}
      answer: {text: The team asked for a film., cite: made-up P1}
+   - {id: how-long, kind: estimate, day: 3, title: How long, prompt: How many days will it last?, unit: d, low: 1, high: 20, value: 5, within: 1, zero_at: 4, why: It is so., cite: made-up P1, answer: {text: Five days., cite: made-up P1}}
"""

from __future__ import annotations

from itertools import pairwise

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    for (_, before), (loc, question) in pairwise(subject.questions):
        if question.day < before.day:
            message = f"'{question.id}' of day {question.day} stands after '{before.id}' of day {before.day}."
            advice = "Put the questions in the order of their days."
            yield Hit((*loc, "day"), message, advice, about=(question.id, before.id))
