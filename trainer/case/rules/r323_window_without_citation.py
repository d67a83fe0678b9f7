"""window without citation

When something was due on what was known is a claim like any other. The day on which the report has it is no ground for it: the report may itself be late.

  format: 2
  timed:
-   - {id: film, label: A film, orders: chest-radiograph, reported: 2, window: {first: 1, last: 2}, why: It is near at hand., cite: made-up P1}
+   - {id: film, label: A film, orders: chest-radiograph, reported: 2, window: {first: 1, last: 2, cite: made-up P1}, why: It is near at hand., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject


def check(subject: Subject) -> Hits:
    s = subject.scenario
    # In format 1 a window has no citation of its own.
    for i, action in enumerate(s.timed if s.format > 1 else ()):
        if not action.window.cite:
            yield Hit(
                ("timed", i, "window"),
                f"the window of '{action.id}' says when it was due, without a citation.",
                "Add 'cite:' to the window with the guidance, or the place in the report, from"
                " which that follows; the day the report has goes into 'reported'.",
                about=(action.id,),
            )
