"""The check of a case against an article: what of it goes among the findings of ``check``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trainer.author.against.claims import Claim, claims
from trainer.author.against.compare import outcomes
from trainer.author.against.figures import days_beside
from trainer.author.against.locators import beside, descriptions, passages_of
from trainer.author.against.outcome import SAID, Answer, Comparison, Held
from trainer.author.against.passages import Passage, moved, passages
from trainer.author.draft.article.article import Article, Front
from trainer.author.draft.facts.timeline import ADMISSION, Count
from trainer.case.model import Clock, Source
from trainer.case.rules import Hit, Subject
from trainer.counting import some
from trainer.files.lists import pairs_in

_CODES: dict[Answer, str] = {"missing": "W501", "differs": "W502", "elsewhere": "W503"}
_ENOUGH = 3
"""So many facts must lie equally far from the article's days before it counts from another."""


class Against:
    """An article, and what came of holding a case against it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._front, self._marked = article.front, article.marked
        self._passages: tuple[Passage, ...] = ()
        self.outcomes: list[Comparison] = []
        """All that was compared in the case looked at last."""
        self.gap = 0
        """How many days later that case counts than the article."""
        self.other_days = False
        """Whether most of its days are none of the article's: they are not held against it."""
        self.unit = "day"
        """What the case counts in."""

    def hits(self, subject: Subject) -> Iterator[tuple[str, Hit]]:
        """What is wrong, or not where it is cited, with the code of the rule it breaks."""
        self.forget()
        source = self._source(subject)
        if source is None:
            return
        clock = subject.scenario.clock
        count = _count(clock)
        self._passages = passages(self._article, count)
        at = next(i for i, s in enumerate(subject.scenario.sources) if s is source)
        if self._is_another(source):
            name = self._front.doi or self._front.pmcid or self._front.pmid
            yield self._hit("W506", ("sources", at), article=name, source=source.id)
        claimed = list(claims(subject, source.id))
        if source.id != subject.scenario.report:
            claimed = [replace(claim, day=None, days=()) for claim in claimed]
        elif count.hours:
            claimed = [replace(claim, days=()) for claim in claimed]  # texts go on to speak of days
        named = dict.fromkeys(name for claim in claimed for name in claim.locators)
        listed = (d for name in named for d in descriptions(name, source.locators))
        places = {d: passages_of(d, self._passages) for d in listed}
        for locator, place in source.locators.items():
            if not places.get(place, True):
                yield self._hit("W505", ("sources", at, "locators", locator), place=place)
        admitted = _from_admission(clock)
        held = Held(self._passages, clock.starts_at, admitted, hours=count.hours)
        self.unit = "hour" if count.hours else "day"
        self.outcomes = self._all(source, claimed, places, held)
        if gap := _gap(source, claimed, places):
            held = replace(held, every=tuple(moved(p, gap) for p in self._passages), gap=gap)
            later = {d: [moved(p, gap) for p in there] for d, there in places.items()}
            otherwise = self._all(source, claimed, later, held)
            if _strange(otherwise) < _strange(self.outcomes):
                self.outcomes, self.gap = otherwise, gap
        days = Counter(o.wrong for o in self.outcomes if o.day and o.answer != "undated")
        self.other_days = days[True] > max(_ENOUGH, days[False])
        for outcome in self.outcomes:
            # Hours for days, say: then nothing can be told of a single one.
            if outcome.wrong and not (outcome.day and self.other_days):
                yield self._of(outcome)

    def forget(self) -> None:
        """Before the next case, which may be one of which nothing can be compared."""
        self.outcomes, self.gap, self.other_days = [], 0, False

    def _compared(self, claim: Claim, cited: list[Passage], held: Held) -> list[Comparison]:
        everywhere = claim.anywhere or not cited
        outcome_list = list(outcomes(claim, held.text if everywhere else cited, held))
        if cited and not self._marked and any(o.wrong and not o.day for o in outcome_list):
            # Of plain text nobody knows for sure where a paragraph ends.
            around = outcomes(claim, [*cited, *beside(cited, held.every)], held)
            better = {(o.loc, o.what): o for o in around if not o.wrong and not o.day}
            outcome_list = [better.get((o.loc, o.what), o) for o in outcome_list]
        return outcome_list

    def summary(self) -> str:
        """How much was compared, and with what result: one sentence."""
        if not self.outcomes:
            return "against the article nothing could be compared."
        parts = []
        for name, day in (("figure", False), (self.unit, True)):
            counts = Counter(o.answer for o in self.outcomes if o.day == day)
            answers = ", ".join(f"{n} {SAID.get(a, a)}" for a, n in counts.most_common())
            parts.append(f"{some(sum(counts.values()), name)}{': ' if answers else ''}{answers}")
        counted = f" Its day 1 is day {1 + self.gap} of the case." if self.gap else ""
        if self.other_days:
            counted = (
                f" Most of its {self.unit}s are none of the article's, which counts from another "
                f"day or in another unit: no {self.unit} was compared."
            )
        return f"against the article, {'; '.join(parts)}.{counted}"

    def lines(self) -> Iterator[str]:
        """Each figure and day that was compared, one a line."""
        for o in self.outcomes:
            where = f": {o.where}" if o.where else ""
            yield f"  {o.label}, {o.what}: {SAID.get(o.answer, o.answer)}{where}"

    def _source(self, subject: Subject) -> Source | None:
        """The source that the article is: the one with its numbers, else the report."""
        sources = subject.scenario.sources
        own = _numbers_of(self._front)
        named = [s for s in sources if own & _numbers_of(s)]
        report = [s for s in sources if s.id == subject.scenario.report]
        return next(iter([*named, *report]), None)

    def _is_another(self, source: Source) -> bool:
        return any(
            (ours := getattr(source, key)) and theirs and ours.casefold() != theirs.casefold()
            for key in ("doi", "pmid", "pmcid")
            if (theirs := getattr(self._front, key))
        )

    def _all(
        self,
        source: Source,
        every_claim: Sequence[Claim],
        places: dict[str, list[Passage]],
        held: Held,
    ) -> list[Comparison]:
        compared = (self._compared(c, _cited(c, source, places), held) for c in every_claim)
        return [outcome for outcomes_of in compared for outcome in outcomes_of]

    def _of(self, outcome: Comparison) -> tuple[str, Hit]:
        code, name = _CODES.get(outcome.answer, "W504"), ""
        if outcome.answer == "missing" and outcome.day:
            code, name = "W504", "no-day"
        elif outcome.answer == "missing" and outcome.where:
            name = "there"
        return self._hit(code, outcome.loc, name, what=outcome.what, where=outcome.where)

    def _hit(
        self, code: str, loc: tuple[str | int, ...], name: str = "", **values: str
    ) -> tuple[str, Hit]:
        sentences = pairs_in(__file__, "sentences.txt")[name or code]
        message, _, advice = sentences.partition(" | ")
        return code, Hit(loc, message.format(**values), advice.format(**values))


def _from_admission(clock: Clock) -> bool:
    start = clock.start.casefold()
    return any(word in start for word in ("admi", "arriv", "present", "hospital"))


def _count(clock: Clock) -> Count:
    """How the article's days are to be counted for a case with this clock."""
    own = Count(clock.starts_at, clock.start, hours=bool(re.search(r"\bhour [01]\b", clock.start)))
    return own if own.from_operation or _from_admission(clock) else ADMISSION


def _gap(source: Source, every_claim: Sequence[Claim], places: dict[str, list[Passage]]) -> int:
    """How many days later the case seems to count than the article; 0 if it counts alike.

    A case may count from the first symptom where its report counts from admission.
    """
    gaps: Counter[int] = Counter()
    for claim in every_claim:
        if claim.day is not None and not claim.dated:
            days = days_beside(claim, _cited(claim, source, places))
            gaps.update({claim.day - day for day in days} if claim.day not in days else {0})
    gap, count = gaps.most_common(1)[0] if gaps else (0, 0)
    return gap if count >= _ENOUGH and count > 2 * gaps[0] else 0


def _strange(outcomes: Sequence[Comparison]) -> int:
    return sum(o.day and o.wrong for o in outcomes)


def _cited(claim: Claim, source: Source, places: dict[str, list[Passage]]) -> list[Passage]:
    passage_list = [
        p for locator in claim.locators for d in descriptions(locator, source.locators)
        for p in places[d]
    ]  # fmt: skip
    return list({id(p): p for p in passage_list}.values())


def _numbers_of(part: Source | Front) -> set[str]:
    return {v.casefold() for v in (part.doi, part.pmid, part.pmcid) if v}
