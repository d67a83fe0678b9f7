"""every option is sound

Where no option is unnecessary or harmful there is nothing to find out: every answer earns something, and distractors that nobody could be wrong about teach nothing (Pham 2018, PMC10711986).

  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
        - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
        - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
-       - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: acceptable, why: It is slow., cite: made-up P2}
+       - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: unnecessary, why: It is slow., cite: made-up P2}
      answer: {text: The team sent her home., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject

_ENOUGH = 3
"""Of two options one can be the better and neither wrong."""


def check(subject: Subject) -> Hits:
    for item in subject.items:
        options = item.decision.choices
        if len(options) >= _ENOUGH and all(o.worth for o in options):
            message = f"every option of '{item.decision.id}' is sound."
            advice = "Add one that is unnecessary or harmful on that day, or judge them again."
            yield Hit(item.loc, message, advice)
