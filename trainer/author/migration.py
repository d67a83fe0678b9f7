"""Bring files of older formats to the current one, keeping comments and layout.

A step takes the parsed file and yields edits of its text; ``migrated`` sets ``format:`` itself.
Steps are never removed, and the tests keep a file of each older format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from trainer.case.model import FORMAT
from trainer.case.reading.diagnostics import Edit, NotYaml, edited, problem
from trainer.case.reading.yaml12 import Parsed, Span, parse_all
from trainer.errors import Failure

Step = Callable[[Parsed], Iterable[Edit]]


def from_1(parsed: Parsed) -> Iterator[Edit]:
    """Give each window its own citation: in format 1 the action's citation served for both."""
    timed = parsed.span.children.get("timed") if isinstance(parsed.span.children, dict) else None
    if timed is None or not isinstance(timed.children, list):
        return
    for action, part in zip(parsed.data["timed"], timed.children, strict=True):
        if isinstance(action, dict) and isinstance(part.children, dict) and action.get("cite"):
            window = part.children.get("window")
            if window is not None and "cite" not in (window.keys or ()):
                yield from added_key(window, "cite", action["cite"])


STEPS: Mapping[int, Step] = {1: from_1}
"""The step from each format to the next; format 1 is the oldest."""


class Migrated(NamedTuple):
    """A text in the newest format, and the format it had."""

    text: str
    was: int


def migrated(text: str, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Migrated:
    """Bring ``text`` to the format ``newest``; it stays the same if it has that format already.

    The line ends of ``text`` must be line feeds. Raises ``Failure`` if it is not YAML, or does not
    say a format that this program knows.
    """
    parsed = _parsed(text)
    was = now = _format(parsed)
    if was > newest:
        raise _unknown("newer", was, newest)
    while now < newest:
        step = steps.get(now)
        if step is None:
            raise _unknown("never", now, newest)
        now += 1
        children = parsed.span.children
        assert isinstance(children, dict)  # because it has a format
        text = edited(text, [*step(parsed), *replaced_scalar(children["format"], str(now))])
        parsed = _parsed(text)
    return Migrated(text, was)


def _unknown(name: str, number: int, newest: int) -> Failure:
    """The failure for a format that the check calls ``name`` too."""
    why = problem(name, number=number, format=newest)
    return Failure(why.message, why.advice)


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
    """Add a key, with a text or a list of texts, to a mapping that already has keys.

    Within braces it goes after the last key, else before the first, so that comments keep their
    places.
    """
    if not part.keys or not isinstance(part.children, dict):
        return
    values = [value] if isinstance(value, str) else value
    texts = [
        text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False) for text in values
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
"""Text that needs no quotes in YAML, even within braces."""


def replaced_scalar(part: Span, text: str) -> Iterator[Edit]:
    """Replace a scalar by ``text``, which is YAML."""
    if part.end is not None:
        yield Edit((part.line, part.column), part.end, text)
