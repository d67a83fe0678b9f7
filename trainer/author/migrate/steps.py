"""One step from each older format to the next, as edits of the text.

A step gets the file as parsed and yields edits; ``format:`` itself is set by the machinery. A step
stays for ever, with a file of its format in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from trainer.case.reading.edits import Edit
from trainer.case.reading.shape import Loc
from trainer.case.reading.yaml12 import Parsed, Span

Step = Callable[[Parsed], Iterable[Edit]]

# From the format given to the next. Format 1 is the first: there is nothing older in the world.
STEPS: Mapping[int, Step] = {}


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


def replaced_scalar(part: Span, text: str) -> Iterator[Edit]:
    """Another value, written as YAML, in the place of a scalar."""
    if part.end is not None:
        yield Edit((part.line, part.column), part.end, text)
