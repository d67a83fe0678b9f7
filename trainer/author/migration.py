"""Files of older formats brought to the one this program reads, comments and layout kept.

A step gets the file as parsed and yields edits of the text; ``format:`` itself is set here. A step
stays for ever, with a file of its format in the tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from trainer.case.model import FORMAT
from trainer.case.reading.diagnostics import Edit, NotYaml, edited
from trainer.case.reading.yaml12 import Parsed, Span, parse_all
from trainer.errors import Failure

Step = Callable[[Parsed], Iterable[Edit]]


def from_1(parsed: Parsed) -> Iterator[Edit]:
    """A window gets a citation of its own: in format 1 the action's stood for both."""
    listed = parsed.span.children.get("timed") if isinstance(parsed.span.children, dict) else None
    if listed is None or not isinstance(listed.children, list):
        return
    for action, part in zip(parsed.data["timed"], listed.children, strict=True):
        if isinstance(action, dict) and isinstance(part.children, dict) and action.get("cite"):
            window = part.children.get("window")
            if window is not None and "cite" not in (window.keys or ()):
                yield from added_key(window, "cite", action["cite"])


STEPS: Mapping[int, Step] = {1: from_1}
"""From the format that a file has to the next. Format 1 is the first: there is nothing older."""


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


def added_key(part: Span, key: str, value: str | list[str]) -> Iterator[Edit]:
    """A key more for a mapping that has some, with a text or a list of texts.

    In braces it comes after the last key, else before the first, so that no comment changes its
    place.
    """
    if not part.keys or not isinstance(part.children, dict):
        return
    listed = [value] if isinstance(value, str) else value
    texts = [
        text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False) for text in listed
    ]
    entry = f"{key}: " + (texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]")
    first = min(part.keys.values())
    if first == (part.line, part.column):
        yield Edit(first, first, f"{entry}\n{' ' * part.column}")
        return
    ends = [child.end for child in part.children.values() if child.end is not None]
    if ends:
        yield Edit(max(ends), max(ends), f", {entry}")


_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./_-]*[A-Za-z0-9])?")
"""Text that YAML reads as it stands, within braces too."""


def replaced_scalar(part: Span, text: str) -> Iterator[Edit]:
    """Another value, written as YAML, in the place of a scalar."""
    if part.end is not None:
        yield Edit((part.line, part.column), part.end, text)
