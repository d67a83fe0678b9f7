"""``trainer doubts``: learners' doubts about questions, to send to the author of a case."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from trainer.commands import heads, say_in, store, warn
from trainer.commands.declared import LEARNER, SAVES, argument, command, formats
from trainer.errors import Failure, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainer.case.library.head import CaseHead
    from trainer.presentation.doubts import Doubt
    from trainer.store.records import RunRecord, RunSummary
    from trainer.store.runs import RunStore


@command(
    argument("names", nargs="*", metavar="RUN|CASE", help="only these: ids of runs or cases"),
    formats("markdown", "json"),
    SAVES,
    LEARNER,
)
def doubts(arguments: Namespace) -> None:
    """Print the saved doubts about questions, to send to the author."""
    from trainer.presentation.doubts import as_markdown

    run_store = store(arguments)
    summaries = run_store.summaries(learner=arguments.learner)
    warn(*summaries.notices)
    chosen, case_heads = _named(summaries.runs, arguments.names), heads()
    listed = [doubt for record in _records(run_store, chosen) for doubt in _of(record, case_heads)]
    text = as_markdown(listed)
    say_in(arguments.format, [asdict(doubt) for doubt in listed], [text])


def _named(runs: Iterable[RunSummary], names: list[str]) -> list[RunSummary]:
    """The runs with one of these ids, or of a case with one; the earliest begun first."""
    ordered = sorted(runs, key=lambda run: (run.created, run.run))
    for name in names:
        if not any(name in (run.run, run.scenario) for run in ordered):
            raise Failure(f"There is no run '{name}', and no run of a case '{name}'.")
    return [r for r in ordered if not names or {r.run, r.scenario}.intersection(names)]


def _records(run_store: RunStore, runs: Iterable[RunSummary]) -> Iterator[RunRecord]:
    for run in runs:
        try:
            yield run_store.load(run.run).record
        except StoreError as error:
            warn(str(error))


def _of(record: RunRecord, heads: Iterable[CaseHead]) -> Iterator[Doubt]:
    from trainer.engine.events import DoubtKept, from_dict
    from trainer.presentation.doubts import Doubt

    rows = [row for row in record.events if row.get("kind") == "doubt"]
    titles = _titles(record, heads) if rows else {}
    for row in rows:
        try:
            event = from_dict(row)
        except ValueError:
            warn(f"A doubt in the run {record.run} cannot be read: its file was edited.")
            continue
        if isinstance(event, DoubtKept):
            name = event.decision
            yield Doubt(
                record.run, record.scenario, record.scenario_version, record.title,
                name, titles.get(name, name), event.day, event.text, row.get("at"),
            )  # fmt: skip


def _titles(record: RunRecord, heads: Iterable[CaseHead]) -> dict[str, str]:
    """The titles of the case's questions by id; empty if the case is not available."""
    from trainer.case.library.played import file_of_run
    from trainer.case.loader import load

    path = file_of_run(record, heads)
    scenario = load(path).scenario if path is not None else None
    return {d.id: d.title for d in scenario.decisions} if scenario else {}
