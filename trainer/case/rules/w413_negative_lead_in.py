"""negative lead-in

A 'not' is overlooked, and finding the odd one out is not what a clinician does (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only the sentence that asks is looked at, and no clause within it.

- Which of these steps is not needed for her cough?
+ What would you ask of a patient who does not get well?
    A film
    A blood test
    *A scope
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.words import SENTENCE_END

_NO = (
    r"(?:not(?! only| yet\b)|never|except(?:ing)?|(?:is|are) (?:false|untrue|incorrect|wrong)(?= ?[?:])"
    r"|(?<!at )least (?:likely|useful|appropriate|helpful|indicated|probable|important|suitable|consistent))"
)
# A 'not' inside a clause of its own ('a patient who does not respond') leaves the question positive,
# and 'why does he not respond' is a fair one.
_NEGATIVE = re.compile(
    r"(?:^(?:and |but |so |in |of |for |by |with |from |to |at |on )?(?:which|what|who|whom)"
    r"|[,:;] (?:what|which (?!is|are|was|were|ha|do|di|can|may|will|would|should|could)))\b"
    r"(?:(?!\b(?:who|whom|whose|that|which|if|unless|because|although|while|as|whether|since|where|when|for)\b)[^,;:])*?"
    rf"(?:\b{_NO}\b|n['’]t\b)|\bexcept(?: for)?\s*[:.?…]*$",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER|FALSE)\b")


def check(subject: Subject) -> Hits:
    for at in subject.texts.of("prompt"):
        if _SHOUTED.search(at.text) or _NEGATIVE.search(_question(at.text)):
            advice = "Ask for what is so; or ask for what would do harm, in those words."
            yield Hit(at.loc, "the question asks for what is not so.", advice)


def _question(prompt: str) -> str:
    """The sentence of a prompt that asks: the last with a question mark, or the last."""
    sentences = SENTENCE_END.split(prompt)
    return next((s for s in reversed(sentences) if "?" in s), sentences[-1])
