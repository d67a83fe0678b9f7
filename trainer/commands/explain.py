"""``trainer explain``: what a code of the check means, why it matters, how it is done right."""

from __future__ import annotations

import argparse

from trainer.commands import say
from trainer.errors import Failure

HELP = "explain codes of the check: why it matters, a bad and a good example"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "codes", nargs="*", metavar="CODE", help="such as R302; without one, all codes are listed"
    )


def run(arguments: argparse.Namespace) -> int:
    """Explain each code, or list them all."""
    from trainer.author.check.explanation import explained, listed
    from trainer.case.reading.messages import did_you_mean
    from trainer.case.rules import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    if not arguments.codes:
        say(listed(rules.values()))
        return 0
    wanted = [code.upper() for code in arguments.codes]
    for code in wanted:
        if code not in rules:
            near = did_you_mean(code, list(rules))
            raise Failure(f"there is no code {code}. {near} All: trainer explain")
    say("\n\n".join(explained(rules[code]) for code in dict.fromkeys(wanted)))
    return 0
