"""finding later than its question

What moves the chances on a day must be known on it: a finding of later tells what is to come.

  format: 2
  decisions:
    - id: what-is-it
      kind: differential
      day: 1
      title: What could it be
      prompt: What could it be, and how sure are you?
      unproven: {why: Nobody looked further.}
      moves:
-       - {finding: film, text: A shadow, towards: community-acquired-pneumonia, cite: made-up P2}
+       - {finding: story, text: A cough at night, towards: community-acquired-pneumonia, cite: made-up P1}
      answer: {text: The report does not say., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.paths import values_at


def check(subject: Subject) -> Hits:
    s = subject.scenario
    days = {f.id: f.day for f in s.findings}
    waits = {f.id: f.after for f in s.findings}
    for loc, name in values_at(s, "decisions.moves.finding"):
        question = s.decisions[int(loc[1])]
        if days.get(name, question.day) > question.day or waits.get(name) == question.id:
            message = f"'{name}' comes later than the question it is to move."
            advice = "Name a finding known by then, or move it to a later question."
            yield Hit(loc, message, advice, about=(name,))
