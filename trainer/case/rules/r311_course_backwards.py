"""A course that goes backwards: a stop without a start, or a second start without a stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.model import CourseEntry
from trainer.case.rules.base import Hit, Rule, Subject

_Told = tuple[int, CourseEntry]


def _check(subject: Subject) -> Iterator[Hit]:
    told: dict[str, list[_Told]] = {}
    for i, entry in enumerate(subject.scenario.course):
        if entry.action != "event":
            for order in entry.orders:
                told.setdefault(order, []).append((i, entry))
    for order, entries in told.items():
        if any(e.action in ("start", "stop") for _, e in entries):
            entries.sort(key=lambda at: at[1].day)  # stable: on one day the file's order counts
            yield from _of(order, entries, whole=subject.whole)


def _of(order: str, entries: Sequence[_Told], *, whole: bool) -> Iterator[Hit]:
    running: CourseEntry | None = None
    ended: CourseEntry | None = None
    for i, entry in entries:
        loc = ("course", i)
        if running is not None and isinstance(running.until, int) and running.until < entry.day:
            running, ended = None, running
        if entry.action == "start":
            # Without the whole file the stop between the two may be in what could not be read.
            again = whole and running is not None and running.action == "start"
            if again and running is not None and running.until != "unknown":
                yield Hit(
                    loc,
                    f"'{order}' is started on day {entry.day}, and still runs since day {running.day}.",
                    "Tell of its stop in between, or make this an 'event': a change of dose, say.",
                    about=(order,),
                )
            running = entry
        elif entry.action != "stop":
            running = running or entry
        elif running is not None:
            running, ended = None, entry
        elif whole:
            yield _stopped_for_nothing(order, i, entry, ended, entries)


def _stopped_for_nothing(
    order: str, index: int, entry: CourseEntry, ended: CourseEntry | None, entries: Sequence[_Told]
) -> Hit:
    loc = ("course", index)
    later = next((e for _, e in entries if e.action != "stop" and e.day >= entry.day), None)
    if ended is not None:
        day = ended.until if isinstance(ended.until, int) else ended.day
        said = f"'{order}' is stopped on day {entry.day}, and had ended on day {day} already."
        advice = "Remove one of the two ends, or tell of its second start."
        return Hit(loc, said, advice, about=(order,))
    if later is not None:
        said = f"'{order}' is stopped on day {entry.day}, but started on day {later.day} only."
        if later.day == entry.day:
            said = f"'{order}' is stopped on day {entry.day} before it is started there."
        advice = "Correct one of the two days, or put the entries in their order."
        return Hit(loc, said, advice, about=(order,))
    return Hit(
        loc,
        f"'{order}' is stopped on day {entry.day}, and never started.",
        "Tell of its start: on a day before the play if it was taken before.",
        about=(order,),
    )


RULE = Rule(
    "R311",
    "error",
    "course that goes backwards",
    _check,
    reason="The chart of treatments and the answers to orders follow from starts and stops: one without the other, or before it, is a slip of a day or an entry that is missing.",
    bad="""
course:
  - {id: drug-stop, day: 2, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
  - {id: drug, day: 3, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
""",
    good="""
course:
  - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
  - {id: drug-stop, day: 3, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
  - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
""",
)
