"""the answer tells of another option than the key

'answer' says in words what the report did, the options say it in 'reported'. Where the words are those of an option marked 'no', and of none that is marked 'yes', one of the two is a slip.

  decisions:
    - id: first-look
      kind: one
      day: 1
      title: First look
      prompt: Which step comes first in looking for the cause of her cough?
      options:
        - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
        - {id: scope, text: Bronchoscopy before any imaging, reported: "no", judgement: unnecessary, why: Nothing says where., cite: made-up P1}
-     answer: {text: The team chose bronchoscopy before imaging., cite: made-up P1}
+     answer: {text: The team asked for a plain film., cite: made-up P1}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import content_of

_DENIES = re.compile(r"\b(?:not|no|nor|never|without|instead|rather|none)\b")


def check(subject: Subject) -> Hits:
    for item in subject.keyed:
        if not item.decision.has_reported_answer:
            continue
        text = item.decision.answer.text
        said = content_of(text)
        own = item.own_words
        if any(own[place] & said for place in item.key):
            continue
        for place in item.wrong:
            words = own[place] & said
            # Most of an option's own words: one or two may be in any answer.
            enough = 2 * len(words) > len(own[place])
            if words and enough and not _DENIES.search(text):
                option = item.decision.choices[place]
                message = f"the answer tells of '{option.id}' ({', '.join(sorted(words))}), which is 'reported: {option.reported}'."
                advice = "Correct the answer's text, or what is 'reported'."
                yield Hit((*item.loc, "answer", "text"), message, advice, about=(option.id,))
                break
