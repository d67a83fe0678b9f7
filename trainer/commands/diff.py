"""``trainer diff``: what changed between two versions of a case, in meaning."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from trainer.commands import compiled, format_argument, load_case, say, say_json
from trainer.counting import some

HELP = "what changed between two versions of a case, in meaning: exit 1 if anything did"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("before", metavar="A", help="the earlier one: an id, id@version, or a file")
    parser.add_argument("after", metavar="B", help="the later one")
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """Compare two scenarios."""
    from trainer.author.differences import compare, line

    before, after = (compiled(load_case(n)).scenario for n in (arguments.before, arguments.after))
    changes = compare(before, after)
    if arguments.format == "json":
        say_json([asdict(c) for c in changes])
    elif not changes:
        say("The two mean the same.")
    else:
        for change in changes:
            say(line(change))
        scored = sum(c.scored for c in changes)
        say(f"{some(len(changes), 'change')}; {scored} of them (!) can change a score.")
    return 1 if changes else 0
