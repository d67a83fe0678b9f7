"""Commands about saved runs: list them, print a debrief, show the folders."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.commands import (
    compiled,
    heads,
    learner,
    load_case,
    say,
    say_in,
    say_json,
    store,
    warn,
)
from trainer.commands.declared import LEARNER, SAVES, argument, command, formats
from trainer.counting import some
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.store.records import RunRecord, RunSummary
    from trainer.store.runs import RunStore

_IN_JSON = (
    "run", "scenario", "status", "day", "decisions", "scores", "scoring", "learner", "mode",
    "updated",
)  # fmt: skip


@command(formats("text", "json"), SAVES, LEARNER)
def runs(arguments: Namespace) -> None:
    """List saved runs, the latest first."""
    summaries = store(arguments).summaries(learner=arguments.learner)
    warn(*summaries.notices)
    rows = [
        {name: getattr(r, name) for name in _IN_JSON} | {"version": r.scenario_version}
        for r in summaries.runs
    ]
    lines = [_run_lines(r) for r in summaries.runs]
    say_in(arguments.format, rows, lines or ["No runs yet. Start one with: trainer"])


def _run_lines(r: RunSummary) -> str:
    from trainer.scoring.stored import stored_scores

    scores = stored_scores(r.scores, r.scoring, "soundness", "as_reported", "concordance")
    text = f" · {scores} (version {r.scenario_version})" if scores else ""
    state = f"{r.status} · day {r.day} · {some(r.decisions, 'question')} · {r.learner}"
    return f"{r.run}  {r.title}\n    {state}{text}"


@command(
    argument("run_id", metavar="RUN", help="a run's id (see: trainer runs), or 'last'"),
    formats("text", "markdown", "html", "json"),
    SAVES,
    LEARNER,
)
def debrief(arguments: Namespace) -> None:
    """Print the debrief of a saved run."""
    run_store = store(arguments)
    name = arguments.run_id
    if name == "last":
        latest = run_store.summaries(learner=arguments.learner).runs
        if not latest:
            raise Failure("There are no runs yet. Start one with: trainer")
        name = latest[0].run
    run = run_store.load(name)
    warn(*run.notices)
    print_debrief(_case_of(run.record), run_store, run.record, arguments.format)


def print_debrief(case: Case, run_store: RunStore, record: RunRecord, form: str) -> None:
    """Print the debrief of ``record``, a run of ``case`` in ``run_store``, in that ``form``.

    Raises ``Failure``.
    """
    from trainer.engine.fitting import fitted_record
    from trainer.presentation.blocks.debrief import since_played
    from trainer.presentation.layouts.json import debrief_json
    from trainer.presentation.layouts.markdown import debrief_markdown
    from trainer.presentation.layouts.text import debrief_text
    from trainer.session import first_play

    try:
        fit = fitted_record(case, record.events, record.mode)
    except ValueError:
        raise Failure(
            f"The run {record.run} holds something that this version of the trainer does not know:"
            " it was saved by a newer one, or its file was edited."
        ) from None
    state, changed = fit.state, since_played(case, fit.state, record.summary, fit.lost)
    first = first_play(case, run_store, record.summary)
    if form == "json":
        say_json(debrief_json(case, state, record.summary, changed, first))
    elif form == "html":
        from trainer.presentation.html.debrief import debrief_html

        say(debrief_html(case, state, record.summary, changed, first).removesuffix("\n"))
    else:
        layout = {"markdown": debrief_markdown}.get(form, debrief_text)
        say(layout(case, state, changed=changed, first=first))


def _case_of(record: RunRecord) -> Case:
    """The case of a run; warns if the version that was played is not here."""
    from trainer.case.library.played import file_of_run, gone

    path = file_of_run(record, heads())
    if path is None:
        raise Failure(gone(record, record.run))
    loaded = load_case(str(path))
    case = compiled(loaded).shuffled(record.seed)
    if loaded.content_hash != record.scenario_hash:
        today = case.scenario.version
        if today == record.scenario_version:
            why = f"The case file has changed since this run (played on version {today})"
        else:
            why = f"This run was played on version {record.scenario_version}, which is not here"
        warn(f"{why}; the debrief follows {path}, version {today}.")
    return case


@command(SAVES, LEARNER)
def where(arguments: Namespace) -> None:
    """Show where runs are saved, for which learner, and where cases are found."""
    from trainer.case.library.cases import scenario_folders
    from trainer.files.places import cases_folder, saves_folder
    from trainer.store.runs import RunStore

    saves = saves_folder(arguments.saves, os.environ, Path.cwd())
    installed = cases_folder(os.environ, Path.cwd())
    name = learner(arguments)
    say(f"saves: {saves.path}\n    {saves.reason}")
    say(f"learner: {name}")
    say(f"    id {RunStore(saves.path).known_id(name) or 'none yet: it comes with the first run'}")
    say(f"installed cases: {installed.path}\n    {installed.reason}")
    folders = scenario_folders(os.environ)
    say(*(f"cases: {folder}" for folder in folders if folder != installed.path))
