"""Prompts in plain text: one line each, repeated until the answer is understood."""

from __future__ import annotations

import sys
from collections.abc import Callable
from textwrap import fill
from typing import TypeVar

from trainer import typed
from trainer.engine.moves import LONGEST_TEXT

WIDTH = 78

Read = TypeVar("Read")


class Leave(Exception):  # noqa: N818 - the learner's wish, not an error
    """The learner leaves; everything is saved."""


def tell(text: str) -> None:
    """Print text wrapped to ``WIDTH``, keeping its line breaks."""
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        print(fill(line, WIDTH, subsequent_indent=indent) if line.strip() else "")  # noqa: T201


def ask(prompt: str) -> str:
    """Prompt for one line of input. Raises ``Leave`` at the end of input or for ``quit``."""
    sys.stdout.write(f"{fill(f'{prompt} >', WIDTH)} ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise Leave
    answer = line.strip()
    if answer.lower() in ("quit", "q"):
        raise Leave
    return answer


def choose(prompt: str, choices: list[str], words: Callable[[str], bool] = lambda _: False) -> int:
    """The index of the chosen choice; ``words`` handles other lines and returns whether it did."""
    for i, text in enumerate(choices, 1):
        tell(f"  {i}. {text}")
    while True:
        answer = ask(prompt)
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return int(answer) - 1
        if words(answer):
            continue
        tell(f"Type a number from 1 to {len(choices)}, or quit.")


def ask_until(prompt: str, read: Callable[[str], Read]) -> Read:
    """The answer as parsed by ``read``; asks again until it is understood."""
    while True:
        try:
            return read(ask(prompt))
        except typed.NotUnderstood as why:
            tell(str(why))


def ask_text(prompt: str) -> str:
    """A line of free text; a line that is too long is cut, with a notice."""
    text = ask(prompt)
    if len(text) > LONGEST_TEXT:
        tell(f"The first {LONGEST_TEXT} characters are kept.")
    return text[:LONGEST_TEXT].rstrip()
