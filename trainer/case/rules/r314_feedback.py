"""option without feedback of its own

Students asked of virtual patients that feedback be specific to what they chose (Huwendiek et al., Med Educ 2009;43:580-588); 'correct' teaches nothing.

  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
-       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: Correct., cite: made-up P2}
+       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
        - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
      answer: {text: The team sent her home., cite: made-up P2}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.files.lists import set_in

_WORDS = re.compile(r"\w+")


def check(subject: Subject) -> Hits:
    for loc, question in subject.questions:
        first: dict[str, str] = {}
        for place, option in placed(question.choices, *loc, "options"):
            why, fault, about = _plain(option.why), "", [option.id]
            if not why or why in set_in(__file__, "lists/no_reason.txt"):
                fault = "gives no reason"
            elif why == _plain(option.text):
                fault = "repeats the option"
            elif why in first:
                fault = f"is that on '{first[why]}'"
                about.append(first[why])
            if fault:
                message = f"the feedback on '{option.id}' {fault}."
                advice = "Say what on that day speaks for or against this option."
                yield Hit((*place, "why"), message, advice, about=tuple(about))
            first.setdefault(why, option.id)


def _plain(text: str) -> str:
    # Feedback that says something is longer: of it case and stops at the ends are evened out alone.
    return text.lower().strip(" .!") if len(text) > 60 else " ".join(_WORDS.findall(text.lower()))
