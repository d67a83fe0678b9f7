"""What a debrief shows: a run beside the reported course, the three judgements kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.case.compiled import Case
from trainer.case.model import FollowUp, LearningPoint, Review, Source, SourceNote
from trainer.engine.state import State
from trainer.engine.views import source_notes
from trainer.questions import Answer, Explained, Question, Verdict
from trainer.scoring.differential import DayOfChances, days_of_chances
from trainer.scoring.lessons import Lesson, lessons
from trainer.scoring.marks import Change, Mark, MarkedQuestion, changes, mark_of, marks
from trainer.scoring.missed import Missed, missed
from trainer.scoring.parts import Axis
from trainer.scoring.scores import axes
from trainer.scoring.soundness import soundness
from trainer.scoring.stewardship import NOTHING_PLACED
from trainer.scoring.timeline import TimelineDay, timeline


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question as answered, and, once revealed, as reported and judged."""

    question: Question
    answer: Answer | None
    """None where it was passed."""
    hints: int
    told: bool
    """Whether the verdict may be shown: the run is over, or it was revealed."""
    verdict: Verdict | None
    """None as long as it may not be told."""
    mark: Mark | None
    """How sound the answer was; None where nothing is scored or nothing may be told."""

    @property
    def explained(self) -> tuple[Explained, ...]:
        """What the answer is held against; as long as that may not be told, the options alone."""
        return self.verdict.parts if self.verdict else self.question.offered(self.answer)


@dataclass(frozen=True, slots=True)
class Replay:
    """A play beside the first play of the same case."""

    first: float | None
    """How sound the first play was, 0 to 100."""
    now: float | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """All of it. Of an unfinished run: only what its learner may know by now."""

    title: str
    day: int
    finished: bool
    axes: Mapping[str, Axis]
    decisions: tuple[QuestionResult, ...]
    differentials: tuple[DayOfChances, ...]
    """The learner's lists of diagnoses, by day."""
    timeline: tuple[TimelineDay, ...]
    missed: tuple[Missed, ...]
    source_notes: tuple[SourceNote, ...]
    follow_up: tuple[FollowUp, ...]
    """What the report tells of the time after the last day of play."""
    learning_points: tuple[LearningPoint, ...]
    sources: tuple[Source, ...]
    review: tuple[Review, ...]
    """Who stands behind what no program can check: medical truth, fair options."""
    weights_note: str
    takeaway: str
    lessons: tuple[Lesson, ...] = ()
    """What to learn from it first; nothing of an exam before its end."""
    marks: tuple[MarkedQuestion, ...] = ()
    """The answers that may be told, beside the report's."""
    replay: Replay | None = None
    """What a repeat changed, once it is over."""
    changed: tuple[str, ...] = ()
    """What must be said of a run whose case has changed since: what no longer fits above all."""


def debrief(
    case: Case, state: State, changed: Sequence[str] = (), first: State | None = None
) -> Debrief:
    """The debrief of a run: whole when it is finished, else as far as it went.

    ``first`` is the finished first play of the same case, where this is a repeat.

    Before the end nothing of later days is told: no hindsight, no learning points, no answer that
    is not revealed, no timed action or watch before its last day is past, and no sources, whose
    titles name the diagnosis. Of an exam nothing is judged before the end.
    """
    known = _revealed(state)
    scenario = case.scenario
    missing = missed(case, state, known) if _judged(state) else ()
    note = scenario.weights_note or "All weights are the author's choice."
    return Debrief(
        scenario.title,
        state.day,
        state.finished,
        axes_so_far(case, state),
        tuple(_result(q, state) for q in case.questions.values() if q.id in state.locks),
        days_of_chances(case, state),
        timeline(case, state),
        missing,
        tuple(source_notes(case, state)),
        scenario.follow_up if state.finished else (),
        scenario.learning_points if state.finished else (),
        scenario.sources if state.finished else (),
        scenario.review if state.finished else (),
        note,
        state.takeaway,
        lessons(case, known, missing) if _judged(state) else (),
        marks(case, known) if _judged(state) else (),
        _replay(case, state, first),
        tuple(changed),
    )


def _replay(case: Case, state: State, first: State | None) -> Replay | None:
    if first is None or not (first.finished and state.finished):
        return None
    before, now = soundness(case, first).score, soundness(case, state).score
    return Replay(before, now, changes(case, first, state))


def axes_so_far(case: Case, state: State) -> dict[str, Axis]:
    """The axes, without the parts that would tell what is still to come."""
    scored = axes(case, _revealed(state))
    if state.finished:
        return scored
    if not _judged(state):
        blank = {name: Axis(name, ()) for name in scored}
        return blank | {"stewardship": NOTHING_PLACED, "calibration": scored["calibration"]}
    scored_all = axes(case, state)
    over = {a.id for a in case.scenario.timed if _over(state, a.window.last + a.late, a.reported)}
    over |= {w.id for w in case.scenario.watches if _over(state, w.last)}
    # What was called for would tell the key of a question still to come.
    scored["stewardship"] = NOTHING_PLACED
    for name in ("timeliness", "vigilance"):
        # From the whole state: what was picked was done, whether or not its answer is revealed.
        parts = scored_all[name].parts
        scored[name] = Axis(name, tuple(p for p in parts if p.id in over))
    return scored


def _judged(state: State) -> bool:
    return state.finished or state.mode != "exam"


def _over(state: State, *days: int | None) -> bool:
    return all(day is None or day < state.day for day in days)


def _revealed(state: State) -> State:
    """The state without the answers that are not revealed, so that no score tells them."""
    if state.finished:
        return state
    return replace(state, locks={k: v for k, v in state.locks.items() if v.revealed})


def _result(question: Question, state: State) -> QuestionResult:
    lock = state.locks[question.id]
    answer, is_told = lock.answer, state.finished or lock.revealed
    verdict = question.verdict(answer, hindsight=state.finished) if is_told else None
    mark = mark_of(question, answer) if is_told else None
    return QuestionResult(question, answer, state.hints.get(question.id, 0), is_told, verdict, mark)
