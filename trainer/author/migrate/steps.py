"""One step from each older format to the next, as edits of the text.

A step gets the file as parsed and yields edits; ``format:`` itself is set by the machinery. A step
stays for ever, with a file of its format in the tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from trainer.case.reading.diagnostics import Edit
from trainer.case.reading.shape import Loc
from trainer.case.reading.yaml12 import Parsed, Span

Step = Callable[[Parsed], Iterable[Edit]]


def from_1(parsed: Parsed) -> Iterator[Edit]:
    """A window gets a citation of its own: in format 1 the action's stood for both."""
    for _, action, part in places(parsed, "timed", "*"):
        if isinstance(action, dict) and isinstance(part.children, dict) and action.get("cite"):
            window = part.children.get("window")
            if window is not None and "cite" not in (window.keys or ()):
                yield from added_key(window, "cite", action["cite"])


STEPS: Mapping[int, Step] = {1: from_1}
"""From the format given to the next. Format 1 is the first: there is nothing older in the world."""


def places(parsed: Parsed, *pattern: str) -> Iterator[tuple[Loc, Any, Span]]:
    """The parts at ``pattern``, in which ``*`` stands for every item: ('course', '*')."""
    yield from _places(parsed.data, parsed.span, pattern, ())


def _places(
    data: Any, span: Span, pattern: tuple[str, ...], loc: Loc
) -> Iterator[tuple[Loc, Any, Span]]:
    if not pattern:
        yield loc, data, span
        return
    first, *rest = pattern
    inner = span.children
    if first == "*" and isinstance(data, list) and isinstance(inner, list):
        for i, (item, place) in enumerate(zip(data, inner, strict=True)):
            yield from _places(item, place, tuple(rest), (*loc, i))
    elif isinstance(data, dict) and isinstance(inner, dict) and first in data:
        yield from _places(data[first], inner[first], tuple(rest), (*loc, first))


def renamed_key(part: Span, old: str, new: str) -> Iterator[Edit]:
    """The key ``old`` of a mapping under the name ``new``; nothing if it has none."""
    if part.keys is not None and old in part.keys:
        line, column = part.keys[old]
        yield Edit((line, column), (line, column + len(old)), new)


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
    here = min(part.keys.values())
    if here == (part.line, part.column):
        yield Edit(here, here, f"{entry}\n{' ' * part.column}")
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
