"""no option is what the report did

A question whose options the report all left undone stays out of the agreement with the report. That is right where the report did something else; mostly an option is marked wrongly, or the report is silent.

  format: 2
  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
-       - {id: rest, text: Send her home to rest, reported: "no", judgement: acceptable, why: She was well., cite: made-up P2}
+       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
        - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
        - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: unnecessary, why: It is slow., cite: made-up P2}
      answer: {text: The team sent her home., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    if subject.scenario.format == 1:
        return  # in which it is an error, R304
    for item in subject.items:
        options = item.decision.choices
        if not any(o.keyed for o in options) and any(o.reported == "no" for o in options):
            message = f"no option of '{item.decision.id}' is what the report did."
            advice = "Mark the one it did; where the report is silent, mark all options 'silent'."
            yield Hit((*item.loc, "options"), message, advice)
