"""Disks that are full, limited or not to be written: said, and nothing is left behind."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packs.conftest import ROOT, Case, Run, environment, shown

SHIPPED = ROOT / "scenarios" / "anti-mda5-ild.yaml"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KB."""
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("only root may mount")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def large(tmp_path: Path) -> Path:
    """The shipped case, larger than the tiny disk, in a version of its own."""
    file = tmp_path / "large.yaml"
    text = SHIPPED.read_text("utf-8").replace('version: "0.2.0"', 'version: "7.0.0"', 1)
    file.write_text(text, "utf-8")
    assert file.stat().st_size > 64_000
    return file


def test_a_full_disk(tiny_disk: Path, tmp_path: Path, trainer: Run, case_file: Case) -> None:
    cases = str(tiny_disk)
    assert trainer("install", case_file(), TRAINER_CASES=cases).returncode == 0
    result = trainer("install", large(tmp_path), TRAINER_CASES=cases)
    assert result.returncode == 2
    assert "No space left" in result.stderr
    assert "unharmed" in result.stderr
    assert "Traceback" not in result.stderr
    assert shown(tiny_disk) == ["minimal@1.0.0"]
    output = tiny_disk / "out.case.zip"
    packed = trainer("pack", large(tmp_path), "--output", output)
    assert packed.returncode == 2
    assert "No space left" in packed.stderr
    assert shown(tiny_disk) == ["minimal@1.0.0"], "no half pack, no temporary file"


def test_a_file_larger_than_allowed(tmp_path: Path, cases: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "trainer", "install", str(large(tmp_path))],
        env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True, timeout=60,
        check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, -1)),
    )  # fmt: skip
    assert result.returncode == 2, result.stderr
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert shown(cases) == []


def test_a_file_in_the_place_of_the_folder(
    tmp_path: Path, cases: Path, trainer: Run, case_file: Case
) -> None:
    cases.write_text("I am a file")
    result = trainer("install", case_file())
    assert result.returncode == 2
    assert "TRAINER_CASES" in result.stderr
    assert "Traceback" not in result.stderr
    assert cases.read_text() == "I am a file"
    assert trainer("list").returncode == 0


def test_a_folder_that_is_held_by_another_terminal(
    tmp_path: Path, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trainer.errors import PackError
    from trainer.packs import placing

    monkeypatch.setattr(placing, "_WAIT", 0.1)
    held = placing.changing(cases)
    with placing.changing(cases), pytest.raises(PackError, match="Another terminal"):
        held.__enter__()
