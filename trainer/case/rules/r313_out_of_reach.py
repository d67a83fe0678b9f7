"""out of reach

What no learner can come to is a slip, and where it is scored full marks cannot be reached (compare the reachability tests of ChoiceScript and Yarn Spinner).

  timed:
-   - {id: film, label: A film, picks: [first-look/film], window: {first: 2, last: 3}, why: It is near at hand., cite: made-up P1}
+   - {id: film, label: A film, picks: [first-look/film], window: {first: 1, last: 3}, why: It is near at hand., cite: made-up P1}
"""

from __future__ import annotations

from trainer.case.model import TimedAction
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    s = subject.scenario
    play = range(s.clock.first_day, s.clock.last_day + 1)
    day_of = {d.id: d.day for d in s.decisions}
    for loc, question in subject.questions:
        waits = question.after
        if waits in day_of and question.day in play and day_of[waits] not in play:
            message = f"'{question.id}' waits for '{waits}', which is put on day {day_of[waits]}, out of play."
            advice = "Bring that decision into play, or let this one wait for another."
            yield Hit((*loc, "after"), message, advice, about=(question.id, waits))
        if question.most > (count := len(question.choices)):
            message = f"{question.most} may be picked, of {count} options."
            yield Hit((*loc, "maximum"), message, f"Write 'maximum: {count}' or less.")
    for loc, action in placed(s.timed, "timed"):
        if action.window.first <= s.clock.last_day and action.window.last >= s.clock.first_day:
            yield from _timed(subject, loc, action, day_of)  # what else is out of play is R303's
    # Any order can be placed on any day in play, so that a watch in play (R303) can be kept.


def _timed(subject: Subject, loc: Loc, action: TimedAction, day_of: dict[str, int]) -> Hits:
    clock, window, about = subject.scenario.clock, action.window, (action.id,)
    begin = clock.first_day if action.from_day is None else action.from_day
    late = advice = ""
    if begin > clock.last_day:
        late = f"and play ends on day {clock.last_day}"
        advice = "Correct 'from_day', or the clock."
    elif begin > window.last:
        late = f"after its window ends on day {window.last}"
        advice = "Let 'from_day' come before the window ends."
    if late:
        message = f"'{action.id}' counts from day {begin}, {late}."
        yield Hit((*loc, "from_day"), message, advice, about=about)
        return
    picked: list[int] = []
    for place, pick in placed(action.picks, *loc, "picks"):
        day = day_of.get(pick.partition("/")[0])
        if day is None:
            continue  # R302
        picked.append(day)
        if day < begin:
            message = f"'{pick}' is picked on day {day}, before '{action.id}' counts (day {begin})."
            advice = "Take it out of 'picks', or correct 'from_day'."
            yield Hit(place, message, advice, about=(pick, action.id))
    days = sorted({day for day in picked if day >= begin})
    if action.orders or len(picked) < len(action.picks) or not subject.whole or not days:
        return
    if not any(window.first <= day <= window.last for day in days):
        message = f"'{action.id}' can only be done on day {', '.join(map(str, days))}, outside its window ({window.first} to {window.last})."
        advice = "Let the window hold that day, or add 'orders' that count."
        yield Hit((*loc, "window"), message, advice, about=about)
