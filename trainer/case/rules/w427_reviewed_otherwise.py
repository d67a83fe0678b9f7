"""reviewed otherwise

Somebody's word stands for what they read, not for what was written after. The hash is that of the file without its reviews; comments and layout do not change it. A review that lists its 'questions' stands for each of them by itself: it holds for those whose words are what they were.

  format: 2
  review:
-   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted, hash: "000000000000"}
+   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted, hash: "280356c73cb5"}
"""

from __future__ import annotations

from trainer.case.reviewed import changed_since, reviewed_hash
from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    s = subject.scenario
    bound = [(i, r) for i, r in enumerate(s.review) if r.verdict != "open"] if s.format > 1 else []
    if not bound:
        return
    here = reviewed_hash(subject.data)
    for i, review in bound:
        if review.questions:
            for name in changed_since(review, s.decisions):
                said = f"the question '{name}' has changed since the review by {review.by}."
                advice = "Have it reviewed as it is ('trainer proof' prints it with its hash), or take it out of the review."
                yield Hit(("review", i, "questions", name), said, advice)
            continue
        if review.hash is None:
            said = f"the review by {review.by} does not say which text it was of."
        elif here.startswith(review.hash):
            continue
        else:
            said = f"the file has changed since the review by {review.by}."
        yield Hit(
            ("review", i),
            said,
            f"Have it reviewed as it is, then write 'hash: \"{here[:12]}\"' into the review.",
        )
