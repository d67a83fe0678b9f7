"""Something that waits for a decision which comes later, or for itself."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    place = {d.id: (d.day, i) for i, d in enumerate(s.decisions)}
    for name in ("findings", "course", "source_notes"):
        for i, part in enumerate(getattr(s, name)):
            if part.after in place and place[part.after][0] > part.day:
                day = place[part.after][0]
                yield Hit(
                    (name, i, "after"),
                    f"it waits on day {part.day} for '{part.after}', which is put on day {day}.",
                    "Move it to that day, or let it wait for an earlier decision.",
                    about=(part.after,),
                )
    for i, decision in enumerate(s.decisions):
        if decision.after in place and place[decision.after] >= (decision.day, i):
            yield Hit(
                ("decisions", i, "after"),
                f"'{decision.id}' waits for '{decision.after}', which does not come before it.",
                "Put the decisions in the order in which they are asked.",
                about=(decision.id, decision.after),
            )


RULE = Rule(
    "R305",
    "error",
    "never shown",
    _check,
    reason="What waits for a decision that comes later, or for itself, is never shown or asked (compare the reachability tests of ChoiceScript and Yarn Spinner).",
    bad="""
findings:
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: after-film, cite: made-up P2}
""",
    good="""
findings:
  - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: first-look, cite: made-up P2}
""",
)
