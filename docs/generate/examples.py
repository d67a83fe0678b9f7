"""An example of each part of a scenario, cut out of files that are played and checked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.generate.type_words import Schema
from trainer.case.reading.yaml12 import Span, parse
from trainer.case.rules.example import example

_ROOT = Path(__file__).parents[2]
_LONGEST = 16


def examples(schema: Schema) -> dict[str, str]:
    """An example of each part: the first that is short enough, else the shortest."""
    texts = [
        example(),
        (_ROOT / "tests" / "case" / "format-2.yaml").read_text("utf-8"),
        (_ROOT / "tests" / "case" / "minimal.yaml").read_text("utf-8"),
        (_ROOT / "scenarios" / "anti-mda5-ild.yaml").read_text("utf-8"),
    ]
    cuts: dict[str, list[str]] = {}
    for text in texts:
        data, span = parse(text)
        lines = text.split("\n")
        for name, place in _instances(schema, schema, data, span):
            cuts.setdefault(name, []).append(_cut(lines, place))
    return {name: _best(texts) for name, texts in cuts.items()}


def _best(cuts: list[str]) -> str:
    short = (cut for cut in cuts if cut.count("\n") < _LONGEST)
    return next(short, min(cuts, key=len))


def _instances(root: Schema, schema: Schema, data: Any, span: Span) -> Iterator[tuple[str, Span]]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        if isinstance(data, dict):
            yield name, span
        yield from _instances(root, root["$defs"][name], data, span)
    elif "discriminator" in schema and isinstance(data, dict):
        reference = schema["discriminator"]["mapping"].get(data.get("kind"))
        yield from _instances(root, {"$ref": reference}, data, span)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _instances(root, one, data, span)
    elif isinstance(data, dict) and isinstance(span.children, dict):
        for key, value in data.items():
            field = schema.get("properties", {}).get(key)
            if field:
                yield from _instances(root, field, value, span.children[key])
    elif isinstance(data, list) and isinstance(span.children, list):
        for value, child in zip(data, span.children, strict=True):
            yield from _instances(root, schema.get("items", {}), value, child)


def _cut(lines: list[str], span: Span) -> str:
    first = lines[span.line]
    if first[span.column : span.column + 1] == "{" and _last(span) == span.line:
        return first[span.column :].split("  #")[0].rstrip(" ,")
    part = [" " * span.column + first[span.column :], *lines[span.line + 1 : _last(span) + 1]]
    return textwrap.dedent("\n".join(part))


def _last(span: Span) -> int:
    children = span.children
    if isinstance(children, dict):
        return max(map(_last, children.values()), default=span.line)
    if isinstance(children, list):
        return max(map(_last, children), default=span.line)
    line, column = span.end or (span.line, 1)
    return line if column else line - 1
