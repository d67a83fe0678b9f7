"""Settings are kept, and never stand in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.errors import CannotSave, NewerSchema
from trainer.store.settings import Settings


def test_settings_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    settings = Settings(folder)
    assert settings.get("theme", "dark") == "dark"
    assert not folder.exists(), "asking creates nothing"
    assert settings.put("theme", "light") is None
    assert settings.put("learner", "Zoë") is None
    assert Settings(folder).get("theme", "dark") == "light"
    assert "Zoë" in (folder / "settings.json").read_text(encoding="utf-8")


def test_what_another_terminal_set_meanwhile_stays(tmp_path: Path) -> None:
    one, two = Settings(tmp_path), Settings(tmp_path)
    one.put("theme", "light")
    two.put("learner", "ann")
    again = Settings(tmp_path)
    assert (again.get("theme"), again.get("learner")) == ("light", "ann")


@pytest.mark.parametrize(
    "broken",
    [b"", b"null", b"[]", b"{", b'{"settings": {"1": {}}}', b'{"settings": {"1": {"schema": 1}}}'],
)
def test_broken_settings_fall_back_and_are_kept_aside(tmp_path: Path, broken: bytes) -> None:
    settings = Settings(tmp_path)
    settings.put("theme", "light")
    settings.put("learner", "ann")
    path = tmp_path / "settings.json"
    path.write_bytes(broken)
    settings = Settings(tmp_path)
    assert settings.get("theme") == "light", "from the last good copy"
    assert settings.get("learner", "me") == "me"
    assert "last good copy was used" in settings.notices[0]
    assert settings.put("learner", "bob") is None
    assert path.with_name("settings.json.broken-1").read_bytes() == broken
    again = Settings(tmp_path)
    assert (again.get("theme"), again.get("learner")) == ("light", "bob")
    assert again.notices == ()


def test_settings_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    text = json.dumps({"settings": {"1": {"schema": 2, "values": {"theme": "light"}}}})
    path.write_text(text)
    settings = Settings(tmp_path)
    assert settings.get("theme", "dark") == "dark"
    assert isinstance(settings.put("theme", "blue"), NewerSchema)
    assert settings.get("theme", "dark") == "blue", "for this sitting"
    assert path.read_text() == text


def test_an_error_of_saving_is_returned(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    folder.write_text("I am a file")
    settings = Settings(folder)
    assert isinstance(settings.put("theme", "light"), CannotSave)
    assert settings.get("theme") == "light"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    settings = Settings(tmp_path)
    assert settings.get("theme", "dark") == "dark"
    assert settings.notices
    assert isinstance(settings.put("theme", "light"), CannotSave)


def test_what_json_cannot_hold_is_refused(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    with pytest.raises(TypeError):
        settings.put("theme", {1, 2})
    assert settings.get("theme") is None
