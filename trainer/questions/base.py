"""What every question has, and what every kind of question must be able to tell."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from trainer.questions.answer import Answer, Votes
from trainer.questions.blind import Blind
from trainer.questions.option import Option
from trainer.questions.verdict import Credit, Explained, ReportedAnswer, Verdict, degree
from trainer.values.base import Day, Part, Slug, Slugs, Text, Weight, since

PASSED = "passed without an answer"

Topic = Literal[
    "diagnosis", "test", "treatment", "escalation", "de-escalation", "monitoring", "prognosis",
    "communication",
]  # fmt: skip


class Facilitator(Part):
    """What helps whoever leads a group; never shown to learners."""

    notes: Text | None = None
    pitfalls: tuple[Text, ...] = ()
    minutes: Annotated[int, Field(strict=True, ge=1, le=600)] | None = None
    """Planned time."""


class Question(Part):
    """A question of any kind.

    ``answer`` in what follows is None where the question was passed.
    """

    if TYPE_CHECKING:  # each kind has its own word, in its own place of the format
        kind: str

    id: Slug
    day: Day
    title: Text
    """A short name for lists; gives nothing away."""
    prompt: Text
    """The question itself."""
    after: Slug | None = None
    """A decision that must be locked before this one is put; by default they come in order."""
    topic: Annotated[Topic | None, since(2)] = None
    """What the question is about."""
    principles: Annotated[Slugs, since(2)] = ()
    """Rules of reasoning that it trains: ids of the shared list, or of this case's 'principles'."""
    weight: Weight = 1.0
    """How much it counts in soundness and in agreement with the report: the author's."""
    hints: tuple[Text, ...] = ()
    answer: ReportedAnswer
    facilitator: Facilitator | None = None

    by_hand: ClassVar[bool] = False
    """Whether a room can answer it by raising hands."""
    single_best: ClassVar[bool] = False
    """Whether one option is the answer, so that a vote can serve as a panel's."""
    spoken: ClassVar[bool] = False
    """Whether a room answers it aloud: there is no vote on it."""
    forecast: ClassVar[bool] = True
    """Whether one can be asked how sure one is of an answer, and why."""
    recalled: ClassVar[bool] = False
    """Whether earlier answers to questions of its kind are shown beside it."""
    answer_label: ClassVar[str] = "Reported"
    """What ``answer`` is to an answer."""
    degrees: ClassVar[tuple[str, str, str]] = ("Not sound", "Partly sound", "Sound that day")
    """What an answer of no, of some and of full credit is called."""

    # What can be answered

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options to pick from; none where something else is asked for."""
        return ()

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return 0

    @property
    def markable(self) -> tuple[str, ...]:
        """What a learner can mark in an answer once it is revealed, by id; mostly nothing."""
        return ()

    @property
    @abstractmethod
    def how(self) -> str:
        """What to give, for people: ``Up to 3 of these``, ``A number from 0 to 100 (%)``."""

    def shuffled(self, dice: Random) -> Self:  # noqa: ARG002 - there is mostly nothing to shuffle
        """The question as a run shows it; ``dice`` are those of the run."""
        return self

    @abstractmethod
    def misfit(self, answer: Answer, *, strict: bool = False) -> str:
        """Why an answer does not fit the question, for people; nothing if it does.

        More options than may be picked fit, and earn nothing, unless ``strict``.
        """

    @abstractmethod
    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:
        """What a person typed, options by ``marks`` in their order. Raises ``NotUnderstood``."""

    def usual(self, answer: Answer) -> Answer:
        """The same answer in its usual form: A and B is B and A."""
        return answer

    # What an answer earns: nothing, unless the kind says so

    @property
    def has_reported_answer(self) -> bool:
        """Whether the report gives an answer; if not, it is off the axis of agreement."""
        return False

    def agreement(self, answer: Answer | None) -> Credit:
        """Credit for agreement with the report."""
        return Credit(0.0, PASSED if answer is None else "not scored", self.answer.cite)

    def soundness(self, answer: Answer | None) -> Credit | None:  # noqa: ARG002
        """Credit for what was sound on the day; None where no answer was, or can be."""
        return None

    def is_sound(self, answer: Answer) -> bool:  # noqa: ARG002
        """Whether it is right to be sure of this answer."""
        return False

    # Answers of robots

    @abstractmethod
    def reported_answer(self) -> Answer | None:
        """What the report did, as an answer; None where it did nothing of what is asked."""

    def sound_answers(self) -> tuple[Answer, ...]:
        """The answers of full credit for soundness, those with the fewest picks first; where there
        is nothing to pick, the one that a source or the author gives."""
        known = self.reported_answer()
        return () if known is None else (known,)

    @abstractmethod
    def robot(self, rule: Blind, dice: Random) -> Answer | None:
        """The answer of a robot that knows nothing, by its rule; None if it finds none."""

    @abstractmethod
    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """The answers of a blind player: one group is as likely as another, and so within it."""

    # Answers counted together

    def counts(self, votes: Votes) -> dict[str, int]:  # noqa: ARG002 - nothing is counted here
        """Votes by option, every option listed; of several picks each counts."""
        return dict.fromkeys((o.id for o in self.choices), 0)

    def numbers(self, votes: Votes) -> list[float]:  # noqa: ARG002
        """The numbers given, in order of size."""
        return []

    def median(self, votes: Votes) -> float | None:  # noqa: ARG002
        """The middle of the numbers given; None where there is none."""
        return None

    def majority(self, votes: Votes) -> Answer | None:  # noqa: ARG002 - nobody votes where it is spoken
        """What most of a room want; None where it is divided evenly. ``votes`` are not empty."""
        return None

    def share_right(self, votes: Votes) -> float | None:  # noqa: ARG002
        """The share of votes for what the report did, 0 to 1; None if it is silent or none came."""
        return None

    # What is said

    @abstractmethod
    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """An answer in words, a part each."""

    def named(self, answer: Answer) -> str:
        """An answer in short, by ids or as a figure: for tables."""
        return "+".join(answer.picks)

    @abstractmethod
    def key_in_words(self) -> tuple[str, ...]:
        """What the report did, in short; for the facilitator alone."""

    def offered(self, answer: Answer | None) -> tuple[Explained, ...]:
        """The options and which were picked, with nothing of what is judged of them."""
        picks = () if answer is None else answer.picks
        return tuple(Explained(o.id, o.wording, o.id in picks) for o in self.choices)

    @abstractmethod
    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:
        """What a revealed answer is held against; what came later only with ``hindsight``."""

    def beside_open_ones(self, answer: Answer) -> Self:  # noqa: ARG002 - most verdicts tell nothing of them
        """The question as ``answer`` is judged while others of its day are open."""
        return self

    def verdict(self, answer: Answer | None, *, hindsight: bool) -> Verdict:
        """What is said of a revealed answer; what came later only with ``hindsight``."""
        sound = self.soundness(answer)
        credit = None if sound is None else sound.credit
        if answer is None:
            sentence = "Passed."
        elif credit is None:
            sentence = "Not scored."
        else:
            beside = self.beside_the_report(answer, credit)
            sentence = f"{self._sound_in_words(credit)}{beside}."
        return Verdict(
            sentence,
            credit,
            answer,
            () if answer is None else self.in_words(answer),
            self.explained(answer, hindsight=hindsight),
            self.left_out(answer),
            self.answer,
            self.answer_label,
        )

    def _sound_in_words(self, credit: float) -> str:
        # Of several picks, some credit may be as good as none: the best steps are missing.
        little = 0 < credit < 1 / 2 and self.most > 1
        return "Little of it sound" if little else self.degrees[degree(credit)]

    def beside_the_report(self, answer: Answer, credit: float) -> str:  # noqa: ARG002
        """How an answer of that credit for soundness agrees with the report, where that differs."""
        return ""

    def left_out(self, answer: Answer | None) -> tuple[str, ...]:  # noqa: ARG002
        """The options, by id, that a sound answer would have and this one has not."""
        return ()

    @abstractmethod
    def shape(self) -> Mapping[str, Any]:
        """What a form needs to ask it, as JSON values; nothing of its key."""
