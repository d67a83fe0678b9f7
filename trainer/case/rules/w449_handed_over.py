"""a timed action that the course hands over first

What the team did on a day without questions is told as soon as the day comes, with its result. Where a window opens on such a day, the learner is shown what is due before there was a reason to order it, and is then marked down for not ordering it again.

  format: 2
  timed:
    - id: seen
      label: A picture of the chest
      orders: [chest-radiograph]
      reported: 2
-     window: {first: 2, last: 3, cite: made-up P1}
+     window: {first: 1, last: 2, cite: made-up P1}
      why: Three weeks of cough.
      cite: made-up P1
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    asked = {question.day for question in s.decisions}
    for loc, action in placed(s.timed, "timed"):
        first = action.window.first
        entry = next((e.id for o in action.orders if (e := subject.done.get((o, first)))), None)
        if entry and first not in asked:
            message = f"'{action.id}' is due from day {first}, when the course tells it at once ('{entry}'): no question is put on that day."
            advice = (
                "Let the window open earlier, put a question on that day, or leave the action out."
            )
            yield Hit((*loc, "window"), message, advice, about=(action.id, entry))
