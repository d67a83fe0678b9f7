"""``trainer answers``: a play by a policy, as a file."""

from __future__ import annotations

import argparse
import sys

from trainer.commands import compiled, load_case

HELP = "print an answers file that plays a case by a policy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case's id or path")
    parser.add_argument(
        "--policy",
        choices=("reported", "first", "longest", "none", "random"),
        default="reported",
        help="how decisions are made (default: as the report did)",
    )
    parser.add_argument("--seed", type=int, default=0, help="for --policy random (default: 0)")


def run(arguments: argparse.Namespace) -> int:
    """Print the answers as YAML."""
    from trainer.answers import by_policy, write_answers

    case = compiled(load_case(arguments.case))
    sys.stdout.write(write_answers(by_policy(case, arguments.policy, arguments.seed)))
    return 0
