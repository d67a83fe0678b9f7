"""A review sitting: the one object that the full screen and the prompts drive."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from trainer.clock import now, stamp
from trainer.errors import StoreError, TrainerError
from trainer.history import History, case_of
from trainer.learning.queue import Due, due_on, scheduled
from trainer.scoring.stored import SCORING
from trainer.store.journal import SaveResult
from trainer.store.records import new_id
from trainer.store.reviews import ReviewAnswer, ReviewStore
from trainer.store.runs import RunStore

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.engine.state import State
    from trainer.questions import Answer, AnyQuestion


def due_of(history: History) -> list[Due]:
    """The questions due now, in the order they are put. Raises ``NoSuchTime``."""
    return due_on(now().date(), history.by_question, history.finished)


def next_day(history: History) -> date | None:
    """The next day after today on which a question is due; None if there is none."""
    today = now().date()
    return min((s.due for s in scheduled(history.by_question) if s.due > today), default=None)


@dataclass(frozen=True)
class Vignette:
    """A question that has come back, ready to be shown."""

    due: Due
    case: Case
    """Its options in the order of this vignette."""
    state: State
    """On the day of the question."""
    question: AnyQuestion
    seed: int
    rule: str
    """The text of its principle, shown after the answer only: it would be a hint before."""
    missed: str
    """The title and case of the missed question it stands for; empty if it is that question."""


class Sitting:
    """A sitting of at most ``minutes``; with None it lasts as long as questions are due.

    An answer is on disk when ``answer`` returns, unless ``saving`` says otherwise. ``seed`` decides
    the order of options.
    """

    def __init__(self, history: History, store: RunStore, minutes: float | None, seed: int) -> None:
        self.history = history
        self.due: Sequence[Due] = due_of(history)
        self.minutes = minutes
        self.place = -1
        """The index in ``due`` of the current question."""
        self.answered = 0
        self.saving = SaveResult()
        self.unreadable: list[str] = []
        """The reasons why questions could not be put."""
        self._store = store
        self._reviews = ReviewStore(store.folder)
        self._unsaved: list[ReviewAnswer] = []
        self._dice = Random(seed)
        self._begun = monotonic()

    def begin(self, minutes: float) -> None:
        """Start the time limit of ``minutes`` now."""
        self.minutes, self._begun = minutes, monotonic()

    @property
    def left(self) -> int:
        """How many due questions have no answer yet."""
        return len(self.due) - self.answered - len(self.unreadable)

    @property
    def next_day(self) -> date | None:
        """As the function ``next_day``, from the history at the beginning of the sitting."""
        return next_day(self.history)

    def next(self) -> Vignette | None:
        """The next question; None if nothing is left, or the time is over."""
        while self.place + 1 < len(self.due):
            if self.minutes is not None and monotonic() - self._begun >= 60 * self.minutes:
                return None
            self.place += 1
            due = self.due[self.place]
            seed = self._dice.getrandbits(32)
            try:
                return vignette(self.history, due, seed)
            except (TrainerError, ValueError, KeyError) as error:
                self.unreadable.append(f"{due.case}: {error}")
        return None

    def prepare(self) -> None:
        """Read the case of the next question into the cache; called from a thread."""
        for due in self.due[self.place + 1 : self.place + 2]:
            head = self.history.heads[due.case]
            with suppress(TrainerError, ValueError):  # reported when its turn comes
                case_of(Path(head.path), head.hash)

    def answer(self, vignette: Vignette, answer: Answer | None) -> None:
        """Save an answer; None passes. Raises ValueError if it does not fit the question."""
        if answer is not None and (misfit := vignette.question.misfit(answer, strict=True)):
            raise ValueError(misfit)
        self._unsaved.append(self._reviewed(vignette, answer))
        self.answered += 1
        self.retry()

    def retry(self) -> SaveResult:
        """Save what is not saved yet; an error of the disk is noted in ``saving``."""
        if self._unsaved:
            learner = self.history.learner
            try:
                self._reviews.add(learner, self._store.learner_id(learner), self._unsaved)
            except StoreError as problem:
                self.saving = SaveResult(problem, len(self._unsaved))
                return self.saving
        self._unsaved, self.saving = [], SaveResult()
        return self.saving

    def _reviewed(self, vignette: Vignette, answer: Answer | None) -> ReviewAnswer:
        due, question, facts = vignette.due, vignette.question, self.history.cases
        usual = None if answer is None else question.usual(answer)
        credit = question.soundness(usual)
        case, missed = due.missed
        return ReviewAnswer(
            id=new_id(),
            at=stamp(now()),
            case=due.case,
            question=due.question,
            words=facts[due.case].questions[due.question].words,
            version=vignette.case.scenario.version,
            missed_case=case,
            missed_question=missed,
            missed_words=facts[case].questions[missed].words,
            why=due.why,
            seed=vignette.seed,
            answer=None if usual is None else usual.to_dict(),
            credit=0.0 if credit is None else round(credit.credit, 4),
            sound=usual is not None and question.is_sound(usual),
            scoring=SCORING,
        )


def vignette(history: History, due: Due, seed: int) -> Vignette:
    """The due question with what was known on its day, its options ordered by ``seed``.

    Raises ``Unreadable``, ``ValueError`` or ``KeyError`` if the case file has just changed.
    """
    from trainer.learning.vignette import on_that_day

    head = history.heads[due.case]
    case = case_of(Path(head.path), head.hash).shuffled(seed)
    rule = history.cases[due.case].principles.get(due.principle or "", "")
    question = case.questions[due.question]
    missed = history.cases[due.missed[0]]
    title = f"{missed.questions[due.missed[1]].title} ({missed.title})"
    state = on_that_day(case, due.question)
    return Vignette(due, case, state, question, seed, rule, "" if due.missed == due.key else title)
