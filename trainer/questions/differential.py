"""A list of possible diagnoses with their chances, revised from day to day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trainer.questions.answer import Answer
from trainer.questions.base import Question
from trainer.questions.blind import Blind
from trainer.questions.diagnoses import called, diagnoses, name_of
from trainer.questions.verdict import Explained
from trainer.typed import NotUnderstood, per_cent
from trainer.values.base import (
    Citation,
    Citations,
    Number,
    OptionalCitations,
    Part,
    Slug,
    Slugs,
    SomeSlugs,
    Text,
    since,
)

MOST = 5
"""How many diagnoses may be named."""
REST = "something else"
NOT_MISSED = "Not to be missed, on the list"
MISSED = "Not to be missed, NOT on the list"
MOVES = "Moves the chances"
"""Labels of the parts of a verdict on a list."""


class Final(Part):
    """The final diagnosis, if a source proves it."""

    diagnoses: SomeSlugs
    """All that count as the final diagnosis: their chances add up."""
    why: Text
    """What proves it."""
    cite: Citations


class Unproven(Part):
    """Says that no source proves the final diagnosis: the chances are not scored."""

    why: Text
    cite: OptionalCitations = ()


class NotToMiss(Part):
    """A diagnosis that must be on the list on that day, whatever its chance."""

    diagnoses: SomeSlugs
    """Any one of them is enough."""
    why: Text
    cite: Citations


class Move(Part):
    """A finding that moves the chances."""

    finding: Slug
    text: Text
    """The finding in a few words, as the verdict and the chart name it."""
    towards: Slugs = ()
    away: Slugs = ()
    likelihood_ratio: Annotated[Number, Field(gt=0)] | None = None
    """The likelihood ratio of the finding for what it moves; only if a source gives one."""
    ratio_cite: OptionalCitations = ()
    cite: Citations

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if not (self.towards or self.away):
            raise PydanticCustomError(
                "move", "a finding speaks 'towards' or 'away' from a diagnosis", {}
            )
        if self.likelihood_ratio is not None and not self.ratio_cite:
            raise PydanticCustomError(
                "move", "a likelihood ratio needs its own 'ratio_cite'", {"at_fault": "ratio_cite"}
            )
        return self

    def words(self, among: Iterable[str]) -> str:
        """In words which of the diagnoses ``among`` it moves; empty if it moves none of them."""
        parts = []
        for word, ids in (("towards", self.towards), ("away from", self.away)):
            if named := [name_of(i) for i in ids if i in among]:
                *others, last = named
                parts.append(f"{word} {', '.join(others)}{' and ' if others else ''}{last}")
        if parts and self.likelihood_ratio is not None:
            parts.append(f"likelihood ratio {self.likelihood_ratio:g}")
        return "; ".join(parts)

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """All diagnoses that it moves."""
        return (*self.towards, *self.away)

    @property
    def grounds(self) -> tuple[Citation, ...]:
        """Its citations, and those of its likelihood ratio."""
        return tuple(dict.fromkeys((*self.cite, *self.ratio_cite)))


class DifferentialQuestion(Question):
    """Name up to five diagnoses with their chances in per cent; the rest is something else.

    It is on no axis, because chances can be scored only over many cases. ``answer`` is what the
    report took it for on that day; it is shown before the case is over.
    """

    spoken: ClassVar[bool] = True
    forecast: ClassVar[bool] = False
    recalled: ClassVar[bool] = True
    kind: Annotated[Literal["differential"], since(2)]
    final: Final | None = None
    unproven: Unproven | None = None
    must_not_miss: Annotated[tuple[NotToMiss, ...], Field(max_length=5)] = ()
    moves: Annotated[tuple[Move, ...], Field(max_length=12)] = ()

    @model_validator(mode="after")
    def _proven_or_not(self) -> Self:
        if (self.final is None) == (self.unproven is None):
            raise PydanticCustomError(
                "differential", "either 'final' or 'unproven' says whether it was proven", {}
            )
        return self

    @property
    def how(self) -> str:
        """How many, and what the rest is."""
        return f"Up to {MOST} diagnoses with their chances in per cent; the rest is {REST}"

    def misfit(self, answer: Answer, *, strict: bool = False) -> str:  # noqa: ARG002 - nothing is lenient here
        """The answer must have diagnoses of the catalogue, each once, with at most 100 % in all."""
        if answer.picks or answer.value is not None or answer.text:
            return f"'{self.title}' asks for diagnoses with their chances."
        if not answer.chances:
            return "Name a diagnosis first, or pass the question."
        named = [diagnosis for diagnosis, _ in answer.chances]
        for diagnosis in named:
            if diagnosis not in diagnoses():
                return f"There is no diagnosis '{diagnosis}' in the catalogue."
        if len(set(named)) != len(named):
            return "A diagnosis is named twice."
        if len(named) > MOST:
            return f"At most {MOST} diagnoses may be named."
        if not all(1 <= chance <= 100 for _, chance in answer.chances):
            return "Each chance is a whole number from 1 to 100 %."
        if (over := sum(dict(answer.chances).values()) - 100) > 0:
            return f"The chances come to {100 + over} %: take {over} % away."
        return ""

    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:  # noqa: ARG002 - there are no options
        """Diagnoses by id or name, each with its chance: ``sepsis 40, malaria 20 %``."""
        chances = []
        for part in filter(None, (p.strip() for p in typed.replace(";", ",").split(","))):
            name, _, figure = part.removesuffix("%").rstrip().rpartition(" ")
            chance = per_cent(figure) if figure.isdecimal() else None
            if chance is None or (known := called(name)) is None:
                raise NotUnderstood("Type a diagnosis and its chance, such as: sepsis 40.")
            chances.append((known, chance))
        return Answer(chances=tuple(chances))

    def usual(self, answer: Answer) -> Answer:
        """The likeliest first, without a confidence: the chances express it."""
        return Answer(chances=tuple(sorted(answer.chances, key=lambda c: (-c[1], c[0]))))

    # Robots

    @property
    def named_in_case(self) -> tuple[str, ...]:
        """Every diagnosis that the author names in this question, each once."""
        first = self.final.diagnoses if self.final else ()
        missed = [d for part in self.must_not_miss for d in part.diagnoses]
        moved = [d for move in self.moves for d in move.diagnoses]
        return tuple(dict.fromkeys((*first, *missed, *moved)))

    def reported_answer(self) -> Answer | None:
        """The first diagnoses that the author names, the final one before others, 90 % in all."""
        likely = self.named_in_case[:MOST]
        return _shared(likely, 90) if likely else None

    def robot(self, rule: Blind, dice: Random) -> Answer:
        """Random diagnoses with equal chances; the rule's share sets how many, 1 to ``MOST``."""
        named = 1 + round(rule.share(dice) * (MOST - 1))
        return _shared(dice.sample(tuple(diagnoses()), named), 100)

    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """A single list, because none is scored."""
        return ((Answer(chances=((next(iter(diagnoses())), 100),)),),)

    # Words

    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """Each diagnosis with its chance, then the rest, or the sum if it is above 100 %."""
        parts = [f"{name_of(diagnosis)} {chance} %" for diagnosis, chance in answer.chances]
        rest = answer.rest
        return (*parts, f"{REST} {rest} %" if rest >= 0 else f"together {100 - rest} %")

    def named(self, answer: Answer) -> str:
        """Ids with their chances."""
        return "+".join(f"{diagnosis}:{chance}" for diagnosis, chance in answer.chances)

    def key_in_words(self) -> tuple[str, ...]:
        """The final diagnosis, or that it is not proven."""
        return tuple(map(name_of, self.final.diagnoses)) if self.final else ("not proven",)

    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:
        """What must not be missed, and what moves the chances; the final diagnosis at the end only.

        Before the end the final diagnosis is named only if the learner has named it, and a finding
        only with the diagnoses that the learner named or must not miss.
        """
        return tuple(self._explained(answer, hindsight))

    def beside_open_ones(self, answer: Answer) -> Self:
        """The question without the must-not-miss diagnoses that the answer lacks.

        They would answer the other questions.
        """
        named = [
            tuple(d for d in p.diagnoses if d in dict(answer.chances)) for p in self.must_not_miss
        ]
        kept = zip(self.must_not_miss, named, strict=True)
        parts = tuple(p.model_copy(update={"diagnoses": mine}) for p, mine in kept if mine)
        return self.model_copy(update={"must_not_miss": parts})

    def moved(self, answer: Answer | None, *, hindsight: bool) -> list[tuple[Move, str]]:
        """Each finding, and in words which chances it moves: before the end only those shown."""
        among = {*self.named_in_case}
        if not hindsight:
            among = {d for part in self.must_not_miss for d in self._shown(part.diagnoses, answer)}
            among |= set(dict(answer.chances)) if answer else set()
        return [(move, words) for move in self.moves if (words := move.words(among))]

    def _shown(self, ids: Iterable[str], answer: Answer | None) -> list[str]:
        """Those of some diagnoses that may be named before the end: not the final one, unless the
        learner named it.
        """
        final = set() if self.final is None else {*self.final.diagnoses}
        return [d for d in ids if d not in final - set(dict(answer.chances) if answer else ())]

    def _explained(self, answer: Answer | None, hindsight: bool) -> Iterator[Explained]:
        chances = {} if answer is None else dict(answer.chances)
        if hindsight and self.final is not None:
            names = " or ".join(map(name_of, self.final.diagnoses))
            chance = sum(chances.get(d, 0) for d in self.final.diagnoses)
            text = names if answer is None else f"{names}; your chance for it: {chance} %"
            final = self.final
            yield _part("What it was", text, final.why, final.cite)
        if hindsight and self.unproven is not None:
            text = "it is not proven, so that these chances are not scored"
            yield _part("What it was", text, self.unproven.why, self.unproven.cite)
        for part in self.must_not_miss:
            named = any(d in chances for d in part.diagnoses)
            label = "Not to be missed"
            if answer is not None:
                label = NOT_MISSED if named else MISSED
            diagnoses = part.diagnoses if hindsight else self._shown(part.diagnoses, answer)
            text = " or ".join(map(name_of, diagnoses)) or "told at the end"
            yield _part(
                label, text, part.why if diagnoses else None, part.cite if diagnoses else ()
            )
        for move, words in self.moved(answer, hindsight=hindsight):
            yield _part(MOVES, f"{move.text}: {words}", None, move.grounds)

    def shape(self) -> Mapping[str, Any]:
        """How many may be named."""
        return {"most": MOST}


def _part(label: str, text: str, why: str | None, cite: tuple[Citation, ...]) -> Explained:
    return Explained("", text, False, why=why, cite=cite, label=label)


def _shared(named: Sequence[str], whole: int) -> Answer:
    """An answer that spreads ``whole`` per cent evenly over some diagnoses."""
    return Answer(chances=tuple((d, whole // len(named)) for d in named))
