"""Text in, plain data and places out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.reading.diagnostics import MAX_DEPTH, NotYaml
from trainer.case.reading.yaml12 import parse, resolve


def places(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(NotYaml) as caught:
        parse(text)
    problems = caught.value.problems
    assert all(p.message and p.advice for p in problems)
    return [(p.code, p.line, p.column) for p in problems]


@pytest.mark.parametrize(
    "word",
    ["1:40", "1:1:1", "no", "No", "off", "on", "yes", "y", "0123", "0x1F", "0o17", "2026-11-23",
     "2026-11-23T10:00:00Z", "1_000", ".inf", "-.inf", ".nan", "+", "-1-", "1e999", "<5.0", "="],
)  # fmt: skip
def test_what_yaml_1_1_would_change_stays_text(word: str) -> None:
    assert parse(f"a: {word}")[0] == {"a": word}
    assert parse(f"[{word}]")[0] == [word]


@pytest.mark.parametrize(
    ("word", "value"),
    [("", None), ("~", None), ("null", None), ("true", True), ("False", False), ("0", 0),
     ("-7", -7), ("+7", 7), ("12", 12)],
)  # fmt: skip
def test_core_schema(word: str, value: Any) -> None:
    read = parse(f"a: {word}")[0]["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("word", ["121.30", "0.50", "10.0", "-3.10", "1.0"])
def test_a_decimal_keeps_its_digits(word: str) -> None:
    read = parse(f"a: {word}")[0]["a"]
    assert isinstance(read, Decimal)
    assert str(read) == word


@pytest.mark.parametrize("digits", [19, 20, 5000])
def test_a_huge_number_is_read_or_stays_text(digits: int) -> None:
    assert str(parse(f"a: {'9' * digits}")[0]["a"]) == "9" * digits


def test_an_exponent_beyond_decimal_is_no_crash() -> None:
    assert parse("a: 1e9999999999999999999")[0] == {"a": "1e9999999999999999999"}


@pytest.mark.parametrize("quoted", ['"12"', "'12'", "|-\n  12", ">-\n  12"])
def test_a_quoted_number_is_text(quoted: str) -> None:
    assert parse(f"a: {quoted}")[0] == {"a": "12"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", [("Y102", 0, 3)]),
        ("a: 1\nb: *x\n", [("Y102", 1, 3)]),
        ("a: &x 1\nb: *x\n", [("Y102", 0, 3), ("Y102", 1, 3)]),
        ("a: 1\nb: !!str 1\n", [("Y103", 1, 3)]),
        ("a: !own {b: 1}\n", [("Y103", 0, 3)]),
        ("a: 1\nb: 2\na: 3\n", [("Y101", 2, 0)]),
        ("x:\n  - {a: 1, a: 2}\n", [("Y101", 1, 11)]),
        ("a: 1\n---\nb: 2\n", [("Y105", 1, 0)]),
        ("<<: {a: 1}\n", [("Y104", 0, 0)]),
        ("? [x]\n: 1\n", [("Y104", 0, 2)]),
        ("", [("Y100", 0, 0)]),
        ("# only a comment\n", [("Y100", 0, 0)]),
        ("a:\n\tb: 1\n", [("Y100", 1, 0)]),
        ("a: 'x\nb: 1\n", [("Y100", 0, 3)]),
        ("a: b: c\n", [("Y100", 0, 4)]),
        ("a: @x\n", [("Y100", 0, 3)]),
        ("a: ä\x07\n", [("Y100", 0, 4)]),
        ("a: 😀β\nb: ä\x00x\n", [("Y100", 1, 4)]),
    ],
)
def test_what_is_refused_and_where(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected


def test_a_tab_in_the_indent_is_named() -> None:
    for text in ("a:\n\tb: 1\n", "a: 1\n\tb: 2\n", "\ta: 1\n"):
        with pytest.raises(NotYaml) as caught:
            parse(text)
        assert caught.value.problems[0].advice == "Indent with spaces, not tabs."


@pytest.mark.parametrize("opening", ["[", "{a: "])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 100_000])
def test_deep_nesting(opening: str, depth: int) -> None:
    assert places(opening * depth) == [("Y106", 0, (MAX_DEPTH + 1) * len(opening))]


@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 400, 3000])
@pytest.mark.parametrize(
    "nested",
    [
        lambda n: "[" * n,
        lambda n: "[" * n + "@",
        lambda n: "[" * n + "}",
        lambda n: "[" * n + "]" * n,
        lambda n: "[\n" * n,
        lambda n: "{a: [" * (n // 2 + 1),
        lambda n: "- " * n + "x",
        lambda n: "? " * n + "x",
        lambda n: "".join(" " * i + "a:\n" for i in range(n)) + " " * n + "b: 1",
    ],
)
def test_our_limit_answers_first_whatever_is_nested_and_however_it_ends(
    nested: Callable[[int], str], depth: int
) -> None:
    text = "title: '[[[[[[[[['\ntags: " + nested(depth).replace("\n", "\n ")
    if text[text.index("tags") + 6] in "-?a":
        text = text.replace("tags: ", "tags:\n  ")
    with pytest.raises(NotYaml) as caught:
        parse(text)
    told = caught.value.problems[-1]
    assert (told.code, told.line > 0) == ("Y106", True)
    assert str(MAX_DEPTH) in told.message
    assert told.advice


@pytest.mark.parametrize(
    "where", ["title: '{0}'\n", 'title: "{0}"\n', "# {0}\n", "title: |\n  {0}\n"]
)
def test_brackets_in_a_text_are_no_depth(where: str) -> None:
    brackets = "[" * 60
    assert parse(where.format(brackets) + "a: 1\n")[0]["a"] == 1
    assert places(where.format(brackets) + "a: @\n")[0][0] == "Y100"


def test_nesting_up_to_the_limit() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)[0]


def test_every_node_has_its_place() -> None:
    data, span = parse("a: 1\nb:\n  - x\n  - {c: d}\n")
    assert data == {"a": 1, "b": ["x", {"c": "d"}]}
    assert isinstance(span.children, dict)
    assert (span.children["a"].line, span.children["a"].column) == (0, 3)
    items = span.children["b"].children
    assert isinstance(items, list)
    assert [(s.line, s.column) for s in items] == [(2, 4), (3, 4)]
    assert items[1].keys == {"c": (3, 5)}


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except NotYaml as error:
        lines = len(text.split("\n")) + sum(map(text.count, "\r\x85\u2028\u2029"))
        for p in error.problems:
            assert 0 <= p.line <= lines
            assert p.column >= 0


@given(st.from_regex(r"[-+.0-9eE_:xo]{1,60}", fullmatch=True))
def test_a_scalar_never_changes_its_meaning(word: str) -> None:
    value = resolve(word)
    if isinstance(value, str):
        assert value == word
    else:
        assert Decimal(word) == value
