"""Check a case against an article; the differences become findings of ``check``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trainer.author.against.claims import Claim, claims
from trainer.author.against.compare import outcomes
from trainer.author.against.figures import days_beside
from trainer.author.against.locators import beside, descriptions, passages_of
from trainer.author.against.outcome import ANSWER_WORDS, Answer, ArticleText, Comparison
from trainer.author.against.passages import Passage, moved, passages
from trainer.author.draft.article.article import Article, Front
from trainer.author.draft.facts.timeline import ADMISSION, Count
from trainer.case.model import Clock, Source
from trainer.case.rules import Hit, Subject
from trainer.counting import some
from trainer.files.lists import pairs_in

_CODES: dict[Answer, str] = {"missing": "W501", "differs": "W502", "elsewhere": "W503"}
_FEWEST_FACTS = 3
"""How many facts must be off by the same number of days to show that a case counts from another."""


class Against:
    """An article, and the results of comparing a case with it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.outcomes: list[Comparison] = []
        """Every comparison made for the last case."""
        self.gap = 0
        """Days to add to the article's day numbers to get those of the case."""
        self.other_days = False
        """Whether most of the case's days disagree with the article; then no day is a finding."""
        self.unit = "day"
        """The unit in which the case counts: day or hour."""

    def hits(self, subject: Subject) -> Iterator[tuple[str, Hit]]:
        """Yield each fault (wrong, or not in the place cited) with the code of the broken rule."""
        self.forget()
        source = self._source(subject)
        if source is None:
            return
        clock = subject.scenario.clock
        count = _count(clock)
        parts = passages(self._article, count)
        at = next(i for i, s in enumerate(subject.scenario.sources) if s is source)
        if self._is_another(source):
            name = self._article.front.doi or self._article.front.pmcid or self._article.front.pmid
            yield self._hit("W506", ("sources", at), article=name, source=source.id)
        claimed = list(claims(subject, source.id))
        if source.id != subject.scenario.report:
            claimed = [replace(claim, day=None, days=()) for claim in claimed]
        elif count.hours:
            claimed = [replace(claim, days=()) for claim in claimed]  # the texts still name days
        cited = dict.fromkeys(name for claim in claimed for name in claim.locators)
        described = (d for name in cited for d in descriptions(name, source.locators))
        places = {d: passages_of(d, parts) for d in described}
        for locator, place in source.locators.items():
            if not places.get(place, True):
                yield self._hit("W505", ("sources", at, "locators", locator), place=place)
        admitted = _from_admission(clock)
        article = ArticleText(parts, clock.starts_at, admitted, hours=count.hours)
        self.unit = "hour" if count.hours else "day"
        self.outcomes = self._all(source, claimed, places, article)
        if gap := _gap(source, claimed, places):
            article = replace(article, passages=tuple(moved(p, gap) for p in parts), gap=gap)
            later = {d: [moved(p, gap) for p in cited] for d, cited in places.items()}
            with_gap = self._all(source, claimed, later, article)
            if _wrong_days(with_gap) < _wrong_days(self.outcomes):
                self.outcomes, self.gap = with_gap, gap
        days = Counter(o.wrong for o in self.outcomes if o.day and o.answer != "undated")
        self.other_days = days[True] > max(_FEWEST_FACTS, days[False])
        for outcome in self.outcomes:
            # If most days disagree (the article may count hours), a single day proves nothing.
            if outcome.wrong and not (outcome.day and self.other_days):
                yield self._finding(outcome)

    def forget(self) -> None:
        """Clear the results, because the next case may have nothing to compare."""
        self.outcomes, self.gap, self.other_days = [], 0, False

    def _compared(
        self, claim: Claim, cited: list[Passage], article: ArticleText
    ) -> list[Comparison]:
        everywhere = claim.anywhere or not cited
        outcome_list = list(outcomes(claim, article.text if everywhere else cited, article))
        if cited and not self._article.marked and any(o.wrong and not o.day for o in outcome_list):
            # Where a paragraph of plain text ends is a guess, so its neighbours count too.
            around = outcomes(claim, [*cited, *beside(cited, article.passages)], article)
            confirmed = {(o.loc, o.statement): o for o in around if not o.wrong and not o.day}
            outcome_list = [confirmed.get((o.loc, o.statement), o) for o in outcome_list]
        return outcome_list

    def summary(self) -> str:
        """How much was compared, and with what result, in a sentence or two."""
        if not self.outcomes:
            return "against the article, nothing could be compared."
        parts = []
        for name, day in (("figure", False), (self.unit, True)):
            counts = Counter(o.answer for o in self.outcomes if o.day == day)
            answers = ", ".join(f"{n} {ANSWER_WORDS.get(a, a)}" for a, n in counts.most_common())
            parts.append(f"{some(sum(counts.values()), name)}{': ' if answers else ''}{answers}")
        counted = f" Its day 1 is day {1 + self.gap} of the case." if self.gap else ""
        if self.other_days:
            counted = (
                f" Most of its {self.unit}s are not the article's, which may count from another "
                f"day or in another unit: no {self.unit} was compared."
            )
        return f"against the article, {'; '.join(parts)}.{counted}"

    def lines(self) -> Iterator[str]:
        """A line for each figure and day that was compared."""
        for o in self.outcomes:
            where = f": {o.where}" if o.where else ""
            yield f"  {o.label}, {o.statement}: {ANSWER_WORDS.get(o.answer, o.answer)}{where}"

    def _source(self, subject: Subject) -> Source | None:
        """The source that is this article: the one that shares an identifier, else the report."""
        sources = subject.scenario.sources
        own = _identifiers(self._article.front)
        matching = [s for s in sources if own & _identifiers(s)]
        report = [s for s in sources if s.id == subject.scenario.report]
        return next(iter([*matching, *report]), None)

    def _is_another(self, source: Source) -> bool:
        return any(
            (ours := getattr(source, key)) and theirs and ours.casefold() != theirs.casefold()
            for key in ("doi", "pmid", "pmcid")
            if (theirs := getattr(self._article.front, key))
        )

    def _all(
        self,
        source: Source,
        every_claim: Sequence[Claim],
        places: dict[str, list[Passage]],
        article: ArticleText,
    ) -> list[Comparison]:
        compared = (self._compared(c, _cited(c, source, places), article) for c in every_claim)
        return [outcome for outcomes_of in compared for outcome in outcomes_of]

    def _finding(self, outcome: Comparison) -> tuple[str, Hit]:
        code, name = _CODES.get(outcome.answer, "W504"), ""
        if outcome.answer == "missing" and outcome.day:
            code, name = "W504", "no-day"
        elif outcome.answer == "missing" and outcome.where:
            name = "there"
        return self._hit(code, outcome.loc, name, statement=outcome.statement, where=outcome.where)

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
    """How to count the article's days for a case with this clock."""
    own = Count(clock.starts_at, clock.start, hours=bool(re.search(r"\bhour [01]\b", clock.start)))
    return own if own.from_operation or _from_admission(clock) else ADMISSION


def _gap(source: Source, every_claim: Sequence[Claim], places: dict[str, list[Passage]]) -> int:
    """Days to add to the article's day numbers, as most claims suggest; 0 if the counts agree.

    A case may count from the first symptom while its report counts from admission.
    """
    gaps: Counter[int] = Counter()
    for claim in every_claim:
        if claim.day is not None and not claim.dated:
            days = days_beside(claim, _cited(claim, source, places))
            gaps.update({claim.day - day for day in days} if claim.day not in days else {0})
    gap, count = gaps.most_common(1)[0] if gaps else (0, 0)
    return gap if count >= _FEWEST_FACTS and count > 2 * gaps[0] else 0


def _wrong_days(outcomes: Sequence[Comparison]) -> int:
    return sum(o.day and o.wrong for o in outcomes)


def _cited(claim: Claim, source: Source, places: dict[str, list[Passage]]) -> list[Passage]:
    passage_list = [
        p for locator in claim.locators for d in descriptions(locator, source.locators)
        for p in places[d]
    ]  # fmt: skip
    return list({id(p): p for p in passage_list}.values())


def _identifiers(part: Source | Front) -> set[str]:
    return {v.casefold() for v in (part.doi, part.pmid, part.pmcid) if v}
