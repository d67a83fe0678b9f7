"""A decision, an option, an action or a window that no play can come to."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.model import TimedAction
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    first, last = s.clock.first_day, s.clock.last_day
    day_of = {d.id: d.day for d in s.decisions}
    for i, asked in enumerate(s.decisions):
        waits = asked.after
        if waits in day_of and first <= asked.day <= last and not first <= day_of[waits] <= last:
            yield Hit(
                ("decisions", i, "after"),
                f"'{asked.id}' waits for '{waits}', which is put on day {day_of[waits]}, out of play.",
                "Bring that decision into play, or let this one wait for another.",
                about=(asked.id, waits),
            )
        if asked.most > len(asked.choices):
            yield Hit(
                ("decisions", i, "maximum"),
                f"{asked.most} may be picked, of {len(asked.choices)} options.",
                f"Write 'maximum: {len(asked.choices)}' or less.",
            )
    for i, action in enumerate(s.timed):
        yield from _timed(subject, ("timed", i), action, day_of)
    # Any order can be placed on any day in play, so that a watch in play (R303) can be kept.


def _timed(
    subject: Subject, loc: Loc, action: TimedAction, day_of: dict[str, int]
) -> Iterator[Hit]:
    clock, window = subject.scenario.clock, action.window
    if window.first > clock.last_day or window.last < clock.first_day:
        return  # R303
    begin = clock.first_day if action.from_day is None else action.from_day
    if begin > clock.last_day:
        said = f"'{action.id}' counts from day {begin}, and play ends on day {clock.last_day}."
        yield Hit((*loc, "from_day"), said, "Correct 'from_day', or the clock.", about=(action.id,))
        return
    if begin > window.last:
        said = f"'{action.id}' counts from day {begin}, after its window ends on day {window.last}."
        yield Hit(
            (*loc, "from_day"),
            said,
            "Let 'from_day' come before the window ends.",
            about=(action.id,),
        )
        return
    picked: list[int] = []
    for j, pick in enumerate(action.picks):
        day = day_of.get(pick.partition("/")[0])
        if day is None:
            continue  # R302
        picked.append(day)
        if day < begin:
            said = f"'{pick}' is picked on day {day}, before '{action.id}' counts (day {begin})."
            yield Hit(
                (*loc, "picks", j), said, "Take it out of 'picks', or correct 'from_day'.",
                about=(pick, action.id),
            )  # fmt: skip
    reachable = [d for d in picked if d >= begin]
    if action.orders or len(picked) < len(action.picks) or not subject.whole or not reachable:
        return
    if not any(window.first <= d <= window.last for d in reachable):
        days = ", ".join(str(d) for d in sorted(set(reachable)))
        said = f"'{action.id}' can only be done on day {days}, outside its window ({window.first} to {window.last})."
        yield Hit(
            (*loc, "window"),
            said,
            "Let the window hold that day, or add 'orders' that count.",
            about=(action.id,),
        )


RULE = Rule(
    "R313",
    "error",
    "out of reach",
    _check,
    reason="What no learner can come to is a slip, and where it is scored full marks cannot be reached (compare the reachability tests of ChoiceScript and Yarn Spinner).",
    bad="""
timed:
  - {id: film, label: A film, picks: [first-look/film], window: {first: 2, last: 3}, why: It is near at hand., cite: made-up P1}
""",
    good="""
timed:
  - {id: film, label: A film, picks: [first-look/film], window: {first: 1, last: 3}, why: It is near at hand., cite: made-up P1}
""",
)
