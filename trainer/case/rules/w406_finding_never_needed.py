"""A finding that no question, score or afterthought can use."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import Scenario, TimedAction, Watch
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.questions import Explained
from trainer.values.base import Citation


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    last = s.decisions[-1]
    until = max([last.day, *(w.last for w in s.watches), *(a.window.last for a in s.timed)])
    late = [
        (i, f) for i, f in enumerate(s.findings)
        if f.day > until or (f.day == until == last.day and f.after == last.id)
    ]  # fmt: skip
    if not late:
        return
    named = {name for note in s.source_notes for name in note.about}
    looked_back = frozenset(_looked_back(s))
    for i, finding in late:
        if finding.id not in named and looked_back.isdisjoint(finding.cite):
            yield Hit(
                ("findings", i),
                f"'{finding.id}' comes after the last decision, and no hindsight or learning point refers to it.",
                "Let a hindsight, learning point or source note use it, ask about it, or leave it out.",
            )


def _looked_back(s: Scenario) -> Iterator[Citation]:
    """What is cited by words that are read after play."""
    explained = [e for d in s.decisions for e in d.explained(None, hindsight=True)]
    told: list[TimedAction | Watch | Explained] = [*s.timed, *s.watches, *explained]
    for part in told:
        if part.hindsight:
            yield from part.hindsight_cite or part.cite
    for point in s.learning_points:
        yield from point.cite
    for note in s.source_notes:
        yield from note.cite


RULE = Rule(
    "W406",
    "warning",
    "a finding never needed",
    _check,
    reason="What comes after the last decision, and after all that is scored by day, can change no answer. It is worth its place if the debrief comes back to it: by a hindsight, learning point or source note that names it or cites the same place.",
    bad="""
findings:
  - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
  - {id: ferritin-5, kind: value, day: 5, analyte: ferritin, value: 30, cite: made-up P1}
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
""",
    good="""
findings:
  - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
  - {id: ferritin-2, kind: value, day: 2, analyte: ferritin, value: 30, cite: made-up P1}
  - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
""",
)
