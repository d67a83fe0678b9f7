"""libyaml's errors in words for authors, at the place to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from trainer.case.reading.diagnostics import MAX_DEPTH, NotYaml, Problem, problem
from trainer.case.reading.text import SEPARATORS
from trainer.files.lists import words_in

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_OPENED = ("found unexpected end of stream", "did not find expected ',' or")


def problem_of(error: yaml.YAMLError, text: str) -> Problem:
    """libyaml's error about ``text`` as a problem; too deep a nesting before it comes first."""
    if (deep := _too_deep_before(error, text)) is not None:
        return deep
    own = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    whole = f"{getattr(error, 'context', None) or ''} {own}"
    meanings = [entry.split(" | ") for entry in words_in(__file__, "libyaml.txt")]
    meaning, advice = next(
        ((meaning, advice) for sign, meaning, advice in meanings if sign in whole),
        (own, "Check quotes and indent here."),
    )
    line, column = _place(error, text, whole)
    lines = text.split("\n")
    if "expected ',' or" in own and line < len(lines) and lines[line][column : column + 1] == ":":
        meaning, advice = next(m[1:] for m in meanings if m[0] == "mapping values are not allowed")
    line = min(line, len(lines) - 1)
    if "\t" in lines[line][: column + 1]:
        return problem("tab", line, column)
    return problem("invalid", line, column, meaning=meaning, advice=advice)


def events(text: str) -> Iterator[yaml.Event]:
    """libyaml's events. Raises ``yaml.YAMLError``, and ``NotYaml`` beyond ``MAX_DEPTH`` levels.

    Without that limit libyaml takes seconds for thousands of levels.
    """
    depth = 0
    for event in yaml.parse(text, Loader=PARSER):
        if isinstance(event, yaml.CollectionStartEvent):
            if depth > MAX_DEPTH and (place := event.start_mark):
                raise NotYaml([problem("too_deep", place.line, place.column, most=MAX_DEPTH)])
            depth += 1
        depth -= isinstance(event, yaml.CollectionEndEvent)
        yield event


def _too_deep_before(error: yaml.YAMLError, text: str) -> Problem | None:
    """The problem that the text is nested too deeply before the error; None if it is not.

    The scanner reads up to a line ahead of the events, so it may stop at a limit of its own, or at
    a slip, before our count has come that far. So the text before the error is counted alone.
    """
    mark = getattr(error, "problem_mark", None)
    before = text[: mark.index] if mark else ""
    if before.count("[") + before.count("{") <= MAX_DEPTH:
        return None  # only brackets are read ahead
    try:
        list(events(before))
    except NotYaml as deep:
        return deep.problems[0]
    except yaml.YAMLError:
        return None  # it is cut off in the middle, but not too deep
    return None


def _place(error: yaml.YAMLError, text: str, whole: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    # Something left open until the end of the text must be mended where it was opened.
    at_end = mark is None or not text[mark.index :].strip() or mark.column == 0
    if opened is not None and at_end and any(sign in whole for sign in _OPENED):
        mark = opened
    if mark is not None:
        return mark.line, mark.column
    # A reader's error (an invisible character) comes with an offset only.
    offset = getattr(error, "position", 0) or 0
    if PARSER is yaml.SafeLoader:
        before = text[:offset]
    else:  # libyaml counts bytes
        before = text.encode()[:offset].decode(errors="ignore")
    return before.count("\n"), len(before) - before.rfind("\n") - 1


_SEPARATOR = re.compile(f"[{SEPARATORS}]")
# Slips that show in the line itself: each pattern matches the line up to the slip.
_SLIPS = {
    "dash": re.compile(r"\s*(?=-[A-Za-z_{\"'\[])"),
    "curly": re.compile(r"\s*(- +)*[\w-]+:\s+(?=[“”„‘’])"),
    "apostrophe": re.compile(r"\s*(- +)*[\w-]+:\s+(?='([^']|'')*'\w)"),
}
_KEY_WITHOUT_SPACE = re.compile(r"\s*([A-Za-z_]\w*):(?=[^\s:/])")
_WIDE = re.compile(r"\s*([A-Za-z_]\w*):?([：\u00a0\u2007\u202f\u3000])")


def slip_of(lines: list[str]) -> Problem | None:
    """A slip that shows in the lines themselves, for a clearer message than libyaml's error."""
    for i, line in enumerate(lines):
        for j, c in enumerate(line[: len(line) - len(line.lstrip())]):
            if c != " ":
                return problem("tab" if c == "\t" else "odd_space", i, j, sign=ord(c))
        if separator := _SEPARATOR.search(line):
            return problem("separator", i, separator.start(), sign=ord(separator[0]))
    for name, start in _SLIPS.items() if lines else ():
        if before := start.match(lines[0]):
            return problem(name, 0, before.end())
    return None


def not_a_key(line: str, row: int) -> Problem:
    """The problem of a line that should be ``key: value`` but is mere text in YAML."""
    if key := _KEY_WITHOUT_SPACE.match(line):
        return problem("glued", row, key.end(), key=key[1])
    if key := _WIDE.match(line):
        name = "wide_colon" if key[2] == "：" else "wide_space"
        return problem(name, row, key.start(2), key=key[1], sign=ord(key[2]))
    body = line.lstrip()
    name = "equals" if "=" in body else "no_colon" if " " in body else "bare_key"
    return problem(name, row, len(line) - len(body), key=body.split(" ", 1)[0])
