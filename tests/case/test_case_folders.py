"""What of a folder is a scenario: hidden files and editors' own are left alone everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.author.check.files import files
from trainer.case.library.cases import heads
from trainer.case.library.filenames import is_scenario
from trainer.case.rules.example import example
from trainer.packs.sources import read_source

LEFTOVERS = (
    "._a-cough.yaml", ".a-cough.yaml.swp", ".hidden.yaml", "a-cough.yaml~", "#a-cough.yaml#",
    "~$a-cough.yaml", "#b.yaml", ".case-schema.json",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a-cough.yaml").write_text(example(), "utf-8")
    for name in LEFTOVERS:
        (tmp_path / name).write_bytes(b"\x00\x05\x16\x07 no case")
    (tmp_path / ".#a-cough.yaml").symlink_to("someone@host.1234:1700000000")
    return tmp_path


def test_names() -> None:
    assert is_scenario("a.yaml")
    assert is_scenario("a.yml")
    assert not [name for name in (*LEFTOVERS, ".#a.yaml") if is_scenario(name)]


def test_they_are_left_alone(folder: Path) -> None:
    assert list(files([str(folder)])) == [folder / "a-cough.yaml"]
    found = heads([folder], None)
    assert [(h.id, h.ok) for h in found] == [("a-cough", True)]
    source = read_source(folder)
    assert [c.name for c in source.candidates] == ["a-cough@1.0.0"]
    assert source.left_out == ()
