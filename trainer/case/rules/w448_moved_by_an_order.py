"""chances moved by what only an order shows

What moves the chances on a day must be known to all who answer: a finding of that day with `shown: ordered` is, before the day is over, shown only to those who ordered it.

  format: 2
  findings:
    - {id: story, kind: text, day: 1, title: Story, text: He coughs at night., cite: made-up P1}
    - {id: gas, kind: text, day: 1, shown: ordered, title: Blood gas, text: Little oxygen., orders: [arterial-blood-gas], cite: made-up P1}
  decisions:
    - id: what-is-it
      kind: differential
      day: 1
      title: What could it be
      prompt: What could it be, and how sure are you?
      unproven: {why: Nobody looked further.}
      moves:
-       - {finding: gas, text: Little oxygen, towards: community-acquired-pneumonia, cite: made-up P1}
+       - {finding: story, text: A cough at night, towards: community-acquired-pneumonia, cite: made-up P1}
      answer: {text: The report does not say., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.paths import values_at


def check(subject: Subject) -> Hits:
    s = subject.scenario
    ordered = {f.id: f.day for f in s.findings if f.shown == "ordered"}
    for loc, name in values_at(s, "decisions.moves.finding"):
        if ordered.get(name) == s.decisions[int(loc[1])].day:
            message = f"'{name}' is shown by then only to those who ordered it."
            advice = "Name a finding that all have seen, or move it to a later day's question."
            yield Hit(loc, message, advice, about=(name,))
