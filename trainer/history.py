"""A learner's history: what all runs and reviews add up to, through a cache of what each run adds.

The cache is ``<saves>/learning/NAME.json``. Only runs whose file, or whose case, has changed since
are read, played again and judged; losing it costs the time of doing that for each run once.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.case.library.head import CaseHead
from trainer.case.library.played import head_of_run
from trainer.clock import now
from trainer.collecting import without_collecting
from trainer.errors import StoreError, Unreadable
from trainer.learning.answers import (
    CaseFacts,
    Given,
    Played,
    RunFacts,
    case_facts,
    case_of_row,
    case_row,
    run_facts,
    run_of_row,
    run_row,
)
from trainer.learning.queue import Histories, due_on, histories, scheduled
from trainer.scoring.stored import SCORING
from trainer.store.caches import read_cache, write_cache
from trainer.store.records import RunSummary
from trainer.store.reviews import Review, ReviewStore
from trainer.store.runs import RunStore

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.learning.progress import Progress

Read = TypeVar("Read")

_FORM = [1, SCORING]
"""Of the cache, and of the rules by which its answers are judged."""


@dataclass(frozen=True)
class History:
    """All of a learner: runs in the order in which they were begun, and reviews by time."""

    learner: str
    played: tuple[Played, ...] = ()
    reviews: tuple[Review, ...] = ()
    cases: dict[str, CaseFacts] = field(default_factory=dict)
    """The cases played, as they are today, by id."""
    heads: dict[str, CaseHead] = field(default_factory=dict)
    """Where they are, by id."""
    notices: tuple[str, ...] = ()

    @property
    def finished(self) -> dict[str, CaseFacts]:
        """The cases of which the learner has seen the end, and which are still here."""
        ended = {p.run.scenario for p in self.played if p.run.status == "finished"}
        return {name: self.cases[name] for name in self.cases if name in ended}

    @property
    def answers(self) -> list[Given]:
        """Every answer to a question that is judged, in runs and in reviews, once each."""
        given = (played.facts.answers for played in self.played)
        reviewed = (answers_of(review) for review in self.reviews)
        return list(dict.fromkeys(chain.from_iterable((*given, *reviewed))))

    @cached_property
    def by_question(self) -> Histories:
        """The answers to each question that could come back, by time."""
        return histories(self.answers, self.finished)


def progress_of(history: History) -> Progress:
    """How the learner is doing, as of now. Raises ``NoSuchTime``."""
    from trainer.learning.progress import progress

    reviews = [answer for review in history.reviews for answer in answers_of(review)]
    today = now().date()
    by_question, finished = history.by_question, history.finished
    due = len(due_on(today, by_question, finished))
    back = scheduled(by_question)
    return progress(history.learner, history.played, reviews, history.cases, back, due)


def answers_of(review: Review) -> tuple[Given, ...]:
    """What a review says of the question that was put, and of the one it was put for."""
    answer = review.answer
    put = Given(
        review.case,
        review.question,
        review.at,
        review.credit,
        review.sound,
        answer.get("confidence") if answer else None,
        passed=answer is None,
        words=review.words,
    )
    missed = review.missed_case, review.missed_question
    if missed == put.key:
        return (put,)
    words = review.missed_words
    return put, put._replace(case=missed[0], question=missed[1], words=words, put=False)


@without_collecting()
def history(store: RunStore, learner: str, heads: Sequence[CaseHead]) -> History:
    """The history of the learner of that name, with the cases of ``heads``.

    Raises ``CannotRead``.
    """
    kept = store.summaries(learner=learner)
    runs = sorted(kept.runs, key=lambda r: (r.created, r.run))
    cache = _Cache(store, learner, kept.signatures)
    by_id: dict[str, list[CaseHead]] = {}
    for head in heads:
        by_id.setdefault(head.id, []).append(head)
    played: list[Played] = []
    now: dict[str, CaseHead] = {}
    cases: dict[str, CaseFacts] = {}
    notices = list(kept.notices)
    without = 0
    known: dict[tuple[str, ...], CaseHead | None] = {}
    for run in runs:
        played_on = run.scenario, run.scenario_hash, run.scenario_path, run.scenario_version
        if played_on not in known:
            known[played_on] = head_of_run(run, by_id.get(run.scenario, ()))
        own = known[played_on]
        facts = cache.run(run, own)
        if facts is None:
            without += 1
            continue
        played.append(Played(run, facts))
        # The latest finished run says which version its learner has seen the end of.
        latest = run.status == "finished" or run.scenario not in now
        if own is not None and latest and (case := cache.case(own)) is not None:
            now[run.scenario], cases[run.scenario] = own, case
    if without:
        of = "one run" if without == 1 else f"{without} runs"
        notices.append(f"Not counted: {of} that cannot be read, or whose case is not here.")
    cache.keep()
    reviews, unread = ReviewStore(store.folder).of(learner)
    gc.freeze()  # a thousand runs hold no garbage, and looking for some takes long
    return History(learner, tuple(played), reviews, cases, now, (*notices, *unread))


class _Cache:
    """What is known of runs and cases, and what was found out just now."""

    def __init__(
        self, store: RunStore, learner: str, signatures: Mapping[str, tuple[int, ...]]
    ) -> None:
        self._store = store
        self._signatures = signatures
        name = hashlib.sha256(learner.encode()).hexdigest()[:12]
        self._path = store.folder / "learning" / f"{name}.json"
        known = read_cache(self._path, _FORM) or {}
        self._known_runs = _table(known, "runs")
        self._known_cases = _table(known, "cases")
        self._runs: dict[str, Any] = {}
        self._cases: dict[str, Any] = {}
        self._facts: dict[str, CaseFacts | None] = {}

    def run(self, run: RunSummary, head: CaseHead | None) -> RunFacts | None:
        """What a run adds; None where its case is gone or broken and nothing was kept of it."""
        row, file = self._known_runs.get(run.run), list(self._signatures[run.run])
        same = row is not None and row.get("file") == file
        kept = _read(run_of_row, run.scenario, row) if same else None
        if kept is None or (head is not None and row is not None and row.get("case") != head.hash):
            facts = None if head is None else self._judged(run, head)
            if head is not None and facts is not None:
                self._runs[run.run] = {"file": file, "case": head.hash, **run_row(facts)}
                return facts
        if kept is not None:
            self._runs[run.run] = row
        return kept

    def _judged(self, run: RunSummary, head: CaseHead) -> RunFacts | None:
        if self.case(head) is None:  # found out once, not for each of its runs
            return None
        try:
            case = case_of(Path(head.path), head.hash)
            return run_facts(case, self._store.load(run.run).record)
        except (StoreError, Unreadable, ValueError):
            return None

    def case(self, head: CaseHead) -> CaseFacts | None:
        """The facts of a case; None where it has errors."""
        if head.hash not in self._facts:
            row = self._known_cases.get(head.hash)
            if (facts := _read(case_of_row, row)) is None:
                with suppress(Unreadable, ValueError):
                    facts = case_facts(case_of(Path(head.path), head.hash))
                    row = case_row(facts)
            self._facts[head.hash] = facts
            if facts is not None:
                self._cases[head.hash] = row
        return self._facts[head.hash]

    def keep(self) -> None:
        """Write what has changed."""
        if self._runs != self._known_runs or self._cases != self._known_cases:
            tables = {"cases": self._cases, "runs": self._runs}
            write_cache(self._path, _FORM, tables, self._store.folder / "locks")


def _table(cache: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    rows = cache.get(name)
    return {k: r for k, r in rows.items() if isinstance(r, dict)} if isinstance(rows, dict) else {}


def _read(make: Callable[..., Read], *values: object) -> Read | None:
    """What ``make`` reads from a row of the cache; None where the row is damaged."""
    try:
        return make(*values)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


@lru_cache(maxsize=8)
def case_of(path: Path, content_hash: str) -> Case:  # noqa: ARG001 - of what is remembered
    """The case in a file with that hash, ready for play; the latest are remembered.

    Raises ``Unreadable``, or ``ValueError`` where it has errors.
    """
    from trainer.case.compiled import Case
    from trainer.case.loader import load

    return Case.of_file(load(path))
