"""Asking in plain text: one line a prompt, asked again where the answer is not understood."""

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
    """The learner ends the session; all is saved."""


def tell(text: str) -> None:
    """Print text, wrapped; its own line breaks stay."""
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        print(fill(line, WIDTH, subsequent_indent=indent) if line.strip() else "")  # noqa: T201


def ask(prompt: str) -> str:
    """One line of input. Raises ``Leave`` at the end of input or for ``quit``."""
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
    """The index of the choice whose number is typed; ``words`` may take any other line."""
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
    """What ``read`` makes of an answer; asked again for as long as it is not understood."""
    while True:
        try:
            return read(ask(prompt))
        except typed.NotUnderstood as why:
            tell(str(why))


def ask_text(prompt: str) -> str:
    """A line of one's own words; of one too long what fits is kept, and that is said."""
    text = ask(prompt)
    if len(text) > LONGEST_TEXT:
        tell(f"The first {LONGEST_TEXT} characters are kept.")
    return text[:LONGEST_TEXT].rstrip()
