"""A day no learner can reach, or one that comes after the last."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    first, last = s.clock.first_day, s.clock.last_day
    for i, decision in enumerate(s.decisions):
        if not first <= decision.day <= last:
            yield _hit(("decisions", i, "day"), decision.day, f"play goes from {first} to {last}")
    for name in ("findings", "course", "source_notes"):
        for i, part in enumerate(getattr(s, name)):
            if part.day > last:
                yield _hit((name, i, "day"), part.day, f"the last day is {last}")
    for i, entry in enumerate(s.course):
        if isinstance(entry.until, int) and entry.until < entry.day:
            yield _hit(("course", i, "until"), entry.until, f"it began on day {entry.day}")
    for i, action in enumerate(s.timed):
        if action.window.first > last or action.window.last < first:
            loc = ("timed", i, "window")
            yield _hit(loc, action.window.first, f"play goes from {first} to {last}")
        elif action.window.last > last:
            yield _hit(("timed", i, "window"), action.window.last, f"the last day is {last}")
        if action.reported is not None and action.reported > last:
            yield _hit(("timed", i, "reported"), action.reported, f"the last day is {last}")
    for i, day in enumerate(s.sittings):
        if not first < day <= last:
            yield _hit(
                ("sittings", i), day, f"a new sitting begins after day {first}, by day {last}"
            )
    for i, watch in enumerate(s.watches):
        if watch.first < first or watch.last > last:
            yield _hit(("watches", i, "first"), watch.first, f"play goes from {first} to {last}")


def _hit(loc: tuple[str | int, ...], day: int, but: str) -> Hit:
    return Hit(loc, f"day {day} is out of play: {but}.", "Correct the day, or the clock.")


RULE = Rule(
    "R303",
    "error",
    "day out of play",
    _check,
    reason="What lies after the last day is never reached; a decision before the first is never put.",
    bad="""
course:
  - {id: rest, day: 6, action: event, text: She was sent home to rest., cite: made-up P2}
""",
    good="""
course:
  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
""",
)
