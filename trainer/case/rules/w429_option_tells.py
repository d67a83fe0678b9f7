"""option tells what is to come

Options are read before their day's answer. A word that the file lists under 'spoilers' and that first stands in an option brings up what nobody has thought of yet. Where it must, as in a list of all drugs of a kind, 'allow' says why.

  decisions:
    - id: first-look
      kind: one
      day: 1
      title: A question
      prompt: Which step comes first?
      options:
        - {id: a, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
-       - {id: b, text: A search for lymphoma, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
+       - {id: b, text: A blood test, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
      answer: {text: A film., cite: made-up P1}
  spoilers:
    - {words: [lymphoma], day: 5}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject

_ADVICE = "Name the kind of thing, not the thing; or let the word stand under 'allow', and say why."


def check(subject: Subject) -> Hits:
    for word, day, texts in subject.early_spoilers:
        for at in texts:
            if at.role == "option":
                message = f"an option has '{word}', which belongs to day {day}, as 'spoilers' says."
                yield Hit(at.loc, message, _ADVICE, about=(word,))
