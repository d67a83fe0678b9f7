"""Ways a scenario file can be damaged."""

from __future__ import annotations

import random
from collections.abc import Callable

BITS = (
    "", "-1", "1e99", "1e9999999999999999999", "null", "~", "true", "[]", "{}", "[[]]", "{a: {}}",
    "- ", ": ", "? ", "&a", "*a", "!!x", "|", ">-", "'", '"', "#", "---", "...", "\t", "\r",
    "\x85", "\u2028", "\x00", "1:40", "9" * 30, '"\\e[0m"', "<<", "kind: value", "day: []", "no",
    "orders: {a: 1}", "cite: 7", "format: 3", "0123", "2026-11-23", "\u00a0", "“x”", "😀", "\ufeff",
    "\u202e", "{", "}", "[", "]", ",", "@", "%", "`", "\\", "x" * 7000, "made-up P9", "-0", "1e5",
    "121.30", "<5", "day: 99", "yes", "101", "id: story", "\x1b[2J", "\ud7ff", "\uffff", "- - - a",
)  # fmt: skip

Mutation = Callable[[list[str], random.Random], None]


def _somewhere(lines: list[str], dice: random.Random) -> int:
    return dice.randrange(len(lines))


def _swap(lines: list[str], dice: random.Random) -> None:
    i, j = _somewhere(lines, dice), _somewhere(lines, dice)
    lines[i], lines[j] = lines[j], lines[i]


def _delete(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    del lines[i : i + dice.choice((1, 1, 1, 2, 5, 20))]


def _double(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    block = lines[i : i + dice.choice((1, 1, 3, 10))]
    j = dice.choice((i, _somewhere(lines, dice)))
    lines[j:j] = block * dice.choice((1, 1, 1, 2, 30))


def _scalar(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    parts = lines[i].split(": ")
    parts[dice.randrange(len(parts))] = dice.choice(BITS)
    lines[i] = ": ".join(parts)


def _borrow(lines: list[str], dice: random.Random) -> None:
    i, j = _somewhere(lines, dice), _somewhere(lines, dice)
    key = lines[i].partition(": ")
    lines[i] = key[0] + key[1] + lines[j].partition(": ")[2]


def _indent(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    by = dice.choice((-2, -1, 1, 2, 4))
    for j in range(i, min(len(lines), i + dice.choice((1, 1, 4)))):
        lines[j] = " " * by + lines[j] if by > 0 else lines[j][-by:]


def _insert(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    at = dice.randrange(len(lines[i]) + 1)
    lines[i] = lines[i][:at] + dice.choice(BITS) + lines[i][at + dice.choice((0, 0, 1, 3)) :]


def _deep(lines: list[str], dice: random.Random) -> None:
    i = _somewhere(lines, dice)
    depth = dice.choice((10, 39, 45, 300, 5000))
    opening = dice.choice(("[", "{a: ", "- ", "? "))
    if dice.random() < 0.3:
        lines[i:i] = [" " * j + "a:" for j in range(min(depth, 300))]
    else:
        lines[i] += opening * depth


_BY_LINE: tuple[Mutation, ...] = (
    _swap, _delete, _double, _scalar, _scalar, _borrow, _borrow, _indent, _insert, _deep,
)  # fmt: skip


def mutated(text: str, dice: random.Random) -> bytes:
    """The bytes of ``text`` with a few slips in it, or many, or of another file altogether."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5, 10, 30))):
        if lines:
            dice.choice(_BY_LINE)(lines, dice)
    raw = bytearray(
        dice.choice(("\n",) * 8 + ("\r\n", "\r")).join(lines).encode("utf-8", "replace")
    )
    fate = dice.random()
    if fate < 0.15:
        for _ in range(dice.choice((1, 2, 10))):
            if raw:
                raw[dice.randrange(len(raw))] = dice.randrange(256)
    elif fate < 0.2:
        del raw[dice.randrange(len(raw) + 1) :]
    elif fate < 0.22:
        raw[:0] = dice.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"%YAML 1.1\n---\n", b"\n\n"))
    elif fate < 0.225:
        return raw.decode("utf-8", "replace").encode(
            dice.choice(("utf-16", "utf-32", "cp037")), "replace"
        )
    elif fate < 0.2255:
        return bytes(raw) * (10_000_000 // max(1, len(raw)))
    return bytes(raw)
