"""A question that takes an earlier pick of the learner for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.words import mentions

_PICKED = r"(?:chose|chosen|picked|selected|ordered|decided on|answered|diagnosed|prescribed|recommended|started|gave|given)"
_HINGES = re.compile(
    rf"\b(?:(?:that|which|as|what|since|after|now that|because|if) you(?: have|['’]ve| had)? {_PICKED}\b"
    rf"|(?:the|this|that) (?:\w+ ){{1,3}}you(?: have|['’]ve| had)? (?:just )?{_PICKED}\b"
    r"|your (?:(?:own|first|last|earlier|previous|former|above) )(?:\w+ )?(?:answer|choice|pick|diagnosis|decision|order)s?\b"
    r"|(?:given|after|based on|in line with) your (?:answer|choice|pick|decision)s?\b"
    r"|the (?:previous|preceding|last|above|earlier) (?:question|decision|answer|choice)s?\b)",
    re.IGNORECASE,
)

_PARTS = (
    "chose", "pick", "select", "ordered", "decided", "answer", "diagnos", "prescribed", "recommended",
    "started", "gave", "given", "choice", "decision", "question", "order",
)  # fmt: skip


def _check(subject: Subject) -> Iterator[Hit]:
    for at in subject.texts:
        # The first decision has none before it.
        if at.role != "prompt" or not at.owner or not mentions(at.text.lower(), _PARTS):
            continue
        if found := _HINGES.search(at.text):
            yield Hit(
                at.loc, f"'{found[0]}': the question rests on an answer that may have been another.",
                "Say what the team did, as the report tells it; the course goes on as reported.",
            )  # fmt: skip


_FIRST = one(
    "Which step comes first in looking for her cough?", "A film", "*A scope", "A blood test"
)
_THEN = ("A longer look", "*A biopsy", "A second opinion")

RULE = Rule(
    "W421",
    "warning",
    "the answer hinges on an earlier one",
    _check,
    reason="Who missed the first question would be marked down twice, and reads of a choice never made (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). The course goes on as reported whatever is picked, so a question may rest on what the team did, told as such. Only wording that speaks of the learner's own pick is found.",
    bad=asks(_FIRST, one("The scope you chose shows a narrow place. What comes next?", *_THEN, name="next-step")),
    good=asks(_FIRST, one("The team's scope shows a narrow place. What comes next?", *_THEN, name="next-step")),
)  # fmt: skip
