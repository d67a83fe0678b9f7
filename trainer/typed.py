"""Typed input, parsed the same way everywhere; unreadable input is refused with a reason."""

from __future__ import annotations

import re

from trainer.errors import TrainerError

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_PER_CENT = re.compile(r"([0-9]+)\s*(?:%|percent|per cent)?", re.IGNORECASE)
_DAYS = re.compile(r"(?:every |day )?\s*([0-9]+)\s*(?:d|days?)?", re.IGNORECASE)


class NotUnderstood(TrainerError):  # noqa: N818 - named for what happened
    """Typed text cannot be read; the message says what to type instead."""


def one_line(text: str) -> str:
    """Several lines joined by spaces, without control characters."""
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return "".join(c for c in " ".join(filter(None, lines)) if c.isprintable())


def estimate(text: str, unit: str) -> float:
    """A number, with or without its unit after it; a comma is a decimal point.

    Raises ``NotUnderstood`` for anything else, such as ``1e5``, ``1_0`` or ``nan``.
    """
    number = " ".join(text.split()).replace("\u2212", "-")  # the minus sign used in print
    if _NUMBER.fullmatch(number) is None and number.casefold().endswith(unit.casefold()):
        number = number[: len(number) - len(unit)].rstrip()
    if _NUMBER.fullmatch(number) is None:
        raise NotUnderstood(f"Type one number, such as 12 or 12.5 ({unit}).")
    return float(number.replace(",", "."))


def number_text(value: float, unit: str) -> str:
    """A number with its unit, as a person would type it."""
    return f"{value:.15g} {unit}".rstrip()


def per_cent(text: str) -> int | None:
    """A whole number from 0 to 100, with or without its % sign; None if nothing is typed.

    Raises ``NotUnderstood`` for anything else.
    """
    if not text.strip():
        return None
    match = _PER_CENT.fullmatch(text.strip())
    if match is None or int(match[1]) > 100:
        raise NotUnderstood("Type a whole number from 0 to 100, or nothing.")
    return int(match[1])


def days(text: str) -> int:
    """A day, or a number of days: ``7``, ``7 days``, ``day 7``.

    Raises ``NotUnderstood`` for anything else.
    """
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise NotUnderstood("Type a whole number.")
    return int(match[1])


def places(typed: str, marks: list[str]) -> list[int]:
    """The indexes in ``marks`` of the typed marks: ``1 3``, ``A, C`` or ``AC``.

    Single letters may be typed together; numbers need a separator. Raises ``NotUnderstood``.
    """
    known = {mark.casefold(): place for place, mark in enumerate(marks)}
    positions: list[int] = []
    for word in re.split(r"[\s,;+]+", typed.strip().casefold()):
        if not word:
            continue
        together = word not in known and any(letter in known for letter in word)
        parts = list(word) if together and word.isalpha() else [word]
        for part in parts:
            if part not in known:
                raise NotUnderstood(
                    f"There is no option {part.upper() if len(part) == 1 else part}."
                )
            positions.append(known[part])
    return list(dict.fromkeys(positions))
