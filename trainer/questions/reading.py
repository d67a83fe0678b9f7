"""Answers as people type them."""

from __future__ import annotations

import re

from trainer.errors import TrainerError


class Misread(TrainerError):  # noqa: N818 - named for what happened
    """What was typed is no answer to the question; says why and what to type."""


_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)")


def number(typed: str, unit: str) -> float:
    """The number in ``typed``, which may have its unit behind it. Raises ``Misread``."""
    text = typed.strip().replace("\u2212", "-")
    found = _NUMBER.match(text)
    if found is None or text[found.end() :].strip().casefold() not in ("", unit.casefold()):
        raise Misread(f"'{typed.strip()[:40]}' is not a number. Type figures alone, in {unit}.")
    return float(found[0].replace(",", "."))


def places(typed: str, marks: list[str]) -> list[int]:
    """The places in ``marks`` of what was typed: ``1 3``, ``A, C`` or ``AC``. Raises ``Misread``.

    Marks of one letter may stand together; numbers need something between them.
    """
    known = {mark.casefold(): place for place, mark in enumerate(marks)}
    found: list[int] = []
    for word in re.split(r"[\s,;+]+", typed.strip().casefold()):
        if not word:
            continue
        parts = [word] if word in known or word[0].isdigit() or "-" in word else list(word)
        for part in parts:
            if part not in known:
                raise Misread(f"There is no option {part.upper() if len(part) == 1 else part}.")
            found.append(known[part])
    return list(dict.fromkeys(found))
