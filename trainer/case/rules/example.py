"""The small case that the rules' examples change, and how an example is written.

An example is a diff of top-level keys in YAML, from keys that break a rule to keys that do not.
Decisions have a short form: a line for the question ('3 × ' before it repeats it three times), and
below it the options, with a star before what the report did. 'decisions: first-look' stands for
that decision of the example case up to its options, which follow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_IN_SHORT = re.compile(r"^(?!\S+:)(?:(\d) × )?(\S.*)((?:\n  .+)+)", re.MULTILINE)
_BEGUN = re.compile(r"^decisions: ([\w-]+)$", re.MULTILINE)
_QUESTION = """\
  - id: {id}
    kind: one
    day: 1
    title: A question
    prompt: {prompt}
    options:
{options}
    answer: {{text: The report tells so., cite: made-up P1}}
"""
_OPTION = "      - {{id: option-{id}, text: {text}, {verdict}, why: This speaks for {id}., cite: made-up P1}}"


@cache
def example() -> str:
    """The text of the example case, which breaks no rule."""
    return (Path(__file__).parent / "example.yaml").read_text("utf-8")


def side(diff: str, sign: str) -> str:
    """One side of an example in full: the lines marked with ``sign`` and those without a mark."""
    text = "\n".join(line[2:] for line in diff.split("\n") if line[:1] in (" ", sign))
    text = _BEGUN.sub(lambda match: _head(match[1]), text)
    questions = [
        (prompt, *options.split("\n  ")[1:])
        for times, prompt, options in _IN_SHORT.findall(text)
        for _ in range(int(times or 1))
    ]
    return decisions_of(*questions) if questions else text


def _head(name: str) -> str:
    """A decision of the example case up to its options."""
    lines = example().split("\n")
    start = lines.index(f"  - id: {name}")
    return "\n".join(["decisions:", *lines[start : lines.index("    options:", start) + 1]])


def decisions_of(*questions: Sequence[str]) -> str:
    """Decisions in full, each from a prompt and its options."""
    return "decisions:\n" + "".join(_in_full(n, *q) for n, q in enumerate(questions, 1))


def _in_full(number: int, prompt: str, *options: str) -> str:
    name = f"look-{number}" if number > 1 else "first-look"
    lines = []
    for letter, text in zip("abcdefgh", options, strict=False):
        did, judged = ("yes", "recommended") if text.startswith("*") else ("no", "acceptable")
        verdict = f'reported: "{did}", judgement: {judged}'
        lines.append(_OPTION.format(id=letter, text=_quoted(text.lstrip("*")), verdict=verdict))
    return _QUESTION.format(id=name, prompt=_quoted(prompt), options="\n".join(lines))


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
