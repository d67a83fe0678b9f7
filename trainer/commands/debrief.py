"""``trainer debrief``: what a run is worth talking about."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from trainer.commands import format_argument, saves_argument, say, say_json, store, warn
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.case.compiled import Case
    from trainer.store.records import RunRecord

HELP = "print the debrief of a saved run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("run_id", metavar="RUN", help="a run's id (see: trainer runs), or 'last'")
    format_argument(parser, "text", "markdown", "html", "json")
    saves_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the debrief; scored again by the rules of today."""

    saved = store(arguments)
    name = arguments.run_id
    if name == "last":
        runs = saved.summaries(learner=arguments.learner).runs
        if not runs:
            raise Failure("There are no runs yet. Start one with: trainer")
        name = runs[0].run
    loaded = saved.load(name)
    for notice in loaded.notices:
        warn(notice)
    print_debrief(loaded.record, arguments.format)
    return 0


def print_debrief(record: RunRecord, form: str) -> None:
    """Print the debrief of ``record`` as text, markdown, html or json. Raises ``Failure``."""
    from trainer.engine.fitting import fitted_record
    from trainer.presentation.blocks.debrief import since_played

    case = _case_of(record)
    try:
        fit = fitted_record(case, record.events, record.mode)
    except ValueError:
        raise Failure(
            f"The run {record.run} holds something that this version of the trainer does not know:"
            " it was saved by a newer one, or its file was edited."
        ) from None
    state, changed = fit.state, since_played(case, fit.state, record.summary, fit.lost)
    if form == "json":
        from trainer.presentation.layouts.json import debrief_json

        say_json(debrief_json(case, state, record.summary, changed))
    elif form == "markdown":
        from trainer.presentation.layouts.markdown import debrief_markdown

        say(debrief_markdown(case, state, changed))
    elif form == "html":
        from trainer.presentation.html.debrief import debrief_html

        say(debrief_html(case, state, record.summary, changed).removesuffix("\n"))
    else:
        from trainer.presentation.layouts.text import debrief_text

        say(debrief_text(case, state, changed=changed))


def _case_of(record: RunRecord) -> Case:
    """The case a run was played on, in its version if that is here; another one is told."""
    from trainer.case.library.cases import heads, scenario_folders
    from trainer.case.library.played import file_of_run, gone
    from trainer.commands import compiled, load_case

    path = file_of_run(record, heads(scenario_folders(os.environ), None))
    if path is None:
        raise Failure(gone(record, record.run))
    loaded = load_case(str(path))
    if loaded.content_hash != record.scenario_hash:
        today = loaded.scenario.version if loaded.scenario else ""
        if today == record.scenario_version:
            why = f"The case file has changed since this run (played on version {today})"
        else:
            why = f"This run was played on version {record.scenario_version}, which is not here"
        warn(f"{why}; the debrief follows {path}, version {today}.")
    return compiled(loaded)
