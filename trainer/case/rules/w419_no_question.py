"""the prompt is no question

Without a question the options are a list of statements, and the learner guesses what is asked (the central idea belongs into the question: NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7; Pham 2018, PMC10711986). A question mark, an order such as 'Choose', or a sentence that the options complete will do.

- She coughs at night and has a small shadow in the left lower zone.
+ She coughs at night and has a small shadow. What comes next?
    A film
    *A scope
    A blood test
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import SENTENCE_END

# A stem that the options complete has no end of its own.
_COMPLETED = re.compile(r"(?:[:…_]|\.\.\.|[^\W_])\s*$")
_ORDER = re.compile(
    r"(?:now |please |first |then )?(?:arrange|choose|decide|describe|estimate|give|guess|judge|mark|name|order|pick|plan|rank"
    r"|say|select|settle|state|tell|weigh|work out|write)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Hits:
    for at in subject.texts.of("prompt"):
        if "?" in at.text or _COMPLETED.search(at.text):
            continue
        if not any(_ORDER.match(sentence) for sentence in SENTENCE_END.split(at.text)):
            advice = "End it with the question: what is to be decided?"
            yield Hit(at.loc, "the prompt asks nothing.", advice)
