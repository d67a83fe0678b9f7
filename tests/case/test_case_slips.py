"""Typical slips: the line of the slip is told, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.slips import Slip, slips
from trainer.author.check.files import check
from trainer.case.reading.diagnostics import render


@pytest.mark.parametrize("slip", slips(), ids=lambda s: s.name)
def test_a_slip_is_told_on_its_line(slip: Slip, tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_bytes(slip.raw)
    findings = check(path).findings
    told = "\n".join(render(d) for d in findings)
    found = [d for d in findings if (d.code, d.line) == (slip.code, slip.line)]
    assert found, told
    assert any(slip.says in f"{d.message} {d.advice}" for d in found), told
    if slip.alone:
        assert len(findings) == 1, told


def test_there_are_enough_and_no_two_alike() -> None:
    assert len(slips()) >= 40
    assert len({s.name for s in slips()}) == len({s.raw for s in slips()}) == len(slips())
