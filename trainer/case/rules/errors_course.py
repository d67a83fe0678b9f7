"""A course that contradicts itself."""

from __future__ import annotations

from trainer.case.model import CourseEntry
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed

_Entries = list[tuple[Loc, CourseEntry]]


def r311_course_backwards(subject: Subject) -> Hits:
    """course that goes backwards

    The chart of treatments and the answers to orders follow from starts and stops: a stop without a start, or before it, and a second start without a stop mean a wrong day or a missing entry.

      course:
    -   - {id: drug-stop, day: 2, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
    -   - {id: drug, day: 3, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
    +   - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
    +   - {id: drug-stop, day: 3, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
        - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
    """
    by_order: dict[str, _Entries] = {}
    for loc, entry in placed(subject.scenario.course, "course"):
        if entry.action != "event":
            for order in entry.orders:
                by_order.setdefault(order, []).append((loc, entry))
    for order, entries in by_order.items():
        if any(e.action in ("start", "stop") for _, e in entries):
            entries.sort(key=lambda item: item[1].day)  # stable: on one day the file's order counts
            yield from _of_order(order, entries, whole=subject.whole)


def _of_order(order: str, entries: _Entries, *, whole: bool) -> Hits:
    running: CourseEntry | None = None
    ended: CourseEntry | None = None
    for loc, entry in entries:
        if running is not None and isinstance(running.until, int) and running.until < entry.day:
            running, ended = None, running
        if entry.action == "start":
            # If the file could not be read whole, the stop between the two may be in the rest.
            if whole and running and running.action == "start" and running.until != "unknown":
                message = f"'{order}' is started on day {entry.day}, and still runs since day {running.day}."
                advice = (
                    "Add its stop in between, or make this an 'event', such as a change of dose."
                )
                yield Hit(loc, message, advice, about=(order,))
            running = entry
        elif entry.action != "stop":
            running = running or entry
        elif running is not None:
            running, ended = None, entry
        elif whole:
            message, advice = _needless_stop(entry, ended, entries)
            yield Hit(
                loc, f"'{order}' is stopped on day {entry.day}{message}", advice, about=(order,)
            )


def _needless_stop(
    entry: CourseEntry, ended: CourseEntry | None, entries: _Entries
) -> tuple[str, str]:
    if ended is not None:
        day = ended.until if isinstance(ended.until, int) else ended.day
        advice = "Remove one of the two ends, or add its second start."
        return f", but it had already ended on day {day}.", advice
    later = next((e.day for _, e in entries if e.action != "stop" and e.day >= entry.day), None)
    if later is None:
        advice = "Add its start, on a day before play if it was taken before."
        return ", but never started.", advice
    advice = "Correct one of the two days, or put the entries in their order."
    if later == entry.day:
        return " before it is started there.", advice
    return f", but started only on day {later}.", advice
