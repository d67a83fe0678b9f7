"""``trainer runs``: the saved runs."""

from __future__ import annotations

import argparse

from trainer.commands import format_argument, saves_argument, say, say_json, store, warn
from trainer.counting import some

HELP = "list saved runs, the latest first"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    format_argument(parser, "text", "json")
    saves_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the runs; ``--learner`` keeps those of one learner."""
    from trainer.scoring.stored import stored_scores

    found = store(arguments).summaries(learner=arguments.learner)
    for notice in found.notices:
        warn(notice)
    if arguments.format == "json":
        say_json(
            [
                {
                    "run": r.run,
                    "scenario": r.scenario,
                    "status": r.status,
                    "day": r.day,
                    "decisions": r.decisions,
                    "scores": r.scores,
                    "scoring": r.scoring,
                    "learner": r.learner,
                    "mode": r.mode,
                    "updated": r.updated,
                    "version": r.scenario_version,
                }
                for r in found.runs
            ]
        )
        return 0
    for r in found.runs:
        scores = stored_scores(r.scores, r.scoring, "soundness", "as_reported", "concordance")
        told = f" · {scores} (version {r.scenario_version})" if scores else ""
        say(f"{r.run}  {r.title}")
        say(f"    {r.status} · day {r.day} · {some(r.decisions, 'decision')} · {r.learner}{told}")
    if not found.runs:
        say("No runs yet. Start one with: trainer")
    return 0
