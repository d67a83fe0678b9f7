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
    """None if it was passed."""
    hints: int
    told: bool
    """Whether the verdict may be shown: it was revealed, or the run is over."""
    verdict: Verdict | None
    """None until it may be shown."""
    mark: Mark | None
    """How sound the answer was; None if it is not scored, or until its verdict may be shown."""

    @property
    def explained(self) -> tuple[Explained, ...]:
        """What the answer is compared with; only the options until the verdict may be shown."""
        return self.verdict.parts if self.verdict else self.question.offered(self.answer)


@dataclass(frozen=True, slots=True)
class Replay:
    """A repeated play compared with the first play of the same case."""

    first: float | None
    """Soundness of the first play, 0 to 100."""
    now: float | None
    """Soundness of this play, 0 to 100."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """The debrief of a run; of an unfinished run only what the learner may know by now."""

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
    """What the report says about the time after the last day of play."""
    learning_points: tuple[LearningPoint, ...]
    sources: tuple[Source, ...]
    review: tuple[Review, ...]
    """Reviews by people of what no program can check: medical truth, fair options."""
    weights_note: str
    takeaway: str
    lessons: tuple[Lesson, ...] = ()
    """The main lessons; none in an exam before its end."""
    marks: tuple[MarkedQuestion, ...] = ()
    """Marks of the answers whose verdict may be shown, beside the marks of the report's answers."""
    replay: Replay | None = None
    """If this is a finished repeat, its comparison with the first play."""
    changed: tuple[str, ...] = ()
    """Notices if the case has changed since the run, above all of what no longer fits."""


def debrief(
    case: Case, state: State, changed: Sequence[str] = (), first: State | None = None
) -> Debrief:
    """The debrief of a run: complete if it is finished, else as far as it went.

    ``first`` is the finished first play of the same case, if this run repeats it.

    Before the end nothing from later days is shown: no hindsight, no learning points, no verdict
    that is not revealed, no timed action or watch before its last day is past, and no sources,
    whose titles name the diagnosis. In an exam nothing is judged before the end.
    """
    revealed = _revealed(state)
    scenario = case.scenario
    missing = missed(case, state, revealed) if _may_judge(state) else ()
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
        lessons(case, revealed, missing) if _may_judge(state) else (),
        marks(case, revealed) if _may_judge(state) else (),
        _replay(case, state, first),
        tuple(changed),
    )


def _replay(case: Case, state: State, first: State | None) -> Replay | None:
    if first is None or not (first.finished and state.finished):
        return None
    before, now = soundness(case, first).score, soundness(case, state).score
    return Replay(before, now, changes(case, first, state))


def axes_so_far(case: Case, state: State) -> dict[str, Axis]:
    """The axes, without the parts that would give away what is still to come."""
    scored = axes(case, _revealed(state))
    if state.finished:
        return scored
    if not _may_judge(state):
        blank = {name: Axis(name, ()) for name in scored}
        return blank | {"stewardship": NOTHING_PLACED, "calibration": scored["calibration"]}
    scored_all = axes(case, state)
    past = {a.id for a in case.scenario.timed if _past(state, a.window.last + a.late, a.reported)}
    past |= {w.id for w in case.scenario.watches if _past(state, w.last)}
    # Which orders were called for would give away the key of a question still to come.
    scored["stewardship"] = NOTHING_PLACED
    for name in ("timeliness", "vigilance"):
        # Taken from the whole state: a picked option was done, whether or not it was revealed.
        parts = scored_all[name].parts
        scored[name] = Axis(name, tuple(p for p in parts if p.id in past))
    return scored


def _may_judge(state: State) -> bool:
    return state.finished or state.mode != "exam"


def _past(state: State, *days: int | None) -> bool:
    return all(day is None or day < state.day for day in days)


def _revealed(state: State) -> State:
    """The state with only the revealed answers, so that no score gives the others away."""
    if state.finished:
        return state
    return replace(state, locks={k: v for k, v in state.locks.items() if v.revealed})


def _result(question: Question, state: State) -> QuestionResult:
    lock = state.locks[question.id]
    answer, revealed = lock.answer, state.finished or lock.revealed
    verdict = question.verdict(answer, hindsight=state.finished) if revealed else None
    mark = mark_of(question, answer) if revealed else None
    hints = state.hints.get(question.id, 0)
    return QuestionResult(question, answer, hints, revealed, verdict, mark)
