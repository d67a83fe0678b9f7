"""``trainer stats``: a case in figures."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainer.commands import compiled, format_argument, load_case, say, say_json

if TYPE_CHECKING:
    from trainer.author.statistics import Statistics

HELP = "a case in figures: words, minutes, facts, citations, share of keyed claims cited"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case's id, or a file")
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """Count one case."""
    from trainer.author.statistics import statistics

    counted = statistics(compiled(load_case(arguments.case)).scenario)
    if arguments.format == "json":
        say_json(counted.to_dict())
    else:
        for name, value in _lines(counted):
            say(f"{name + ':':<24}{value}")
    return 0


def _lines(s: Statistics) -> list[tuple[str, str]]:
    share = s.keyed_claims.share
    planned = "not said" if s.minutes_planned is None else f"{s.minutes_planned}"
    return [
        ("Case", f"{s.scenario} {s.version}"),
        ("Days", f"{s.days}, {s.days_with_events} of them with something told or asked"),
        ("Words", _counted(s.words)),
        ("Minutes", f"{planned} by the author; about {s.minutes_estimated:.0f} reckoned"),
        ("", "(238 words a minute, Brysbaert 2019, and our guess of a minute a decision)"),
        ("Findings", f"{_counted(s.findings)}; {s.analytes} analytes"),
        ("Course", f"{s.course} entries"),
        ("Source notes", _counted(s.source_notes)),
        ("Decisions", f"{_counted(s.decisions)}; {s.without_reported_answer} not answered by the"
                      " report"),
        ("Options", f"{s.options}: {_counted(s.judgements)}"),
        ("Scored besides", f"{s.timed} timed actions, {s.watches} watches"),
        ("Citations", _counted(s.citations)),
        ("Keyed claims cited", "none to cite" if share is None else
         f"{s.keyed_claims.cited} of {s.keyed_claims.claims} ({share:.0%})"),
        ("Reviews", _counted(s.reviews)),
    ]  # fmt: skip


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
