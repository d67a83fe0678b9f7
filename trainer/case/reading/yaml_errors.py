"""libyaml's errors in words for authors, at the place to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from trainer.case.reading.problems import MAX_DEPTH, NotYaml, Problem, not_valid, too_deep
from trainer.case.reading.text import SEPARATORS

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says, what it means, and what to do. The first that fits is taken.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("scanning a quoted scalar", "a quote that is not closed",
     "Close the quote opened here; double a quote that is part of the text."),
    ("mapping values are not allowed", "a second colon in one value",
     "A colon and a space start a value: put the whole text in quotes."),
    ("found unexpected end of stream", "a quote or bracket that is not closed",
     "Close the quote or bracket opened here."),
    ("could not find expected ':'", "a line without a colon",
     "A key needs a colon and a space after it; check for an unclosed quote above."),
    ("did not find expected key", "something after the end of a value, or a wrong indent",
     "Check the indent of this line, and quotes above it."),
    ("did not find expected '-' indicator", "an item without '- '",
     "Items of one list start in the same column, each with '- '."),
    ("did not find expected ',' or", "a bracket that is not closed, or a missing comma",
     "Close the bracket, or put a comma between the items; text with commas needs quotes."),
    ("did not find expected node content", "something missing in a bracket",
     "A comma or colon too many, or a bracket that is not closed."),
    ("control characters", "an invisible control character", "Remove the invisible character."),
    ("special characters", "an invisible control character", "Remove the invisible character."),
    ("unknown escape character", "a backslash that means nothing here",
     "In double quotes a backslash is written twice; or use single quotes."),
    ("cannot start any token", "a character that no text can start with",
     "Put text that starts with @, ` or % in quotes."),
)  # fmt: skip
_OPENED = ("found unexpected end of stream", "did not find expected ',' or")


def problem_of(error: yaml.YAMLError, text: str) -> Problem:
    """The error of libyaml that ``text`` met, at its place."""
    own = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    whole = f"{getattr(error, 'context', None) or ''} {own}"
    what, advice = next(
        ((what, advice) for sign, what, advice in _WORDS if sign in whole),
        (own, "Check quotes and indent here."),
    )
    line, column = _place(error, text, whole)
    lines = text.split("\n")
    if "expected ',' or" in own and line < len(lines) and lines[line][column : column + 1] == ":":
        what, advice = _WORDS[1][1:]
    line = min(line, len(lines) - 1)
    if "\t" in lines[line][: column + 1]:
        what, advice = _TAB
    return not_valid(line, column, what, advice)


def events(text: str) -> Iterator[yaml.Event]:
    """libyaml's events. Raises ``NotYaml`` where the text passes our limit of depth.

    libyaml itself takes seconds over thousands of levels. Raises ``yaml.YAMLError`` as it does.
    """
    depth = 0
    for event in yaml.parse(text, Loader=PARSER):
        if isinstance(event, yaml.CollectionStartEvent):
            if depth > MAX_DEPTH and (place := event.start_mark):
                raise NotYaml([too_deep(place.line, place.column)])
            depth += 1
        depth -= isinstance(event, yaml.CollectionEndEvent)
        yield event


def too_deep_before(error: yaml.YAMLError, text: str) -> Problem | None:
    """The place before the error where the text passes our limit of depth, if it does.

    The scanner looks up to a line ahead of the events, so it may stop at a limit of its own, or
    at a slip, before our count has come that far. What stands before the error is counted alone.
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
        return None  # it ends in the middle, but nowhere too deep
    return None


def _place(error: yaml.YAMLError, text: str, whole: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    # What was opened and met the end of the text is mended where it was opened.
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
_TAB = ("a tab", "Indent with spaces, not tabs.")
# What shows in a line itself: its beginning up to the slip, what it is, and what to do.
_SLIPS = tuple(
    (re.compile(start), what, advice)
    for start, what, advice in (
        (r"\s*(?=-[A-Za-z_{\"'\[])", "a dash without a space", "Put a space after the dash: '- '."),
        (r"\s*(- +)*[\w-]+:\s+(?=[“”„‘’])", "a curly quote, which YAML takes for text",
         "Use straight quotes: \" or '."),
        (r"\s*(- +)*[\w-]+:\s+(?='([^']|'')*'\w)", "an apostrophe that ends the quoted text",
         "Write it twice, or put the text in double quotes."),
    )
)  # fmt: skip
_KEY_WITHOUT_SPACE = re.compile(r"\s*([A-Za-z_]\w*):(?=[^\s:/])")
_WIDE = re.compile(r"\s*([A-Za-z_]\w*):?([：\u00a0\u2007\u202f\u3000])")


def slip_of(lines: list[str]) -> Problem | None:
    """A slip that shows in the lines themselves, better told than by what libyaml made of them."""
    for i, line in enumerate(lines):
        for j, c in enumerate(line[: len(line) - len(line.lstrip())]):
            if c == "\t":
                return not_valid(i, j, *_TAB)
            if c != " ":
                what = f"a space that is none (U+{ord(c):04X}) in the indent"
                advice = "Replace it by an ordinary space; it often comes from a copied text."
                return not_valid(i, j, what, advice)
        if separator := _SEPARATOR.search(line):
            what = f"an invisible line separator (U+{ord(separator[0]):04X})"
            advice = "Put a space or an ordinary line break in its place."
            return not_valid(i, separator.start(), what, advice)
    for start, what, advice in _SLIPS if lines else ():
        if before := start.match(lines[0]):
            return not_valid(0, before.end(), what, advice)
    return None


def not_a_key(line: str, row: int) -> Problem:
    """A line that should be ``key: value`` and is a plain text to YAML."""
    if key := _KEY_WITHOUT_SPACE.match(line):
        advice = f"Put a space after the colon: '{key[1]}: …'."
        return not_valid(row, key.end(), "a colon without a space", advice)
    if key := _WIDE.match(line):
        sign = key[2]
        what = "a wide colon" if sign == "：" else f"a space that is none (U+{ord(sign):04X})"
        advice = f"Type it anew, with an ordinary colon and space: '{key[1]}: …'."
        return not_valid(row, key.start(2), f"{what} after a key", advice)
    body = line.lstrip()
    word = body.split(" ", 1)[0]
    what = "a line without a colon"
    if "=" in body:
        advice = "Write 'key: value', without '='."
    elif " " in body:
        advice = (
            f"Put a colon after the key: '{word}: …'; a text of several lines is indented deeper."
        )
    else:
        what, advice = "a key without a colon", f"Write '{word}:' and its value."
    return not_valid(row, len(line) - len(body), what, advice)
