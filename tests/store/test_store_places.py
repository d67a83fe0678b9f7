"""Which folder saves go to."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.files.places import saves_folder

PYPROJECT = '[project]\nname = "case-trainer"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "saves").mkdir()
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    return tmp_path


def test_the_option_comes_first(checkout: Path) -> None:
    place = saves_folder(Path("here"), {"TRAINER_SAVES": "/there"}, checkout)
    assert place.path == checkout / "here"
    assert "--saves" in place.reason


def test_then_the_variable(checkout: Path) -> None:
    place = saves_folder(None, {"TRAINER_SAVES": "/there"}, checkout)
    assert place.path == Path("/there")
    assert "TRAINER_SAVES" in place.reason


def test_then_the_checkout(checkout: Path) -> None:
    place = saves_folder(None, {"TRAINER_SAVES": ""}, checkout)
    assert place.path == checkout / "saves"
    assert "checkout" in place.reason


@pytest.mark.parametrize(
    "pyproject",
    ['[project]\nname = "other"\n', "project = 1\n", "[project", "", None, b"\xff"],
)
def test_then_the_data_of_the_user(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, pyproject: str | bytes | None
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    file = checkout / "pyproject.toml"
    if pyproject is None:
        file.unlink()
    else:
        file.write_bytes(pyproject if isinstance(pyproject, bytes) else pyproject.encode())
    place = saves_folder(None, {}, checkout)
    assert place.path.name == "saves"
    assert place.path.parent.name == "case-trainer"
    assert "your data" in place.reason
    assert not place.path.is_relative_to(checkout)


def test_a_checkout_without_saves_has_none(checkout: Path) -> None:
    (checkout / "saves").rmdir()
    assert saves_folder(None, {}, checkout).path != checkout / "saves"
    assert not (checkout / "saves").exists()


def test_the_home_folder_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert saves_folder(Path("~/mine"), {}, Path("/")).path == tmp_path / "mine"
    assert saves_folder(Path("~nobody-of-that-name/x"), {}, tmp_path).path.is_relative_to(tmp_path)
