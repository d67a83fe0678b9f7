"""A learner's history: the total of all runs and reviews, read through a cache.

The cache, ``<saves>/learning/NAME.json``, holds what each run adds and the total. Only runs whose
file or case has changed are read, replayed and scored again; if none has, only the total is read.
A lost cache costs the time of scoring every run once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.case.library.head import CaseHead
from trainer.case.library.played import heads_of
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
from trainer.learning.total import Total, total, total_of_row, total_row
from trainer.scoring.stored import SCORING
from trainer.store.caches import Cache, rows_of, table
from trainer.store.index import Signature
from trainer.store.records import RunSummary
from trainer.store.reviews import ReviewAnswer, ReviewStore
from trainer.store.runs import RunStore

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.learning.progress import Progress

_FORM = [2, SCORING]
"""The version of the cache's form, and of the rules that scored its answers."""


@dataclass(frozen=True)
class History:
    """All runs of a learner, in the order they were begun, and all reviews, by time."""

    learner: str
    runs: tuple[RunSummary, ...]
    """The runs that count: those that can be read and whose case is known."""
    total: Total
    """The total of the runs."""
    reviews: tuple[ReviewAnswer, ...]
    cases: dict[str, CaseFacts]
    """The cases played, as they are now, by id."""
    heads: dict[str, CaseHead]
    """The heads of these cases, by id."""
    notices: tuple[str, ...]

    @property
    def finished(self) -> dict[str, CaseFacts]:
        """The cases that the learner has finished and that are still available."""
        ended = {run.scenario for run in self.runs if run.status == "finished"}
        return {name: self.cases[name] for name in self.cases if name in ended}

    @cached_property
    def reviewed(self) -> list[Given]:
        """The answers of all reviews."""
        return [answer for review in self.reviews for answer in answers_of(review)]

    @cached_property
    def by_question(self) -> Histories:
        """The answers that decide when each question comes back, by time."""
        answers = dict.fromkeys(chain(self.total.telling, self.reviewed))  # without duplicates
        return histories(answers, self.finished)


def progress_of(history: History) -> Progress:
    """The learner's progress, as of now. Raises ``NoSuchTime``."""
    from trainer.learning.progress import progress

    today = now().date()
    by_question, finished = history.by_question, history.finished
    due = len(due_on(today, by_question, finished))
    back = scheduled(by_question)
    return progress(
        history.learner, history.total, history.runs, history.reviewed, history.cases, back, due
    )


def answers_of(review: ReviewAnswer) -> tuple[Given, ...]:
    """A review as an answer to the question that was put, and to the missed one it stood for."""
    answer = review.answer
    given = Given(
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
    if missed == given.key:
        return (given,)
    words = review.missed_words
    return given, given._replace(case=missed[0], question=missed[1], words=words, put=False)


@without_collecting()
def history(store: RunStore, learner: str, heads: Sequence[CaseHead]) -> History:
    """The history of the learner of that name, with the cases of ``heads``.

    Raises ``CannotRead``.
    """
    summaries = store.summaries(learner=learner)
    runs = sorted(summaries.runs, key=lambda r: (r.created, r.run))
    own = {run.run: head for run, head in heads_of(runs, heads)}
    cache = _Cache(store, learner)
    whole = cache.total(runs, own, summaries.signatures)
    counted = tuple(run for run in runs if run.run not in whole.uncounted)
    played: dict[str, CaseHead] = {}
    cases: dict[str, CaseFacts] = {}
    for run in counted:
        head = own[run.run]
        # The latest finished run decides which version the learner has seen to the end.
        latest = run.status == "finished" or run.scenario not in played
        if head is not None and latest and (case := cache.case(head)) is not None:
            played[run.scenario], cases[run.scenario] = head, case
    cache.keep()
    notices = list(summaries.notices)
    if uncounted := len(whole.uncounted):
        runs_text = "one run" if uncounted == 1 else f"{uncounted} runs"
        notices.append(f"Not counted: {runs_text} that cannot be read, or whose case is not here.")
    reviews, unread = ReviewStore(store.folder).load(learner)
    return History(learner, counted, whole, reviews, cases, played, (*notices, *unread))


class _Cache:
    """The cached facts of runs and cases, with those computed since it was read."""

    def __init__(self, store: RunStore, learner: str) -> None:
        self._store = store
        name = hashlib.sha256(learner.encode()).hexdigest()[:12]
        self._path = store.folder / "learning" / f"{name}.json"
        self._kept = Cache.read(self._path, _FORM)
        self._tables: dict[str, str] = {}
        """The texts of tables that were made anew, by name."""
        self._cases = rows_of(self._kept.text("cases"))
        self._facts: dict[str, CaseFacts | None] = {}

    def total(
        self,
        runs: Sequence[RunSummary],
        own: Mapping[str, CaseHead | None],
        signatures: Mapping[str, Signature],
    ) -> Total:
        """The total of the runs, each on its ``own`` case.

        Its key in the cache is a hash of everything it is computed from, so that a stale total is
        never used.
        """
        files = [(r.run, signatures[r.run], (h := own[r.run]) and h.hash) for r in runs]
        key = hashlib.sha256(json.dumps(files).encode()).hexdigest()
        if text := rows_of(self._kept.text("total")).get(key):
            return total_of_row(json.loads(text))
        cached_rows = json.loads(self._kept.text("runs"))
        rows = {}
        for run in runs:
            if row := self._row(run, own[run.run], signatures[run.run], cached_rows.get(run.run)):
                rows[run.run] = row
        played = [Played(r, run_of_row(r.scenario, rows[r.run])) for r in runs if r.run in rows]
        whole = total(played, (run.run for run in runs if run.run not in rows))
        # Runs that could not be scored are tried again next time: the reason may be gone.
        judged = all(
            case is None or rows.get(run, {}).get("case") == case for run, _, case in files
        )
        used = {case for _, _, case in files}
        self._cases = {case: row for case, row in self._cases.items() if case in used}
        self._tables["total"] = table({key: json.dumps(total_row(whole))} if judged else {})
        self._tables["runs"] = table({run: json.dumps(row) for run, row in rows.items()})
        return whole

    def _row(
        self, run: RunSummary, head: CaseHead | None, file: Signature, known: Any
    ) -> dict[str, Any] | None:
        """What a run adds; None if its case is missing or has errors and nothing is cached."""
        row: dict[str, Any] | None = known if known and known["file"] == file else None
        if head is not None and (row is None or row["case"] != head.hash):
            facts = self._judged(run, head)
            if facts is not None:
                return {"file": file, "case": head.hash, **run_row(facts)}
        return row

    def _judged(self, run: RunSummary, head: CaseHead) -> RunFacts | None:
        if self.case(head) is None:  # looked up once, not for each of its runs
            return None
        try:
            case = case_of(Path(head.path), head.hash)
            return run_facts(case, self._store.load(run.run).record)
        except (StoreError, Unreadable, ValueError):
            return None

    def case(self, head: CaseHead) -> CaseFacts | None:
        """The facts of a case; None if it has errors."""
        if head.hash not in self._facts:
            facts = None
            if row := self._cases.get(head.hash):
                facts = case_of_row(json.loads(row))
            else:
                with suppress(Unreadable, ValueError):
                    facts = case_facts(case_of(Path(head.path), head.hash))
                    self._cases[head.hash] = json.dumps(case_row(facts))
            self._facts[head.hash] = facts
        return self._facts[head.hash]

    def keep(self) -> None:
        """Write the cache, if anything in it has changed."""
        self._tables["cases"] = table(self._cases)
        if any(text != self._kept.text(name) for name, text in self._tables.items()):
            tables = {name: self._kept.text(name) for name in ("total", "cases", "runs")}
            cache = Cache.of(_FORM, tables | self._tables)
            cache.write(self._path, self._store.folder / "locks")


@lru_cache(maxsize=8)
def case_of(path: Path, content_hash: str) -> Case:
    """The case in a file with that hash, ready for play; the latest eight are cached.

    Raises ``Unreadable``, or ``ValueError`` if the case has errors or the file has another hash.
    """
    from trainer.case.compiled import Case
    from trainer.case.loader import load

    loaded = load(path)
    if loaded.content_hash != content_hash:
        raise ValueError(f"{path} was changed just now.")
    return Case.of_file(loaded)
