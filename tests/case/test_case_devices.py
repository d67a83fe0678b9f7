"""Ids that Windows takes for devices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer import cli
from trainer.case.loader import load_text
from trainer.case.rules.example import example
from trainer.files.outside import is_device


@pytest.mark.parametrize("name", ["con", "CON", "aux", "Nul", "prn", "com1", "lpt9", "com0"])
def test_a_device_is_no_id(name: str) -> None:
    assert is_device(name)
    text = re.sub(r"^id: .*", f"id: {name.lower()}", example(), flags=re.MULTILINE)
    loaded = load_text(text, Path(f"{name}.yaml"))
    assert loaded.scenario is None
    assert [(d.code, d.line) for d in loaded.diagnostics] == [("R321", 3)]


@pytest.mark.parametrize(
    "name", ["con.yaml", "NUL.tar.gz", "com¹", "LPT³.txt", "aux .yaml", "conin$"]
)
def test_whatever_its_ending(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["cons", "com10", "com", "a-con", "console", "lpt", "auxiliary"])
def test_near_a_device(name: str) -> None:
    assert not is_device(name)


def test_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["new", "--yes", "--id", "aux"]) == 2
    assert "the name of a device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
