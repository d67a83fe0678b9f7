"""Strict YAML 1.2 core: text in, plain data and positions out.

PyYAML resolves by YAML 1.1, where ``1:40`` is 100 and ``no`` is False; a titre or a time must
never change by being read. So only libyaml's events are used, and scalars are resolved here by the
core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), with two differences:
numbers with a leading zero, hexadecimal and octal numbers and exponents of three digits stay text,
and a decimal number keeps its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from trainer.case.reading.diagnostics import MAX_DEPTH, MOST, Edit, NotYaml, Problem, problem
from trainer.case.reading.text import unbroken
from trainer.case.reading.yaml_errors import PARSER, problem_of
from trainer.collecting import without_collecting

EMPTY = "the file is empty."
MISREAD = "Y107"

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_START = frozenset("0123456789+-.")

# Plain scalars that a YAML 1.1 reader takes for something other than the text or number written.
_MISREAD_WORDS = frozenset(w for word in ("yes", "no", "on", "off")
                           for w in (word, word.capitalize(), word.upper()))  # fmt: skip
_KEYWORDS = _MISREAD_WORDS.union(_WORDS)
"""All other plain scalars that do not start like a number are text."""
_MISREAD = re.compile(
    r"[-+]?0[0-9_]+\Z|[-+]?0[xb][0-9a-fA-F_]+\Z|[-+]?[1-9][0-9]*_[0-9_]*(\.[0-9_]*)?\Z"
    r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?\Z"
)


class Span(NamedTuple):
    """The place of a node, and of the nodes in it.

    It holds libyaml's own marks, because few places of a file are ever reported: to store the lines
    and columns of all nodes would take a fifth of the time of reading.
    """

    start: Any
    stop: Any = None
    nodes: dict[str, Node] | list[Node] | None = None
    marks: dict[str, Any] | None = None

    @property
    def line(self) -> int:
        """The line it starts on, from 0."""
        return int(self.start.line)

    @property
    def column(self) -> int:
        """The column it starts at, from 0."""
        return int(self.start.column)

    @property
    def keys(self) -> dict[str, tuple[int, int]] | None:
        """The line and column of each key of a mapping."""
        if self.marks is None:
            return None
        return {key: (mark.line, mark.column) for key, mark in self.marks.items()}

    @property
    def end(self) -> tuple[int, int] | None:
        """The line and column after a scalar."""
        return None if self.stop is None else (self.stop.line, self.stop.column)

    @property
    def children(self) -> dict[str, Span] | list[Span] | None:
        """The children of a mapping by key, those of a list in order; None for a scalar."""
        if isinstance(self.nodes, dict):
            return {key: _span(node) for key, node in self.nodes.items()}
        return None if self.nodes is None else [_span(node) for node in self.nodes]

    def child(self, step: str | int) -> Span | None:
        """The child with that key or index; None if there is none."""
        nodes: Any = self.nodes
        try:
            return _span(nodes[step])
        except (LookupError, TypeError):
            return None

    def inner(self) -> Iterable[tuple[str | int, Span]]:
        """The children, each with its key or index."""
        children = self.children
        return children.items() if isinstance(children, dict) else enumerate(children or ())


Node = Span | tuple[Any, Any]
"""A scalar is kept as its two marks: a span of each would take a tenth of the reading time."""


def _span(node: Node) -> Span:
    return node if isinstance(node, Span) else Span(*node)


class Parsed(NamedTuple):
    """A document that was read; ``problems`` are those that did not prevent it.

    ``lost`` has the texts that a later key of the same name replaced.
    """

    data: Any
    span: Span
    problems: list[Problem]
    lost: frozenset[str] = frozenset()


def parse(text: str) -> tuple[Any, Span]:
    """The data of one YAML document and the positions of its nodes.

    Raises ``NotYaml`` for a syntax error, an anchor, alias, tag, second document, duplicate or
    non-text key, or nesting deeper than ``MAX_DEPTH``.
    """
    read = parse_all(text)
    if problems := [p for p in read.problems if p.code != MISREAD]:
        raise NotYaml(problems)
    return read.data, read.span


@without_collecting()
def parse_all(text: str) -> Parsed:
    """Like ``parse``, but problems that do not prevent reading are returned, not raised.

    Raises ``NotYaml`` for a syntax error or nesting deeper than ``MAX_DEPTH``.
    """
    return _Builder(text).build()


def resolve(value: str) -> Any:
    """The value of a plain scalar by the core schema: None, bool, int, Decimal or the text."""
    return _number(value) if value[:1] in _NUMBER_START else _WORDS.get(value, value)


def _number(value: str) -> Any:
    if _INT.match(value):
        # int() of a huge number is quadratic and refused by Python beyond 4300 digits.
        return int(value) if len(value) < 20 else value
    if _FLOAT.match(value) and len(value) < 40:
        return Decimal(value)
    return value


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = unbroken(text)
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self.parser = PARSER(self.text)
        self.key = ""

    def build(self) -> Parsed:
        try:
            self.parser.get_event()  # the stream's start
            if isinstance(self.parser.peek_event(), yaml.StreamEndEvent):
                raise NotYaml([problem("empty_file", text=EMPTY)])
            self.parser.get_event()  # the document's start
            data, span = self._node(self.parser.get_event(), 0)
            self.parser.get_event()  # the document's end
            event = self.parser.get_event()
            if not isinstance(event, yaml.StreamEndEvent):
                self._problem("second", event.start_mark)
        except yaml.YAMLError as error:
            raise NotYaml([*self.problems, problem_of(error, self.text)]) from None
        finally:
            self.parser.dispose()
        return Parsed(data, _span(span), self.problems, frozenset(self.lost))

    def _node(self, event: Any, depth: int) -> tuple[Any, Node]:
        kind = type(event)
        if depth > MAX_DEPTH:
            mark = event.start_mark
            raise NotYaml([problem("too_deep", mark.line, mark.column, most=MAX_DEPTH)])
        if kind is AliasEvent:
            self._problem("alias", event.start_mark, text=event.anchor)
            return None, Span(event.start_mark)
        if event.anchor is not None:
            self._problem("anchor", event.start_mark, text=event.anchor)
        if event.tag is not None:
            self._problem("tag", event.start_mark, text=event.tag)
        if kind is ScalarEvent:
            text, marks = event.value, (event.start_mark, event.end_mark)
            if event.style or not (text[:1] in _NUMBER_START or text in _KEYWORDS):
                return text, marks
            value = resolve(text)
            if value is text and (text in _MISREAD_WORDS or _MISREAD.match(text)):
                self._misread(text, Span(*marks))
            return value, marks
        return (self._sequence if kind is SequenceStartEvent else self._mapping)(event, depth)

    def _sequence(self, start: Any, depth: int) -> tuple[Any, Span]:
        items, nodes = [], []
        next_event = self.parser.get_event
        while type(event := next_event()) is not SequenceEndEvent:
            item, node = self._node(event, depth + 1)
            items.append(item)
            nodes.append(node)
        return items, Span(start.start_mark, None, nodes)

    def _mapping(self, start: Any, depth: int) -> tuple[Any, Span]:
        data: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        marks: dict[str, Any] = {}
        restarted = False
        next_event = self.parser.get_event
        while type(event := next_event()) is not MappingEndEvent:
            place = event.start_mark
            key = event.value if type(event) is ScalarEvent else None
            if key is None or event.anchor or event.tag or key == "<<":
                self._problem("odd_key", place)
                if key is None:
                    self._node(event, depth + 1)
                    key = f"?{place.line}:{place.column}"
            elif '"' in key and not event.style:
                self._problem("quote_in_key", place, key=key[:40])
            if key in data:
                if not restarted:
                    # If the first key comes again, the next item lacks its dash: its other keys
                    # are not reported.
                    restarted = key == next(iter(data)) and len(data) > 1
                    item = ", or start a new item with '- '" if restarted else ""
                    first = marks[key].line + 1
                    self._problem("twice", place, key=key, first=first, item=item)
                if isinstance(lost := data[key], str):
                    self.lost.add(lost)
            self.key = key
            data[key], nodes[key] = self._node(next_event(), depth + 1)
            marks[key] = place
        return data, Span(start.start_mark, None, nodes, marks)

    def _misread(self, text: str, span: Span) -> None:
        if self.key == "date" and "-" in text:
            return  # this key has a date
        other = "true or false" if text in _MISREAD_WORDS else "another number"
        if "-" in text[1:]:
            other = "a date"
        fix = Edit((span.line, span.column), span.end or (0, 0), f'"{text}"')
        self._problem("misread", span, fix, text=text, other=other)

    def _problem(self, name: str, place: Any, fix: Edit | None = None, **values: Any) -> None:
        if len(self.problems) < MOST:
            new = problem(name, place.line, place.column, **values)
            self.problems.append(new._replace(fix=fix))
