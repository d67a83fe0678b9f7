"""A question for what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import asked, mentions

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
    rf"(?:\b{_NO}\b|n['’]t\b)",
    re.IGNORECASE,
)
_PARTS = ("not", "n't", "n’t", "never", "except", "least", "false", "untrue", "incorrect", "wrong")
_EXCEPT = re.compile(r"\bexcept(?: for)?\s*[:.?…]*$", re.IGNORECASE)
_SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER|FALSE)\b")


def _check(subject: Subject) -> Iterator[Hit]:
    for at in subject.texts:
        if at.role != "prompt" or not mentions(at.text.lower(), _PARTS):
            continue
        ask = asked(at.text)
        if _NEGATIVE.search(ask) or _EXCEPT.search(ask) or _SHOUTED.search(at.text):
            yield Hit(
                at.loc, "the question asks for what is not so.",
                "Ask for what is so; or ask for what would do harm, in those words.",
            )  # fmt: skip


RULE = Rule(
    "W413",
    "warning",
    "negative lead-in",
    _check,
    reason="A 'not' is overlooked, and finding the odd one out is not what a clinician does (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only the sentence that asks is looked at, and no clause within it.",
    bad=asks(one("Which of these steps is not needed for her cough?", "A film", "A blood test", "*A scope")),
    good=asks(one("What would you ask of a patient who does not get well?", "A film", "A blood test", "*A scope")),
)  # fmt: skip
