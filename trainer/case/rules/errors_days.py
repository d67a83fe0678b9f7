"""Parts on days on which no learner can meet them."""

from __future__ import annotations

from trainer.case.model import TimedAction, ValueFinding
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at


def r303_day_out_of_play(subject: Subject) -> Hits:
    """day out of play

    A part after the last day is never reached, and a decision before the first day is never asked.

      course:
    -   - {id: rest, day: 6, action: event, text: She was sent home to rest., cite: made-up P2}
    +   - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
    """
    s = subject.scenario
    first, last = s.clock.first_day, s.clock.last_day
    play, end = f"play goes from {first} to {last}", f"the last day is {last}"
    for path, least, reason in (
        ("decisions.day", first, play),
        ("findings,course,source_notes.day", None, end),
        ("timed.reported", None, end),
        ("sittings", first + 1, f"a new sitting begins after day {first}, by day {last}"),
    ):
        for loc, day in values_at(s, path):
            if day > last or (least is not None and day < least):
                yield _out_of_play(loc, day, reason)
    for loc, entry in placed(s.course, "course"):
        if isinstance(entry.until, int) and entry.until < entry.day:
            yield _out_of_play((*loc, "until"), entry.until, f"it began on day {entry.day}")
    for loc, action in placed(s.timed, "timed"):
        window = action.window
        if window.first > last or window.last < first:
            yield _out_of_play((*loc, "window"), window.first, play)
        elif window.last > last:
            yield _out_of_play((*loc, "window"), window.last, end)
    for loc, watch in placed(s.watches, "watches"):
        if watch.first < first or watch.last > last:
            yield _out_of_play((*loc, "first"), watch.first, play)


def _out_of_play(loc: Loc, day: int, reason: str) -> Hit:
    return Hit(loc, f"day {day} is out of play: {reason}.", "Correct the day, or the clock.")


def r305_never_shown(subject: Subject) -> Hits:
    """never shown

    A part that waits for a later decision, or for itself, is never shown or asked (compare the reachability tests of ChoiceScript and Yarn Spinner).

      findings:
    -   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: after-film, cite: made-up P2}
    +   - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., after: first-look, cite: made-up P2}
    """
    s = subject.scenario
    turns = {d.id: (d.day, i) for i, d in enumerate(s.decisions)}
    for loc, part in values_at(s, "findings,course,source_notes"):
        if part.after in turns and (day := turns[part.after][0]) > part.day:
            message = f"it waits on day {part.day} for '{part.after}', which is asked on day {day}."
            advice = "Move it to that day, or let it wait for an earlier decision."
            yield Hit((*loc, "after"), message, advice, about=(part.after,))
    for i, question in enumerate(s.decisions):
        if question.after in turns and turns[question.after] >= (question.day, i):
            message = (
                f"'{question.id}' waits for '{question.after}', which does not come before it."
            )
            advice = "Put the decisions in the order in which they are asked."
            about = (question.id, question.after)
            yield Hit(("decisions", i, "after"), message, advice, about=about)


def r312_result_before_order(subject: Subject) -> Hits:
    """result before its order

    A learner would see a result that nobody has ordered yet. It is reported only if nothing else explains it: the order has no result on or after its first day, and the report itself gives both days.

      course:
    -   - {id: film-order, day: 3, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
    +   - {id: film-order, day: 2, action: order, orders: chest-radiograph, text: A film was taken., cite: made-up P2}
        - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
    """
    s = subject.scenario
    ordered: dict[str, int] = {}
    for entry in s.course:
        for order in entry.orders:
            # An approximate day ('when') proves nothing, and R303 reports a day out of play.
            day = -(10**6) if entry.when or entry.day > s.clock.last_day else entry.day
            ordered[order] = min(day, ordered.get(order, day))
    if not ordered or not subject.whole:
        return
    usual = {a.id: a.orders for a in s.analytes}
    results = [
        (loc, f, usual.get(f.analyte, ()) if isinstance(f, ValueFinding) else f.orders)
        for loc, f in placed(s.findings, "findings")
    ]
    latest: dict[str, int] = {}
    for _, finding, orders in results:
        for order in orders:
            latest[order] = max(finding.day, latest.get(order, finding.day))
    for loc, finding, orders in results:
        if finding.when or finding.day < s.clock.first_day:
            continue
        first = min((ordered[o] for o in orders if o in ordered), default=finding.day)
        # If there is also a result on the day of the order or later, this one is a baseline of an
        # earlier test that the report does not mention.
        if first > finding.day and all(latest[o] < first for o in orders):
            message = f"'{finding.id}' is of day {finding.day}, but the course first asks for it on day {first}."
            advice = "Correct one of the two days, or add the earlier order to the course."
            yield Hit((*loc, "day"), message, advice, about=(finding.id, *orders))


def r313_out_of_reach(subject: Subject) -> Hits:
    """out of reach

    A part that no learner can reach is a slip, and if it is scored, full marks cannot be reached (compare the reachability tests of ChoiceScript and Yarn Spinner).

      timed:
    -   - {id: film, label: A film, picks: [first-look/film], window: {first: 2, last: 3}, why: It is near at hand., cite: made-up P1}
    +   - {id: film, label: A film, picks: [first-look/film], window: {first: 1, last: 3}, why: It is near at hand., cite: made-up P1}
    """
    s = subject.scenario
    play = range(s.clock.first_day, s.clock.last_day + 1)
    day_of = {d.id: d.day for d in s.decisions}
    for loc, question in subject.questions:
        waits = question.after
        if waits in day_of and question.day in play and day_of[waits] not in play:
            message = f"'{question.id}' waits for '{waits}', which is asked on day {day_of[waits]}, out of play."
            advice = "Bring that decision into play, or let this one wait for another."
            yield Hit((*loc, "after"), message, advice, about=(question.id, waits))
        if question.most > (count := len(question.choices)):
            message = f"{question.most} may be picked, of {count} options."
            yield Hit((*loc, "maximum"), message, f"Write 'maximum: {count}' or less.")
    for loc, action in placed(s.timed, "timed"):
        if action.window.first <= s.clock.last_day and action.window.last >= s.clock.first_day:
            yield from _timed(subject, loc, action, day_of)  # else R303 reports the window
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
            continue  # R302 reports it
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


def r326_moved_later(subject: Subject) -> Hits:
    """finding later than its question

    A finding that moves the chances on a day must be known on that day: a later one gives away what is to come.

      format: 2
      decisions:
        - id: what-is-it
          kind: differential
          day: 1
          title: What could it be
          prompt: What could it be, and how sure are you?
          unproven: {why: Nobody looked further.}
          moves:
    -       - {finding: film, text: A shadow, towards: community-acquired-pneumonia, cite: made-up P2}
    +       - {finding: story, text: A cough at night, towards: community-acquired-pneumonia, cite: made-up P1}
          answer: {text: The report does not say., cite: made-up P1}
    """
    s = subject.scenario
    days = {f.id: f.day for f in s.findings}
    waits = {f.id: f.after for f in s.findings}
    for loc, name in values_at(s, "decisions.moves.finding"):
        question = s.decisions[int(loc[1])]
        if days.get(name, question.day) > question.day or waits.get(name) == question.id:
            message = f"'{name}' comes later than the question whose chances it moves."
            advice = "Name a finding known by then, or move it to a later question."
            yield Hit(loc, message, advice, about=(name,))
