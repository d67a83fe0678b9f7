"""nothing to weigh

What the report did and what is sound are kept apart because they can differ. Where one option is both and no other is even acceptable, the question asks for recall and tells the axes apart by nothing; distractors nobody would pick are one of the flaws that moved scores (Pham 2018, PMC10711986).

  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
-       - {id: rest, text: Send her home to rest, reported: "yes", judgement: recommended, why: She was well., cite: made-up P2}
-       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: unnecessary, why: Nothing spoke for it., cite: made-up P2}
+       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
+       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
      answer: {text: The team sent her home., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    for item in subject.items:
        sound = [o.id for o in item.decision.choices if o.worth]
        did = [o.id for o in item.decision.choices if o.keyed]
        if len(sound) == 1 and sound == did:
            message = f"'{sound[0]}' is what the report did and the only sound option: there is nothing to weigh."
            advice = "Add an option that can be defended, or judge the others again; else let it be a finding."
            yield Hit(item.loc, message, advice)
