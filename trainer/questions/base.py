"""The fields that every question has, and the methods that every kind provides."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from trainer.questions.answer import Answer, Votes
from trainer.questions.blind import Blind
from trainer.questions.marks import LETTERS
from trainer.questions.option import Option
from trainer.questions.verdict import Credit, Explained, ReportedAnswer, Verdict, degree
from trainer.values.base import Day, Part, Slug, Slugs, Text, Weight, since

PASSED = "passed without an answer"

Topic = Literal[
    "diagnosis", "test", "treatment", "escalation", "de-escalation", "monitoring", "prognosis",
    "communication",
]  # fmt: skip


class Facilitator(Part):
    """Help for the facilitator of a group; never shown to learners."""

    notes: Text | None = None
    pitfalls: tuple[Text, ...] = ()
    minutes: Annotated[int, Field(strict=True, ge=1, le=600)] | None = None
    """Planned time."""


class Question(Part):
    """A question of any kind.

    In its methods ``answer`` is None if the question was passed.
    """

    if TYPE_CHECKING:  # each kind declares its own literal, at its own place in the format
        kind: str

    id: Slug
    day: Day
    title: Text
    """A short name for lists; gives nothing away."""
    prompt: Text
    """The question itself."""
    after: Slug | None = None
    """A decision that must be locked before this one is asked; by default they come in order."""
    topic: Annotated[Topic | None, since(2)] = None
    """What the question is about."""
    principles: Annotated[Slugs, since(2)] = ()
    """Rules of reasoning that it trains: ids of the shared list, or of this case's 'principles'."""
    weight: Weight = 1.0
    """How much it counts in soundness and in agreement with the report: the author's choice."""
    hints: tuple[Text, ...] = ()
    answer: ReportedAnswer
    facilitator: Facilitator | None = None

    by_hand: ClassVar[bool] = False
    """Whether a room can answer it by raising hands."""
    single_best: ClassVar[bool] = False
    """Whether exactly one option is the answer, so that a room's votes can serve as a panel's."""
    spoken: ClassVar[bool] = False
    """Whether a room answers it aloud, without a vote."""
    forecast: ClassVar[bool] = True
    """Whether a learner is asked for a confidence and a reason."""
    recalled: ClassVar[bool] = False
    """Whether earlier answers to questions of its kind are shown beside it."""
    answer_label: ClassVar[str] = "Reported"
    """The label of ``answer`` in a verdict."""
    degrees: ClassVar[tuple[str, str, str]] = ("Not sound", "Partly sound", "Sound that day")
    """The words for an answer with no, with some and with full credit."""

    # Which answers it takes

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options to pick from; empty if the kind has none."""
        return ()

    @property
    def lettered(self) -> tuple[tuple[str, Option], ...]:
        """The options to pick from, each with its letter."""
        return tuple(zip(LETTERS, self.choices, strict=False))

    @property
    def most(self) -> int:
        """How many options may be picked."""
        return 0

    @property
    def markable(self) -> tuple[str, ...]:
        """Ids of what a learner can mark in a revealed answer; empty for most kinds."""
        return ()

    @property
    @abstractmethod
    def how(self) -> str:
        """What to answer, for people: ``Up to 3 of these``, ``A number from 0 to 100 (%)``."""

    def shuffled(self, dice: Random) -> Self:  # noqa: ARG002 - most kinds have nothing to shuffle
        """The question as a run shows it; ``dice`` come from the run's seed."""
        return self

    @abstractmethod
    def misfit(self, answer: Answer, *, strict: bool = False) -> str:
        """Why an answer does not fit the question, for people; empty if it fits.

        Too many options fit, and earn nothing, unless ``strict``.
        """

    @abstractmethod
    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:
        """The answer that a person typed. Raises ``NotUnderstood`` if it is none.

        ``marks`` are the letters or numbers of the options, in their order.
        """

    def usual(self, answer: Answer) -> Answer:
        """The answer in its standard form, the same for A and B as for B and A."""
        return answer

    # Credit: none unless a kind overrides these

    @property
    def has_reported_answer(self) -> bool:
        """Whether the report gives an answer; if not, the question is not scored as reported."""
        return False

    def agreement(self, answer: Answer | None) -> Credit:
        """Credit for agreement with the report."""
        return Credit(0.0, PASSED if answer is None else "not scored", self.answer.cite)

    def soundness(self, answer: Answer | None) -> Credit | None:  # noqa: ARG002
        """Credit for soundness on that day; None if no answer of this question can be sound."""
        return None

    def is_sound(self, answer: Answer) -> bool:  # noqa: ARG002
        """Whether the answer is sound, so that a learner is right to be sure of it."""
        return False

    # Answers of robots

    @abstractmethod
    def reported_answer(self) -> Answer | None:
        """What the report did, as an answer; None if it gives none."""

    def sound_answers(self) -> tuple[Answer, ...]:
        """The answers with full credit for soundness, those with the fewest picks first.

        Without options, the answer that a source or the author gives.
        """
        answer = self.reported_answer()
        return () if answer is None else (answer,)

    @abstractmethod
    def robot(self, rule: Blind, dice: Random) -> Answer | None:
        """The answer of a blind robot by its rule; None if the rule finds none."""

    @abstractmethod
    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """The answers of a random player, in equally likely groups of equally likely answers."""

    # Votes of a room

    def counts(self, votes: Votes) -> dict[str, int]:  # noqa: ARG002 - most kinds have no options
        """Votes by option, with every option listed; each pick of an answer counts."""
        return dict.fromkeys((o.id for o in self.choices), 0)

    def numbers(self, votes: Votes) -> list[float]:  # noqa: ARG002
        """The numbers given, in ascending order."""
        return []

    def median(self, votes: Votes) -> float | None:  # noqa: ARG002
        """The median of the numbers given; None if there are none."""
        return None

    def majority(self, votes: Votes) -> Answer | None:  # noqa: ARG002 - spoken kinds have no votes
        """The answer that most of a room want; None on a tie. ``votes`` must not be empty."""
        return None

    def share_right(self, votes: Votes) -> float | None:  # noqa: ARG002
        """The share of votes for what the report did, 0 to 1; None if it is silent or none came."""
        return None

    # Words

    @abstractmethod
    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """An answer in words, one text for each of its parts."""

    def named(self, answer: Answer) -> str:
        """A short form of an answer for tables: ids or a number."""
        return "+".join(answer.picks)

    @abstractmethod
    def key_in_words(self) -> tuple[str, ...]:
        """What the report did, in short; only for the facilitator."""

    def offered(self, answer: Answer | None) -> tuple[Explained, ...]:
        """The options and which were picked, without any judgement."""
        picks = () if answer is None else answer.picks
        return tuple(Explained(o.id, o.wording, o.id in picks) for o in self.choices)

    @abstractmethod
    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:
        """What a revealed answer is compared with; later knowledge only with ``hindsight``."""

    def beside_open_ones(self, answer: Answer) -> Self:  # noqa: ARG002 - most verdicts give nothing away
        """The question without what its verdict would give away of others open on the same day."""
        return self

    def verdict(self, answer: Answer | None, *, hindsight: bool) -> Verdict:
        """The verdict on a revealed answer; later knowledge only with ``hindsight``."""
        sound = self.soundness(answer)
        credit = None if sound is None else sound.credit
        if answer is None:
            sentence = "Passed."
        elif credit is None:
            sentence = "Not scored."
        else:
            agreement = self.beside_the_report(answer, credit)
            sentence = f"{self._sound_in_words(credit)}{agreement}."
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
        # With several picks a little credit may be worth nothing: the best steps are missing.
        little = 0 < credit < 1 / 2 and self.most > 1
        return "Little of it sound" if little else self.degrees[degree(credit)]

    def beside_the_report(self, answer: Answer, credit: float) -> str:  # noqa: ARG002
        """The end of a verdict's sentence: how the answer agrees with the report; may be empty.

        ``credit`` is the answer's credit for soundness, which the words follow on from.
        """
        return ""

    def left_out(self, answer: Answer | None) -> tuple[str, ...]:  # noqa: ARG002
        """The options, by id, that the nearest sound answer has and this one lacks."""
        return ()

    @abstractmethod
    def shape(self) -> Mapping[str, Any]:
        """What a form needs to draw the question, as JSON values; nothing of its key."""
