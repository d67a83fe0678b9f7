"""A learner's history: what all runs and reviews add up to, through a cache.

The cache is ``<saves>/learning/NAME.json``: what each run adds, and what that adds up to. Only runs
whose file, or whose case, has changed since are read, played again and judged; where none has, the
total is read alone. Losing it costs the time of judging each run once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
"""Of the cache, and of the rules by which its answers are judged."""


@dataclass(frozen=True)
class History:
    """All of a learner: runs in the order in which they were begun, and reviews by time."""

    learner: str
    runs: tuple[RunSummary, ...]
    """Those that count: read, and their case known."""
    total: Total
    """What they add up to."""
    reviews: tuple[ReviewAnswer, ...]
    cases: dict[str, CaseFacts]
    """The cases played, as they are today, by id."""
    heads: dict[str, CaseHead]
    """Where they are, by id."""
    notices: tuple[str, ...]

    @property
    def finished(self) -> dict[str, CaseFacts]:
        """The cases of which the learner has seen the end, and which are still here."""
        ended = {run.scenario for run in self.runs if run.status == "finished"}
        return {name: self.cases[name] for name in self.cases if name in ended}

    @cached_property
    def reviewed(self) -> list[Given]:
        """What all reviews say."""
        return [answer for review in self.reviews for answer in answers_of(review)]

    @cached_property
    def by_question(self) -> Histories:
        """The answers to each question that could come back, by time: those that decide on it."""
        answers = dict.fromkeys(chain(self.total.telling, self.reviewed))  # once each
        return histories(answers, self.finished)


def progress_of(history: History) -> Progress:
    """How the learner is doing, as of now. Raises ``NoSuchTime``."""
    from trainer.learning.progress import progress

    today = now().date()
    by_question, finished = history.by_question, history.finished
    due = len(due_on(today, by_question, finished))
    back = scheduled(by_question)
    return progress(
        history.learner, history.total, history.runs, history.reviewed, history.cases, back, due
    )


def answers_of(review: ReviewAnswer) -> tuple[Given, ...]:
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
    own = _heads_of(runs, heads)
    cache = _Cache(store, learner)
    whole = cache.total(runs, own, kept.signatures)
    counted = tuple(run for run in runs if run.run not in whole.uncounted)
    now: dict[str, CaseHead] = {}
    cases: dict[str, CaseFacts] = {}
    for run in counted:
        head = own[run.run]
        # The latest finished run says which version its learner has seen the end of.
        latest = run.status == "finished" or run.scenario not in now
        if head is not None and latest and (case := cache.case(head)) is not None:
            now[run.scenario], cases[run.scenario] = head, case
    cache.keep()
    notices = list(kept.notices)
    if without := len(whole.uncounted):
        of = "one run" if without == 1 else f"{without} runs"
        notices.append(f"Not counted: {of} that cannot be read, or whose case is not here.")
    reviews, unread = ReviewStore(store.folder).of(learner)
    return History(learner, counted, whole, reviews, cases, now, (*notices, *unread))


def _heads_of(runs: Iterable[RunSummary], heads: Iterable[CaseHead]) -> dict[str, CaseHead | None]:
    """The case of each run, by the run's name; None where it is not here."""
    by_id: dict[str, list[CaseHead]] = {}
    for head in heads:
        by_id.setdefault(head.id, []).append(head)
    known: dict[tuple[str, ...], CaseHead | None] = {}
    own = {}
    for run in runs:
        played_on = run.scenario, run.scenario_hash, run.scenario_path, run.scenario_version
        if played_on not in known:
            known[played_on] = head_of_run(run, by_id.get(run.scenario, ()))
        own[run.run] = known[played_on]
    return own


class _Cache:
    """What is known of runs and cases, and what was found out just now."""

    def __init__(self, store: RunStore, learner: str) -> None:
        self._store = store
        name = hashlib.sha256(learner.encode()).hexdigest()[:12]
        self._path = store.folder / "learning" / f"{name}.json"
        self._kept = Cache.read(self._path, _FORM)
        self._tables: dict[str, str] = {}
        """Those that are not as they were kept."""
        self._cases = rows_of(self._kept.text("cases"))
        self._facts: dict[str, CaseFacts | None] = {}

    def total(
        self,
        runs: Sequence[RunSummary],
        own: Mapping[str, CaseHead | None],
        signatures: Mapping[str, Signature],
    ) -> Total:
        """What the runs add up to, each on its ``own`` case.

        It is kept by a hash of all that it is made from, so that it can stand for nothing else.
        """
        files = [(r.run, signatures[r.run], (h := own[r.run]) and h.hash) for r in runs]
        key = hashlib.sha256(json.dumps(files).encode()).hexdigest()
        if text := rows_of(self._kept.text("total")).get(key):
            return total_of_row(json.loads(text))
        known = json.loads(self._kept.text("runs"))
        rows = {}
        for run in runs:
            if row := self._row(run, own[run.run], signatures[run.run], known.get(run.run)):
                rows[run.run] = row
        played = [Played(r, run_of_row(r.scenario, rows[r.run])) for r in runs if r.run in rows]
        whole = total(played, (run.run for run in runs if run.run not in rows))
        # What could not be judged is tried again the next time: the reason may be gone.
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
        """What a run adds; None where its case is gone or broken and nothing was kept of it."""
        row: dict[str, Any] | None = known if known and known["file"] == file else None
        if head is not None and (row is None or row["case"] != head.hash):
            facts = self._judged(run, head)
            if facts is not None:
                return {"file": file, "case": head.hash, **run_row(facts)}
        return row

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
        """Write what has changed."""
        self._tables["cases"] = table(self._cases)
        if any(text != self._kept.text(name) for name, text in self._tables.items()):
            tables = {name: self._kept.text(name) for name in ("total", "cases", "runs")}
            cache = Cache.of(_FORM, tables | self._tables)
            cache.write(self._path, self._store.folder / "locks")


@lru_cache(maxsize=8)
def case_of(path: Path, content_hash: str) -> Case:
    """The case in a file with that hash, ready for play; the latest are remembered.

    Raises ``Unreadable``, or ``ValueError`` where it has errors or is another by now.
    """
    from trainer.case.compiled import Case
    from trainer.case.loader import load

    loaded = load(path)
    if loaded.content_hash != content_hash:
        raise ValueError(f"{path} was changed just now.")
    return Case.of_file(loaded)
