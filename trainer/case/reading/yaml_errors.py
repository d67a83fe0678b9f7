"""libyaml's errors in words for authors, at the place to mend."""

from __future__ import annotations

import re

import yaml

from trainer.case.reading.breaks import SEPARATORS
from trainer.case.reading.problems import MAX_DEPTH, Problem, too_deep

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
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    whole = f"{getattr(error, 'context', None) or ''} {said}"
    what, advice = next(
        ((what, advice) for sign, what, advice in _WORDS if sign in whole),
        (said, "Check quotes and indent here."),
    )
    line, column = _place(error, text, whole)
    lines = text.split("\n")
    if (
        "expected ',' or" in said
        and lines[line : line + 1]
        and lines[line][column : column + 1] == ":"
    ):
        what, advice = _WORDS[1][1:]
    line = min(line, len(lines) - 1)
    if "\t" in lines[line][: column + 1]:
        what, advice = "a tab", "Indent with spaces, not tabs."
    return Problem(line, column, "Y100", f"not valid YAML: {what}.", advice)


def too_deep_before(error: yaml.YAMLError, text: str) -> Problem | None:
    """The place before the error where the text passes our limit of depth, if it does.

    The scanner looks up to a line ahead of the events, so it may stop at a limit of its own, or
    at a slip, before our count has come that far. What stands before the error is counted alone.
    """
    mark = getattr(error, "problem_mark", None)
    before = text[: mark.index] if mark else ""
    if before.count("[") + before.count("{") <= MAX_DEPTH:
        return None  # only brackets are read ahead
    deep = 0
    try:
        for event in yaml.parse(before, Loader=PARSER):
            if isinstance(event, yaml.CollectionStartEvent):
                if deep > MAX_DEPTH and (place := event.start_mark):
                    return too_deep(place.line, place.column)
                deep += 1
            deep -= isinstance(event, yaml.CollectionEndEvent)
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


_WIDE = re.compile(r"([A-Za-z_]\w*):?([：\u00a0\u2007\u202f\u3000])")
_SEPARATOR = re.compile(f"[{SEPARATORS}]")
_KEY_WITHOUT_SPACE = re.compile(r"([A-Za-z_]\w*):(?=[^\s:/])")


def slip_of(lines: list[str]) -> Problem | None:
    """A slip that shows in the lines themselves, better told than by what libyaml made of them."""
    for i, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        for j, c in enumerate(indent):
            if c == "\t":
                return _slip(i, j, "a tab", "Indent with spaces, not tabs.")
            if c != " ":
                return _slip(
                    i, j, f"a space that is none (U+{ord(c):04X}) in the indent",
                    "Replace it by an ordinary space; it often comes from a copied text.",
                )  # fmt: skip
        if found := _SEPARATOR.search(line):
            return _slip(
                i, found.start(), f"an invisible line separator (U+{ord(found[0]):04X})",
                "Put a space or an ordinary line break in its place.",
            )  # fmt: skip
    first = lines[0] if lines else ""
    body = first.lstrip()
    column = len(first) - len(body)
    if re.match(r"-[A-Za-z_{\"'\[]", body):
        return _slip(0, column, "a dash without a space", "Put a space after the dash: '- '.")
    value = re.match(r"(- +)*[\w-]+:\s+(?=[“”„‘’])", body)
    if value:
        return _slip(
            0, column + value.end(), "a curly quote, which YAML takes for text",
            "Use straight quotes: \" or '.",
        )  # fmt: skip
    if re.match(r"(- +)*[\w-]+:\s+'([^']|'')*'\w", body):
        return _slip(
            0, column + body.index("'"), "an apostrophe that ends the quoted text",
            "Write it twice, or put the text in double quotes.",
        )  # fmt: skip
    return None


def not_a_key(line: str, row: int) -> Problem:
    """A line that should be ``key: value`` and is a plain text to YAML."""
    body = line.lstrip()
    column = len(line) - len(body)
    if found := _KEY_WITHOUT_SPACE.match(body):
        return _slip(
            row, column + found.end(), "a colon without a space",
            f"Put a space after the colon: '{found[1]}: …'.",
        )  # fmt: skip
    if found := _WIDE.match(body):
        sign = found[2]
        what = "a wide colon" if sign == "：" else f"a space that is none (U+{ord(sign):04X})"
        return _slip(
            row, column + found.start(2), f"{what} after a key",
            f"Type it anew, with an ordinary colon and space: '{found[1]}: …'.",
        )  # fmt: skip
    word = body.split(" ", 1)[0]
    if "=" in body:
        return _slip(row, column, "a line without a colon", "Write 'key: value', without '='.")
    if " " in body:
        return _slip(
            row, column, "a line without a colon",
            f"Put a colon after the key: '{word}: …'; a text of several lines is indented deeper.",
        )  # fmt: skip
    return _slip(row, column, "a key without a colon", f"Write '{word}:' and its value.")


def _slip(line: int, column: int, what: str, advice: str) -> Problem:
    return Problem(line, column, "Y100", f"not valid YAML: {what}.", advice)
