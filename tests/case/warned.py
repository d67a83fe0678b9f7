"""The example case with some of its keys changed, and what the check then warns of."""

from __future__ import annotations

from pathlib import Path

from tests.case.changed_example import with_keys
from trainer.case.loader import load_text
from trainer.case.reading.diagnostics import Diagnostic

NAMED = Path("a-cough.yaml")
FILM = (
    "{id: film, kind: image, day: 2, title: Chest film, text: A shadow.,"
    " orders: [chest-radiograph], cite: made-up P2}"
)


def diagnostics(changed: str) -> list[Diagnostic]:
    return list(load_text(with_keys(changed), NAMED, warnings=True).diagnostics)


def found(code: str, changed: str) -> list[Diagnostic]:
    """The warnings of one rule, on a file without errors."""
    every = diagnostics(changed)
    assert not [d for d in every if d.severity == "error"], every
    return [d for d in every if d.code == code]


def findings(*lines: str) -> str:
    return "findings:\n" + "".join(f"  - {line}\n" for line in (*lines, FILM))
