"""the answer hinges on an earlier one

Who missed the first question would be marked down twice, and reads of a choice never made (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). The course goes on as reported whatever is picked, so a question may rest on what the team did, told as such. Only wording that speaks of the learner's own pick is found.

  Which step comes first in looking for her cough?
    A film
    *A scope
    A blood test
- The scope you chose shows a narrow place. What comes next?
+ The team's scope shows a narrow place. What comes next?
    A longer look
    *A biopsy
    A second opinion
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_PICKED = r"(?:chose|chosen|picked|selected|ordered|decided on|answered|diagnosed|prescribed|recommended|started|gave|given)"
_HINGES = re.compile(
    rf"\b(?:(?:that|which|as|what|since|after|now that|because|if) you(?: have|['’]ve| had)? {_PICKED}\b"
    rf"|(?:the|this|that) (?:\w+ ){{1,3}}you(?: have|['’]ve| had)? (?:just )?{_PICKED}\b"
    r"|your (?:(?:own|first|last|earlier|previous|former|above) )(?:\w+ )?(?:answer|choice|pick|diagnosis|decision|order)s?\b"
    r"|(?:given|after|based on|in line with) your (?:answer|choice|pick|decision)s?\b"
    r"|the (?:previous|preceding|last|above|earlier) (?:question|decision|answer|choice)s?\b)",
    re.IGNORECASE,
)


def check(subject: Subject) -> Hits:
    for at, match in subject.texts.matching(_HINGES, "prompt"):
        if at.loc[1] != 0:  # the first decision has none before it
            message = f"'{match[0]}': the question rests on an answer that may have been another."
            advice = (
                "Say what the team did, as the report tells it; the course goes on as reported."
            )
            yield Hit(at.loc, message, advice)
