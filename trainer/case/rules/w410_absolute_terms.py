"""absolute terms in an option

Little in medicine is always or never so: test-wise learners cross such options out unread (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).

  Which step comes first in looking for the cause of her cough?
-   Always bronchoscopy
+   Bronchoscopy today
    *A film of the chest
    A blood test
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.questions.blind import ABSOLUTE


def check(subject: Subject) -> Hits:
    for at, match in subject.texts.matching(ABSOLUTE, "option"):
        yield Hit(at.loc, f"'{match[0]}' is absolute.", "Say what is done or when, without it.")
