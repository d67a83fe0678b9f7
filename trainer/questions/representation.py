"""The patient in one sentence, which the learner marks against the author's elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from trainer.questions.answer import Answer
from trainer.questions.base import Question
from trainer.questions.blind import Blind
from trainer.questions.verdict import Explained
from trainer.typed import NotUnderstood, one_line
from trainer.values.base import OptionalCitations, Part, Slug, Text, since

Aspect = Literal["who", "how-fast", "key-feature", "host"]

ASPECTS: Mapping[Aspect, str] = {
    "who": "Who",
    "how-fast": "How fast",
    "key-feature": "Key feature",
    "host": "Host",
}
"""The parts of a problem representation: who is ill, how fast it came, the features that decide,
and what in the patient changes what is likely (after Bowen, N Engl J Med 2006;355:2217-25)."""

SENTENCE_OF_A_ROBOT = "A patient who is ill."


class Element(Part):
    """One thing that belongs in the sentence."""

    id: Slug
    aspect: Aspect
    text: Text
    cite: OptionalCitations = ()


class RepresentationQuestion(Question):
    """Describe the patient in one sentence.

    Never scored, because only its writer judges a sentence: the learner sees the author's sentence
    (``answer``) and marks which of its elements their own contains.
    """

    spoken: ClassVar[bool] = True
    forecast: ClassVar[bool] = False
    recalled: ClassVar[bool] = True
    answer_label: ClassVar[str] = "The author's sentence"

    kind: Annotated[Literal["representation"], since(2)]
    elements: Annotated[tuple[Element, ...], Field(min_length=2, max_length=10)]

    @property
    def markable(self) -> tuple[str, ...]:
        """The elements, by id."""
        return tuple(e.id for e in self.elements)

    @property
    def how(self) -> str:
        """One sentence."""
        return "One sentence"

    def misfit(self, answer: Answer, *, strict: bool = False) -> str:  # noqa: ARG002 - nothing is lenient here
        """The answer must be text and nothing else."""
        if answer.picks or answer.chances or answer.value is not None or not answer.text.strip():
            return f"'{self.title}' asks for a sentence in your own words."
        return ""

    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:  # noqa: ARG002 - there are no options
        """The sentence, on one line."""
        if not (text := one_line(typed)):
            raise NotUnderstood("Type a sentence in your own words.")
        return Answer(text=text)

    def usual(self, answer: Answer) -> Answer:
        """The sentence and its marks, without a confidence, which is not asked for."""
        return Answer(text=answer.text, elements=answer.elements)

    # Robots

    def reported_answer(self) -> Answer:
        """The author's sentence, with all its elements."""
        return Answer(text=self.answer.text, elements=self.markable)

    def robot(self, rule: Blind, dice: Random) -> Answer:  # noqa: ARG002
        """Any sentence."""
        return Answer(text=SENTENCE_OF_A_ROBOT)

    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """A single sentence, because none is scored."""
        return ((Answer(text=SENTENCE_OF_A_ROBOT),),)

    # Words

    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """The sentence."""
        return (answer.text,)

    def named(self, answer: Answer) -> str:
        """The sentence."""
        return answer.text

    def key_in_words(self) -> tuple[str, ...]:
        """The author's sentence."""
        return (self.answer.text,)

    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:  # noqa: ARG002 - of one day
        """The author's elements, and which of them the learner marked."""
        marked = () if answer is None else answer.elements
        return tuple(
            Explained(e.id, e.text, e.id in marked, cite=e.cite, label=ASPECTS[e.aspect])
            for e in self.elements
        )

    def shape(self) -> Mapping[str, Any]:
        """Empty: a form needs only a field for text."""
        return {}
