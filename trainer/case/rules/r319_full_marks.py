"""full marks out of reach

A best answer that scores nothing teaches that there was nothing right to do, and a maximum that cannot be reached makes every score look worse than it is.

  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
-       - {id: rest, text: Send her home to rest, reported: silent, judgement: harmful, why: She was ill., cite: made-up P2}
+       - {id: rest, text: Send her home to rest, reported: silent, judgement: acceptable, why: She was well., cite: made-up P2}
        - {id: oral, text: Give an oral antibiotic, reported: silent, judgement: harmful, why: It was unlikely., cite: made-up P2}
      answer: {text: The report does not say., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.questions import Choice


def check(subject: Subject) -> Hits:
    # That these and those of R304 are all there are, and that nothing earns more than full marks,
    # a test proves with the scoring functions on every answer to decisions of many kinds: a rule
    # that tried them all would cost more than reading the file, and `case` stands below `scoring`.
    for loc, question in subject.questions:
        # With a panel the modal vote earns full marks, and R302 sees to it that it is for an option.
        if not isinstance(question, Choice) or question.is_judged:
            continue
        older = subject.scenario.format == 1  # in which only all harmful ones, and no panel, count
        if older and (question.panel or any(not o.harmful for o in question.options)):
            continue
        worst = "harmful" if all(o.harmful for o in question.options) else "unnecessary or harmful"
        message = (
            f"every option of '{question.id}' is judged {worst}: whatever is picked scores nothing."
        )
        advice = "Offer one that was sound on that day, or judge the least bad one 'acceptable'."
        yield Hit((*loc, "options"), message, advice, about=(question.id,))
