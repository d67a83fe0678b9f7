"""Declaring a command: a function and its arguments; the docstring is the help."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Argument = Callable[[ArgumentParser], object]
"""Adds one or more arguments to the parser of a command."""


@dataclass
class Subcommand:
    """A command; ``run`` returns an exit code, or None for success."""

    run: Callable[[Namespace], int | None]
    arguments: tuple[Argument, ...]

    @property
    def help(self) -> str:
        """The help in the style of argparse: without capital and full stop."""
        text = " ".join((self.run.__doc__ or "").split())
        return text[:1].lower() + text[1:].rstrip(".")


def command(*arguments: Argument) -> Callable[[Callable[[Namespace], int | None]], Subcommand]:
    """Declare a function as a command with these arguments."""
    return lambda run: Subcommand(run, arguments)


def argument(*names: str, **options: Any) -> Argument:
    """One argument, as ``ArgumentParser.add_argument`` takes it."""
    return lambda parser: parser.add_argument(*names, **options)


def flag(name: str, help: str) -> Argument:  # noqa: A002 - argparse's word
    """An option without a value."""
    return argument(name, action="store_true", help=help)


def formats(*forms: str) -> Argument:
    """The option ``--format``; the first of ``forms`` is the default."""
    return argument("--format", choices=forms, default=forms[0], help="form of the output")


def whole(least: int, most: int, noun: str = "number") -> Callable[[str], int]:
    """The type of an argument that is a whole number from ``least`` to ``most``."""

    def number(word: str) -> int:
        if not word.isdecimal() or not least <= int(word) <= most:
            raise ArgumentTypeError(f"a whole {noun} from {least:,} to {most:,} is wanted")
        return int(word)

    return number


def path(name: str, metavar: str, help: str, **options: Any) -> Argument:  # noqa: A002
    """An argument that is a file or a folder."""
    return argument(name, type=Path, metavar=metavar, help=help, **options)


CASE = argument("case", metavar="CASE", help="a case's id, id@version or path")
SAVES = path("--saves", "DIR", "folder of saved runs (see: trainer where)")
SEED = argument("--seed", type=int, metavar="N", help="the order of options (default: random)")
LEARNER = argument("--learner", metavar="NAME", help="whose runs (default: me)")
