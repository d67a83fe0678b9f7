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
        score = r.scores.get("concordance")
        told = "" if score is None else f" · concordance {score:.0f} (version {r.scenario_version})"
        say(f"{r.run}  {r.title}")
        say(f"    {r.status} · day {r.day} · {some(r.decisions, 'decision')} · {r.learner}{told}")
    if not found.runs:
        say("No runs yet. Start one with: trainer")
    return 0
