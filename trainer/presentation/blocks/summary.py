"""The first page of a debrief: lessons, axes, both courses, and changes since the first play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from trainer.counting import some
from trainer.presentation.blocks import Block
from trainer.presentation.words import COURSE_GOES_ON, MARK_WORDS, NOT_A_STANDARD, score_text
from trainer.scoring.debrief import Debrief, Replay
from trainer.scoring.lessons import Lesson
from trainer.scoring.marks import Mark, MarkedQuestion
from trainer.scoring.parts import Axis

KINDS = {
    "harmful": "Harmful",
    "omitted": "Critical, left out",
    "not done": "Not done",
    "late": "Late",
    "uncovered": "Not watched",
    "unsound": "Not sound",
    "well": "Done well",
}
MARKS: dict[Mark | None, str] = {
    "sound": "●", "possible": "◐", "not": "○", "harmful": "✕", None: "·",
}  # fmt: skip
FROM_THIS_PLAY = "From this play"
COMES_BACK = "What you missed comes back for review."
LEGEND = "   ".join(
    f"{sign} {MARK_WORDS.get(mark or '', 'not judged')}" for mark, sign in MARKS.items()
)
STRIP = 66
"""Columns of a strip; days that do not fit continue on the next one."""


def summary(debrief: Debrief) -> Iterator[Block]:
    """The lessons, the axes with a sentence each, and both courses as strips of marks."""
    if debrief.lessons:
        yield Block("heading", FROM_THIS_PLAY)
    for lesson in debrief.lessons:
        yield from lesson_blocks(lesson)
    yield Block("heading", "How it went")
    axes = debrief.axes
    for name, (title, sentence) in _AXES.items():
        score = axes[name].score
        if name == "calibration":
            yield Block("item", sentence(axes), title)
        else:
            share = None if score is None else score / 100
            yield Block("item", score_text(score), title, note=sentence(axes), share=share)
    if debrief.marks:
        yield Block("heading", "Day by day")
        drawn = f"{strips(debrief.marks)}\n\n{LEGEND}"
        yield Block("chart", drawn, in_words="\n".join(_in_words(debrief.marks)))
    if debrief.replay is not None:
        yield from replay_blocks(debrief.replay)
    yield Block("aside", f"{NOT_A_STANDARD} {COURSE_GOES_ON}")


def comes_back(debrief: Debrief) -> Iterator[Block]:
    """What a learner, other than a room, will see again of a first play."""
    missed = any(marked.yours not in ("sound", None) for marked in debrief.marks)
    if missed and debrief.finished and debrief.replay is None:
        yield Block("aside", COMES_BACK)


def lesson_blocks(lesson: Lesson) -> Iterator[Block]:
    """A lesson on one line, with its reason below."""
    sure = (
        f"{MARK_WORDS[lesson.mark or 'not'].capitalize()}, and you were {lesson.confidence} % sure"
    )
    yield Block("item", lesson_text(lesson), KINDS.get(lesson.kind, sure))
    if lesson.why:
        yield Block("text", lesson.why, "Why")


def lesson_text(lesson: Lesson) -> str:
    """One thing that went wrong, or well, as a line."""
    where = f"day {lesson.day}" if lesson.day is not None else ""
    where = ", ".join(filter(None, (where, lesson.title)))
    place = f" ({where})" if where else ""
    match lesson.kind:
        case "well":
            report = "; the report did so, too" if lesson.as_reported else ""
            return f"{lesson.label}{place}{report}."
        case "late":
            return f"{lesson.label}{place}, by {some(lesson.days, 'day')}."
        case "uncovered":
            return f"{lesson.label}, on {some(lesson.days, 'day')}."
        case _:
            return f"{lesson.label}{place}."


# A sentence for each axis; agreement with the report is part of that for soundness.


def _sound(axes: Mapping[str, Axis]) -> str:
    sound, agreed = axes["soundness"], axes["as_reported"].score
    hinted = len(sound.parts) - sound.beside.get("unaided", {"n": len(sound.parts)})["n"]
    parts = [] if agreed is None else [f"as the report did: {agreed:.0f}"]
    return "; ".join([*parts, *([f"{hinted} answered with a hint"] if hinted else [])])


def _in_time(axes: Mapping[str, Axis]) -> str:
    parts = axes["timeliness"].parts
    if not parts:
        return ""
    late = sum(bool(part.facts["late"]) for part in parts)
    undone = sum(part.facts["day"] is None for part in parts)
    counts = [f"{late} late"] if late else []
    counts += [f"{undone} not done"] if undone else []
    weight = sum(part.weight for part in parts)
    report = sum(part.facts["reported_credit"] * part.weight for part in parts) / weight
    actions = f"{some(len(parts), 'action')}, {' and '.join(counts) or 'all in time'}"
    return f"{actions}; the report itself {100 * report:.0f}"


def _watched(axes: Mapping[str, Axis]) -> str:
    parts = axes["vigilance"].parts
    covered, days = (sum(part.facts[name] for part in parts) for name in ("covered", "days"))
    return f"{covered} of {some(days, 'day')} at risk" if parts else ""


def _called_for(axes: Mapping[str, Axis]) -> str:
    parts = axes["stewardship"].parts
    called_for, placed = (
        sum(part.facts[name] for part in parts) for name in ("called_for", "placements")
    )
    excess = f"{placed - called_for} not" if placed > called_for else "all called for"
    return f"{some(placed, 'order')}, {excess}" if parts else ""


def _confidence(axes: Mapping[str, Axis]) -> str:
    axis = axes["calibration"]
    facts = [part.facts for part in axis.parts]
    if not facts:
        return "no confidence was stated"
    off = sum(f["confidence"] - 100 * f["sound"] for f in facts) / len(facts)
    points = some(round(abs(off)), "point")
    leaning = f"{points} too {'sure' if off > 0 else 'unsure'}" if round(off) else "about right"
    few = "" if axis.enough else ": too few to mean much"
    return f"{leaning}, over {some(len(facts), 'answer')}{few}"


_AXES: dict[str, tuple[str, Callable[[Mapping[str, Axis]], str]]] = {
    "soundness": ("Sound that day", _sound),
    "timeliness": ("In time", _in_time),
    "vigilance": ("Watched", _watched),
    "stewardship": ("Called for", _called_for),
    "calibration": ("Confidence", _confidence),
}
AXIS_TITLES = tuple(title for title, _ in _AXES.values())


# The learner's course and the report's


def strips(marks: Iterable[MarkedQuestion]) -> str:
    """Rows of days, with marks for the learner's answers and the report's below them."""
    days: dict[int, list[MarkedQuestion]] = {}
    for marked in marks:
        days.setdefault(marked.day, []).append(marked)
    columns = [
        (str(day), "".join(MARKS[m.yours] for m in each), "".join(MARKS[m.reported] for m in each))
        for day, each in days.items()
    ]
    rows: list[list[tuple[str, str, str]]] = [[]]
    width = 0
    for column in columns:
        wide = max(map(len, column)) + 2
        if width + wide > STRIP and rows[-1]:
            rows.append([])
            width = 0
        rows[-1].append(column)
        width += wide
    return "\n\n".join(map(_strip, rows))


def _in_words(marks: Iterable[MarkedQuestion]) -> Iterator[str]:
    """The strips in words, a line per question: ``Day 8: you sound; the report not sound``."""
    for marked in marks:
        yours, reported = (
            MARK_WORDS[mark] if mark else "not judged" for mark in (marked.yours, marked.reported)
        )
        yield f"Day {marked.day}: you {yours}; the report {reported}"


def _strip(columns: list[tuple[str, str, str]]) -> str:
    widths = [max(map(len, column)) + 2 for column in columns]
    lines = []
    for place, label in enumerate(("Day", "You", "Report")):
        cells = (column[place].ljust(w) for column, w in zip(columns, widths, strict=True))
        lines.append(f"{label:<8}{''.join(cells)}".rstrip())
    return "\n".join(lines)


def replay_blocks(replay: Replay) -> Iterator[Block]:
    """How a repeat differs from the first play."""
    yield Block("heading", "Since your first play")
    scores = f"{score_text(replay.first)} then, {score_text(replay.now)} now"
    yield Block("item", scores, "Sound that day")
    if not replay.changes:
        yield Block("text", "Every question went as before.")
    for change in replay.changes:
        text = f"{MARK_WORDS[change.before]} then, {MARK_WORDS[change.now]} now"
        yield Block("item", text, f"Day {change.day}, {change.title}")
