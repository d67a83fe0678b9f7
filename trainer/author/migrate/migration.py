"""From the format a file has to the one this program reads, a step at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.author.migrate.steps import STEPS, Step, places, replaced_scalar
from trainer.case.model import FORMAT
from trainer.case.reading.edits import edited
from trainer.case.reading.problems import NotYaml
from trainer.case.reading.yaml12 import Parsed, parse_all
from trainer.errors import Failure


@dataclass(frozen=True, slots=True)
class Migrated:
    """A text in the newest format, and the format it had."""

    text: str
    was: int


def migrated(text: str, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Migrated:
    """``text`` brought to the format ``newest``; the same text if it has it already.

    ``text`` has line feeds alone. Raises ``Failure``.
    """
    parsed = _parsed(text)
    was = here = _format(parsed)
    if was > newest:
        raise Failure(
            f"it has format {was}; this program knows formats up to {newest}. Install a newer"
            " trainer: pip install --upgrade case-trainer."
        )
    while here < newest:
        step = steps.get(here)
        if step is None:
            raise Failure(f"there never was a format {here}: is 'format:' right?")
        edits = list(step(parsed))
        for _, _, place in places(parsed, "format"):
            edits += replaced_scalar(place, str(here + 1))
        text = edited(text, edits)
        parsed = _parsed(text)
        here += 1
    return Migrated(text, was)


def _parsed(text: str) -> Parsed:
    try:
        return parse_all(text)
    except NotYaml as error:
        raise Failure(str(error)) from None


def _format(parsed: Parsed) -> int:
    given = parsed.data.get("format") if isinstance(parsed.data, dict) else None
    if type(given) is not int:
        raise Failure("it does not say its format: a scenario has a line such as 'format: 1'.")
    return given
