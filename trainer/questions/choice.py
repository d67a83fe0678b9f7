"""Questions whose answer is picked from options; ``one`` and ``several`` differ in how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from trainer.questions.answer import Answer, Votes
from trainer.questions.base import PASSED, Question
from trainer.questions.blind import Blind
from trainer.questions.option import (
    SMALLEST_PANEL,
    Option,
    Panel,
    agreement_credit,
    cited,
    panel_credit,
    sound_credit,
)
from trainer.questions.verdict import NEAR_FULL, Credit, Explained, degree
from trainer.questions.words import judgement_word
from trainer.typed import NotUnderstood, places
from trainer.values.base import Flag, since

BESIDE = (
    (", nor what the report did", ", but in part as the report did", ", but as the report did"),
    (", and not what the report did", ", partly as the report did", ", but as the report did"),
    (", but not what the report did", ", partly as the report did", ", and as the report did"),
)
"""How an answer agrees with the report, by its degrees of soundness and of agreement."""


class Choice(Question):
    """Pick from options."""

    by_hand: ClassVar[bool] = True

    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    ordered: Annotated[Flag, since(2)] = False
    """Whether the options have a natural order, in which they are always shown; else each run
    shuffles them."""
    panel: Panel | None = None

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options."""
        return self.options

    @property
    def how(self) -> str:
        """How many of them may be picked."""
        return "One of these" if self.most == 1 else f"Up to {self.most} of these"

    def misfit(self, answer: Answer, *, strict: bool = False) -> str:
        """The answer must have options of this question, each once."""
        if answer.value is not None:
            return f"'{self.title}' asks for options, not for a number."
        if answer.text or answer.chances:
            return f"'{self.title}' asks for options, not for words."
        ids = [o.id for o in self.options]
        for pick in answer.picks:
            if pick not in ids:
                return f"'{self.id}' has no option '{pick}'; it has: {', '.join(ids)}."
        if not answer.picks:
            return "Pick an option first, or pass the question."
        if len(set(answer.picks)) != len(answer.picks):
            return "An option is picked twice."
        if strict and len(answer.picks) > self.most:
            return f"At most {self.most} may be picked."
        return ""

    def read(self, typed: str, marks: Sequence[str] = ()) -> Answer:
        """The options typed, by their marks or ids."""
        named = {o.id: place for place, o in enumerate(self.options)}
        words = typed.replace(",", " ").split()
        if words and all(word in named for word in words):
            positions = list(dict.fromkeys(named[word] for word in words))
        else:
            positions = places(typed, list(marks)[: len(self.options)])
        if len(positions) > self.most:
            raise NotUnderstood(f"At most {self.most} may be picked.")
        return Answer(tuple(self.options[place].id for place in positions))

    def usual(self, answer: Answer) -> Answer:
        """The picks in the order of the options."""
        ordered = tuple(o.id for o in self.options if o.id in answer.picks)
        return answer if ordered == answer.picks else replace(answer, picks=ordered)

    def picked(self, answer: Answer | None) -> list[Option]:
        """The options of an answer, in its order."""
        by_id = {o.id: o for o in self.options}
        return [] if answer is None else [by_id[pick] for pick in answer.picks]

    def shuffled(self, dice: Random) -> Self:
        """The question with its options shuffled, unless they have a natural order."""
        if self.ordered:
            return self
        options = dice.sample(self.options, len(self.options))
        return self.model_copy(update={"options": tuple(options)})

    # Credit

    @property
    def has_reported_answer(self) -> bool:
        """Whether the report did any option that was not harmful."""
        return any(o.share for o in self.options)

    def agreement(self, answer: Answer | None) -> Credit:
        """Credit by the key-feature rule."""
        picks = self.picked(answer)
        keyed = [o for o in self.options if o.keyed]
        cite = cited([self.answer.cite, *(o.cite for o in keyed)])
        credit = agreement_credit(picks, self.options, self.most)
        return Credit(credit, self._agreement_in_words(picks, answer), cite)

    def _agreement_in_words(self, picks: list[Option], answer: Answer | None) -> str:
        if answer is None:
            return PASSED
        if len(picks) > self.most:
            return self._too_many(picks)
        harmful = [o.wording for o in picks if o.harmful and not o.keyed]
        if harmful:
            return f"harmful on that day: {harmful[0]}"
        key = [o for o in self.options if o.share]
        agreed = [o for o in picks if o in key]
        if self.most == 1:
            done = agreed[0].reported if agreed else "no"
            return {"yes": "as the report did", "part": "part of what the report did"}.get(
                done, "not what the report did"
            )
        return f"{len(agreed)} of {len(key)} that the report did"

    def _too_many(self, picks: Sequence[Option]) -> str:
        return f"{len(picks)} picked, {self.most} allowed"

    @property
    def judged_by(self) -> Panel | None:
        """The panel that replaces the author's judgement; None without one that is large enough."""
        enough = self.single_best and self.panel is not None and self.panel.size >= SMALLEST_PANEL
        return self.panel if enough else None

    @property
    def is_judged(self) -> bool:
        """Whether any answer can be sound; a question with none is an error in the case."""
        return self.judged_by is not None or any(o.worth for o in self.options)

    def soundness(self, answer: Answer | None) -> Credit | None:
        """Credit by a panel of ten votes or more if there is one, else by the judgements."""
        if not self.is_judged:
            return None
        picks = self.picked(answer)
        if answer is None:
            detail = PASSED
        elif len(picks) > self.most:
            detail = self._too_many(picks)
        elif panel := self.judged_by:
            detail = f"by a panel of {panel.size} votes"
        else:
            detail = "; ".join(f"{o.judgement}: {o.wording}" for o in picks)
        cite = cited(o.cite for o in (picks or self.options))
        return Credit(self.sound_credit_of(picks), detail, cite)

    def sound_credit_of(self, picks: Sequence[Option]) -> float:
        """Credit for soundness, 0 to 1, of some picks; 0 without any."""
        panel = self.judged_by
        if panel is None:
            return sound_credit(picks, self.options, self.most)
        return panel_credit(panel.votes, picks[0].id) if len(picks) == 1 else 0.0

    def is_sound(self, answer: Answer) -> bool:
        """Whether the answer has full credit for soundness."""
        return self.sound_credit_of(self.picked(answer)) > NEAR_FULL

    # Robots

    def reported_answer(self) -> Answer | None:
        """Every option that the report did, wholly or in part."""
        picks = tuple(o.id for o in self.options if o.keyed)
        return Answer(picks) if picks else None

    def sound_answers(self) -> tuple[Answer, ...]:
        """Every allowed answer with full credit, fewest picks first; none if nothing is sound."""
        if not self.is_judged:
            return ()
        return tuple(a for group in self.sample() for a in group if self.is_sound(a))

    def robot(self, rule: Blind, dice: Random) -> Answer | None:
        """The options that the rule picks by wording and by their place in this question."""
        indices = rule.picks([o.wording for o in self.options], self.most, dice)
        return Answer(tuple(self.options[i].id for i in indices)) if indices else None

    def sample(self) -> tuple[tuple[Answer, ...], ...]:
        """Every allowed answer, grouped by how many options it picks."""
        ids = [o.id for o in self.options]
        counts = range(1, min(self.most, len(ids)) + 1)
        return tuple(tuple(map(Answer, combinations(ids, n))) for n in counts)

    # Rooms

    def counts(self, votes: Votes) -> dict[str, int]:
        """Votes by option, with every option listed; each pick of an answer counts."""
        counts = Counter(votes.hands)
        for answer in votes.answers:
            counts.update(answer.picks)
        return {o.id: counts[o.id] for o in self.options}

    def majority(self, votes: Votes) -> Answer | None:
        """The option with most votes, or, if several may be picked, those that over half want."""
        counts = self.counts(votes)
        ranked = sorted(counts, key=lambda o: -counts[o])
        if self.most > 1:
            wanted = [o for o in ranked[: self.most] if 2 * counts[o] > votes.people]
            picks = wanted or ranked[:1]
            at_edge = [o for o in ranked if counts[o] == counts[picks[-1]]]
            if len(picks) == self.most and any(o not in picks for o in at_edge):
                return None
        else:
            picks = ranked[:1]
        if len(picks) == 1 and len(ranked) > 1 and counts[ranked[1]] == counts[ranked[0]]:
            return None
        return self.usual(Answer(tuple(picks)))

    def share_right(self, votes: Votes) -> float | None:
        """The share of people who picked what the report did; the mean over several options."""
        did = [o for o in self.options if o.keyed]
        right = [o.id for o in did if o.reported == "yes"] or [o.id for o in did]
        if not right or not votes.people:
            return None
        counts = self.counts(votes)
        return sum(counts[o] for o in right) / (votes.people * len(right))

    # Words

    def in_words(self, answer: Answer) -> tuple[str, ...]:
        """The wordings of the picks."""
        return tuple(o.wording for o in self.picked(answer))

    def key_in_words(self) -> tuple[str, ...]:
        """The options that the report did."""
        return tuple(o.wording for o in self.options if o.keyed)

    def explained(self, answer: Answer | None, *, hindsight: bool) -> tuple[Explained, ...]:
        """Each option with its three judgements, kept apart."""
        picks = () if answer is None else answer.picks
        return tuple(
            Explained(
                o.id, o.wording, o.id in picks, o.reported, o.judgement, o.why,
                o.hindsight if hindsight else None, o.cite,
                o.hindsight_cite if hindsight and o.hindsight else (),
                word=judgement_word(self.topic, o.judgement),
            )
            for o in self.options
        )  # fmt: skip

    def beside_the_report(self, answer: Answer, credit: float) -> str:
        """Whether the report did the same; empty if it did none of the options that count."""
        if self.has_reported_answer:
            # A harmful pick voids the credit, yet the other picks may be the report's.
            shared = any(o.share for o in self.picked(answer))
            agreed = self.agreement(answer).credit or shared / 2
            return BESIDE[degree(credit)][degree(agreed)]
        silent = all(o.reported == "silent" for o in self.options)
        return "; the report does not say" if silent else ""

    def left_out(self, answer: Answer | None) -> tuple[str, ...]:
        """The options missing from the nearest sound answer; of equally near ones, the report's."""
        if answer is not None and self.is_sound(answer):
            return ()
        picks = set(() if answer is None else answer.picks)
        did = {o.id for o in self.options if o.keyed}

        def distance(sound: Answer) -> tuple[int, int]:
            return len(set(sound.picks) - picks), -len(did.intersection(sound.picks))

        nearest = min(self.sound_answers(), key=distance, default=Answer())
        return tuple(pick for pick in nearest.picks if pick not in picks)

    def shape(self) -> Mapping[str, Any]:
        """How many may be picked, and the options."""
        return {
            "maximum": self.most,
            "options": [{"id": o.id, "text": o.wording} for o in self.options],
        }
