"""``trainer completion``: a script that lets a shell complete commands, options and names.

Commands and options are written into the script, so that completing them does not start Python. The
names of cases and runs are listed by the program when they are needed.
"""

from __future__ import annotations

import argparse
import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.commands import heads, say, store
from trainer.commands.declared import SAVES, argument, command

_NAMES = {"CASE": "cases", "RUN": "runs"}
"""The metavars of arguments that name a case or a run, and the word that lists all names."""


@command(
    argument("shell", choices=("bash", "zsh", "fish", "cases", "runs"), metavar="SHELL",
             help="bash, zsh or fish; cases or runs list only names"),
    SAVES,
)  # fmt: skip
def completion(arguments: Namespace) -> None:
    """Print a completion script for a shell to load at its start."""
    if arguments.shell == "cases":
        index = store(arguments).folder / "cases-index.json"
        case_heads = heads(index if index.exists() else None)
        say(*sorted({head.id for head in case_heads if head.ok}))
    elif arguments.shell == "runs":
        say("last", *(run.run for run in store(arguments).summaries().runs))
    else:
        from trainer.commands.parsing import parser

        lines = _fish if arguments.shell == "fish" else _bash
        if arguments.shell == "zsh":
            say("autoload -U +X compinit bashcompinit && compinit && bashcompinit")
        say(*lines(list(_commands(parser()))))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that can follow a command."""

    name: str
    help: str
    options: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Each option with its help and its values, if they are known."""
    values: tuple[str, ...]
    """The values of positional arguments."""
    names: str
    """``cases`` or ``runs`` if the command takes the name of one; else empty."""
    files: bool


def _commands(parser: ArgumentParser) -> Iterator[_Words]:
    for sub in (a for a in parser._actions if isinstance(a, argparse._SubParsersAction)):
        for choice in sub._choices_actions:
            yield _words(choice.dest, choice.help or "", sub.choices[choice.dest])


def _words(name: str, text: str, parser: ArgumentParser) -> _Words:
    options: list[tuple[str, str, tuple[str, ...]]] = []
    values: list[str] = []
    names, files = "", False
    for action in parser._actions:
        choices = tuple(map(str, action.choices or ()))
        options += [(option, action.help or "", choices) for option in action.option_strings]
        files = files or action.type is Path
        if not action.option_strings:
            values += choices
            names = names or _NAMES.get(str(action.metavar), "")
            files = files or str(action.metavar) == "CASE"
    return _Words(name, text, tuple(options), tuple(values), names, files)


def _bash(commands: list[_Words]) -> Iterator[str]:
    yield "_trainer() {"
    yield "  local word=${COMP_WORDS[COMP_CWORD]} words= files="
    yield "  if [ $COMP_CWORD = 1 ]; then"
    yield f"    words={shlex.quote(' '.join(c.name for c in commands))}"
    yield '  else case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]}" in'
    for c in commands:
        for option, _, choices in c.options:
            if choices:
                yield f"    {c.name}\\ {option}) words={shlex.quote(' '.join(choices))} ;;"
        listed = " ".join((*c.values, *(option for option, _, _ in c.options)))
        line = f"    {c.name}\\ *) words={shlex.quote(listed)}"
        if c.names:
            listing = f"trainer completion {c.names} 2>/dev/null"
            line += f'; [[ $word == -* ]] || words="$words $({listing})"'
        yield f"{line}{'; files=yes' if c.files else ''} ;;"
    yield "  esac; fi"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield '  if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$word")); fi'
    yield "}"
    yield "complete -o filenames -F _trainer trainer"


def _fish(commands: list[_Words]) -> Iterator[str]:
    for c in commands:
        first = "complete -c trainer -f -n __fish_use_subcommand"
        yield f"{first} -a {c.name} -d {shlex.quote(c.help)}"
        then = f"complete -c trainer -n {shlex.quote(f'__fish_seen_subcommand_from {c.name}')}"
        for option, text, choices in c.options:
            kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            values = f" -xa {shlex.quote(' '.join(choices))}" if choices else ""
            yield f"{then} {kind}{values} -d {shlex.quote(text)}"
        if c.values:
            yield f"{then} -a {shlex.quote(' '.join(c.values))}"
        if c.names:
            yield f"{then} -a {shlex.quote(f'(trainer completion {c.names})')}"
