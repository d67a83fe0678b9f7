"""Files of older formats brought to the one this program reads, comments and layout kept.

A step gets the file as parsed and yields edits of the text; ``format:`` itself is set here. A step
stays for ever, with a file of its format in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from trainer.case.model import FORMAT
from trainer.case.reading.diagnostics import Edit, NotYaml, edited
from trainer.case.reading.yaml12 import Parsed, Span, parse_all
from trainer.errors import Failure

Step = Callable[[Parsed], Iterable[Edit]]

# From the format that a file has to the next. Format 2 adds keys and renames none.
STEPS: Mapping[int, Step] = {1: lambda _: ()}


class Migrated(NamedTuple):
    """A text in the newest format, and the format it had."""

    text: str
    was: int


def migrated(text: str, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Migrated:
    """``text`` brought to the format ``newest``; the same text if it has it already.

    ``text`` has line feeds alone. Raises ``Failure``.
    """
    parsed = _parsed(text)
    was = now = _format(parsed)
    if was > newest:
        raise Failure(
            f"it has format {was}; this program knows formats up to {newest}. Install a newer"
            " trainer: pip install --upgrade case-trainer."
        )
    while now < newest:
        step = steps.get(now)
        if step is None:
            raise Failure(f"there never was a format {now}: is 'format:' right?")
        now += 1
        children = parsed.span.children
        assert isinstance(children, dict)  # or it had no format
        text = edited(text, [*step(parsed), *replaced_scalar(children["format"], str(now))])
        parsed = _parsed(text)
    return Migrated(text, was)


def _parsed(text: str) -> Parsed:
    try:
        return parse_all(text)
    except NotYaml as error:
        raise Failure(str(error)) from None


def _format(parsed: Parsed) -> int:
    number = parsed.data.get("format") if isinstance(parsed.data, dict) else None
    if type(number) is not int:
        raise Failure("it does not say its format: a scenario has a line such as 'format: 1'.")
    return number


def replaced_scalar(part: Span, text: str) -> Iterator[Edit]:
    """Another value, written as YAML, in the place of a scalar."""
    if part.end is not None:
        yield Edit((part.line, part.column), part.end, text)
