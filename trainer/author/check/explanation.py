"""Explain a rule to authors."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from trainer.case.reading.diagnostics import printable
from trainer.case.rules import Rule

_WIDTH = 80


def explained(rule: Rule) -> str:
    """The rule's title, severity, reason, both examples, and how to silence a warning."""
    parts = [
        f"{rule.code} {rule.severity}: {rule.title}",
        "\n".join(textwrap.wrap(rule.reason, _WIDTH)),
    ]
    if rule.bad:
        parts += [f"Bad:\n{_example(rule.bad)}", f"Good:\n{_example(rule.good)}"]
    parts.append(_silencing(rule))
    return "\n\n".join(parts)


def _silencing(rule: Rule) -> str:
    """How to silence a warning; an error cannot be silenced."""
    if rule.severity == "error":
        return "An error cannot be silenced: the file is not played until it is gone."
    return (
        "To let it stand, with your reason, add to the file ('where' is the id of a part;\n"
        "without it the whole file is meant):\n\n"
        f"    allow:\n      - {{rule: {rule.code}, where: some-id, why: Your reason}}"
    )


def listed(rules: Iterable[Rule]) -> str:
    """One line for each rule."""
    return "\n".join(f"{rule.code} {rule.severity:<7} {rule.title}" for rule in rules)


def _example(text: str) -> str:
    lines = text.strip("\n").replace("\t", "→   ").split("\n")
    return "\n".join(f"    {printable(line)}" for line in lines)
