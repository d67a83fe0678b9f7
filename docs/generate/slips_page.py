"""The page of typical slips, and what the check says about each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from docs.generate.markdown import MADE, code, table
from tests.case.slips import Slip, slips
from trainer.author.check.files import check

_HEAD = """# Typical slips

What `trainer check` says about each slip, made in the same small file
(`trainer/case/rules/example.yaml`). All slips of a file are reported in one go, even beside a
syntax error.
"""


def slips_page() -> str:
    """A table of the slips: what was written, line, message, what to do."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(slip, Path(folder) / "a-cough.yaml") for slip in slips()]
    columns = ("slip", "written", "line", "code", "message", "advice")
    return "\n".join([MADE, "", _HEAD, *table(columns, rows)]) + "\n"


def _row(slip: Slip, path: Path) -> tuple[str, ...]:
    path.write_bytes(slip.raw)
    at = (slip.code, slip.line)
    finding = next(d for d in check(path).findings if (d.code, d.line) == at)
    message, advice = (t.replace(str(path), path.name) for t in (finding.message, finding.advice))
    lines = [line.strip() for line in slip.shown.split("\n") if line.strip()]
    shown = max(lines[-2:], key=len, default="")
    return (
        slip.name,
        code(shown[:70]) if shown else "",
        str(slip.line),
        slip.code,
        message,
        advice,
    )
