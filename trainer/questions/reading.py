"""Options as people type them."""

from __future__ import annotations

import re

from trainer.typed import NotUnderstood


def places(typed: str, marks: list[str]) -> list[int]:
    """The places in ``marks`` of what was typed: ``1 3``, ``A, C`` or ``AC``.

    Marks of one letter may stand together; numbers need something between them. Raises
    ``NotUnderstood``.
    """
    known = {mark.casefold(): place for place, mark in enumerate(marks)}
    positions: list[int] = []
    for word in re.split(r"[\s,;+]+", typed.strip().casefold()):
        if not word:
            continue
        parts = [word] if word in known or word[0].isdigit() or "-" in word else list(word)
        for part in parts:
            if part not in known:
                raise NotUnderstood(
                    f"There is no option {part.upper() if len(part) == 1 else part}."
                )
            positions.append(known[part])
    return list(dict.fromkeys(positions))
