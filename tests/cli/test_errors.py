"""Errors are one family, drawn where it begins."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path

import pytest

import trainer
from trainer import errors
from trainer.errors import NoSuchRun, PackError, TrainerError, titled

PACKAGE = Path(trainer.__file__).parent
BUILT_IN = {name for name, kind in vars(builtins).items()
            if isinstance(kind, type) and issubclass(kind, BaseException)}  # fmt: skip


def classes() -> dict[str, set[str]]:
    """Every class of the program by its name, with the names of its bases."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name] = {b.id for b in node.bases if isinstance(b, ast.Name)}
    return found


def test_every_error_is_of_the_family_or_a_signal_that_its_head_names() -> None:
    drawing, signals = errors.__doc__.split("Signals between")
    known = classes()
    family = {"TrainerError"}
    while more := {name for name, bases in known.items() if bases & family} - family:
        family |= more
    apart = {name for name, bases in known.items() if bases & BUILT_IN} - {"TrainerError"}
    assert {name for name in family if name not in drawing} == set()
    assert {name for name in apart if f"``{name}``" not in signals} == set()


def test_an_error_says_what_where_and_what_to_do() -> None:
    gone = NoSuchRun("There is no run 7.", "See: trainer runs")
    assert str(gone) == "No such run: There is no run 7. See: trainer runs"
    assert str(TrainerError("It is not there.")) == "It is not there."


def test_a_command_says_first_what_was_not_done() -> None:
    told = []
    for title in ("Nothing was installed.", "Not packed:"):
        try:
            with titled(title), titled("a.zip cannot be installed."):
                raise PackError("It has no manifest.")
        except PackError as error:
            told.append(str(error))
    with pytest.raises(PackError) as caught, titled("Not packed:"):
        raise PackError("x.zip is there.")
    assert str(caught.value) == "Not packed: x.zip is there."
    assert told == [
        "Nothing was installed. a.zip cannot be installed. It has no manifest.",
        "Not packed: a.zip cannot be installed. It has no manifest.",
    ]
