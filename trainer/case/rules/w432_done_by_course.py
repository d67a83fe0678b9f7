"""an option that the course has, and 'reported: no'

What the report did is told in two places, the course and the options, and the score goes by both. An option that places an order which the course has on the question's day is what the report did, wholly or in part.

  decisions:
    - id: first-look
      kind: one
      day: 2
      title: First look
      prompt: Which step comes first in looking for the cause of her cough?
      options:
-       - {id: film, text: A plain film of the chest, reported: "no", judgement: recommended, why: It is quick., orders: [chest-radiograph], cite: made-up P1}
+       - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., orders: [chest-radiograph], cite: made-up P1}
-       - {id: ct, text: Computed tomography of the chest, reported: "yes", judgement: acceptable, why: It shows more., cite: made-up P1}
+       - {id: ct, text: Computed tomography of the chest, reported: "no", judgement: acceptable, why: It shows more., cite: made-up P1}
      answer: {text: The team asked for a film., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    for loc, question in subject.questions:
        told = {order.id for o in question.choices if o.keyed for order in o.orders}
        for place, option in placed(question.choices, *loc, "options"):
            # What waits for another question is what the report did there.
            entries = [
                e.id if (e := subject.done.get((order.id, question.day)))
                and e.after in (None, question.id) else None
                for order in option.orders
            ]  # fmt: skip
            # An option is more than its orders: all of them must be in the course, and in no option
            # that is what the report did.
            own = told.isdisjoint(order.id for order in option.orders)
            if option.reported == "no" and entries and all(entries) and own:
                message = f"the course has this on day {question.day} ('{entries[0]}'), and 'reported' says no."
                advice = "Write 'yes' or 'part', or place another order."
                yield Hit((*place, "reported"), message, advice, about=(option.id,))
