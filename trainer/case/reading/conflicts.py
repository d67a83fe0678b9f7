"""What version control left in a file where two authors changed the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.places import Placer


def conflicts(placer: Placer) -> list[Diagnostic]:
    """A diagnostic for each conflict: what else is wrong with such a file follows from it."""
    return [
        placer.at(
            line, 0, "Y100", "error",
            "a merge conflict is left here: two versions of the same lines.",
            f"Keep one of them, and remove the lines with <<<<<<<, ======= and >>>>>>> (to line"
            f" {end + 1}).",
        )
        for line, end in _places(placer.lines)
    ]  # fmt: skip


def _places(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    parted = False
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<< "):
            begin, parted = number, False
        elif begin is not None and line.rstrip() == "=======":
            parted = True
        elif begin is not None and parted and line.startswith(">>>>>>> "):
            yield begin, number
            begin = None
