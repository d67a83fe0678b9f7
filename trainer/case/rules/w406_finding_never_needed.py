"""a finding never needed

What comes after the last decision, and after all that is scored by day, can change no answer. It is worth its place if the debrief comes back to it: by a hindsight, learning point or source note that names it or cites the same place.

  findings:
    - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
    - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
-   - {id: ferritin-5, kind: value, day: 5, analyte: ferritin, value: 30, cite: made-up P1}
+   - {id: ferritin-2, kind: value, day: 2, analyte: ferritin, value: 30, cite: made-up P1}
    - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Scenario
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at
from trainer.values.base import Citation


def check(subject: Subject) -> Hits:
    s = subject.scenario
    last = s.decisions[-1]
    until = max([last.day, *(w.last for w in s.watches), *(a.window.last for a in s.timed)])
    late = [
        (loc, f) for loc, f in placed(s.findings, "findings")
        if f.day > until or (f.day == until == last.day and f.after == last.id)
    ]  # fmt: skip
    named = {name for note in s.source_notes for name in note.about}
    looked_back = frozenset(_looked_back(s) if late else ())
    for loc, finding in late:
        if finding.id not in named and looked_back.isdisjoint(finding.cite):
            message = f"'{finding.id}' comes after the last decision, and no hindsight or learning point refers to it."
            advice = "Let a hindsight, learning point or source note use it, ask about it, or leave it out."
            yield Hit(loc, message, advice)


def _looked_back(s: Scenario) -> Iterator[Citation]:
    """What is cited by words that are read after play."""
    for path in ("timed,watches,decisions", "decisions.options"):
        for _, part in values_at(s, path):
            if getattr(part, "hindsight", None):
                yield from part.hindsight_cite or part.cite
    for _, citation in values_at(s, "learning_points,source_notes.cite"):
        yield citation
