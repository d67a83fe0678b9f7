"""all or none of the above

Two right options prove 'all', one wrong one disproves it; 'none' shows only that wrong ones were known (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Options are shown in any order, so there may be nothing above.

  Which step comes first in looking for the cause of her cough?
    Bronchoscopy
    *A film of the chest
-   All of the above
+   A blood test
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject

_ABOVE = re.compile(
    r"\A(?:(?:all|none|neither|both|any|some|each)(?: (?:of|the|these|those|them|two|three|four|other|listed|given))*"
    r" (?:above|below|these|those|them|options|answers|choices|listed|given)(?: options| answers| choices)?\W*"
    r"|.*\b(?:all|none|both|any) of the (?:above|other options|other answers)\b.*"
    # Options by their letters: 'A and B only'.
    r"|(?:both )?\(?[a-h1-8]\)? (?:and|or) \(?[a-h1-8]\)?(?: only| are (?:correct|true|right))?\W*)\Z",
    re.IGNORECASE,
)


def check(subject: Subject) -> Hits:
    for at, _ in subject.texts.matching(_ABOVE, "option"):
        advice = "Leave it out; where several are right, make the decision 'kind: several'."
        yield Hit(at.loc, "this option is about the other options.", advice)
