"""day out of play

What lies after the last day is never reached; a decision before the first is never put.

  course:
-   - {id: rest, day: 6, action: event, text: She was sent home to rest., cite: made-up P2}
+   - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at


def check(subject: Subject) -> Hits:
    s = subject.scenario
    first, last = s.clock.first_day, s.clock.last_day
    play, end = f"play goes from {first} to {last}", f"the last day is {last}"
    for path, least, but in (
        ("decisions.day", first, play),
        ("findings,course,source_notes.day", None, end),
        ("timed.reported", None, end),
        ("sittings", first + 1, f"a new sitting begins after day {first}, by day {last}"),
    ):
        for loc, day in values_at(s, path):
            if day > last or (least is not None and day < least):
                yield _hit(loc, day, but)
    for loc, entry in placed(s.course, "course"):
        if isinstance(entry.until, int) and entry.until < entry.day:
            yield _hit((*loc, "until"), entry.until, f"it began on day {entry.day}")
    for loc, action in placed(s.timed, "timed"):
        window = action.window
        if window.first > last or window.last < first:
            yield _hit((*loc, "window"), window.first, play)
        elif window.last > last:
            yield _hit((*loc, "window"), window.last, end)
    for loc, watch in placed(s.watches, "watches"):
        if watch.first < first or watch.last > last:
            yield _hit((*loc, "first"), watch.first, play)


def _hit(loc: Loc, day: int, but: str) -> Hit:
    return Hit(loc, f"day {day} is out of play: {but}.", "Correct the day, or the clock.")
