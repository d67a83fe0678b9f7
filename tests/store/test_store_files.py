"""One file, whole at every moment."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from trainer.store.files import copy_file, last_good, make_folder, replace_file


def test_file_and_folder_are_synced_in_the_order_that_makes_a_save_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    replace_file(path, b"old")
    steps: list[str] = []
    sync, rename = os.fsync, os.replace

    def seen_sync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        sync(handle)

    def seen_rename(source: str, target: str) -> None:
        steps.append(f"rename {Path(source).name} {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", seen_sync)
    monkeypatch.setattr(os, "replace", seen_rename)
    replace_file(path, b"new")
    assert steps == [
        "content",
        "rename a.json.bak.tmp a.json.bak",
        "rename a.json.tmp a.json",
        "folder",
    ]
    assert (path.read_bytes(), last_good(path).read_bytes()) == (b"new", b"old")


def test_where_there_are_no_links_a_copy_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")  # what Linux says on FAT

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.json"
    for content in (b"1", b"2", b"3"):
        replace_file(path, content)
    assert (path.read_bytes(), last_good(path).read_bytes()) == (b"3", b"2")
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(FileExistsError):
        copy_file(path, last_good(path))


def test_a_link_planted_at_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("precious")
    (tmp_path / "a.json.tmp").symlink_to(other)
    replace_file(tmp_path / "a.json", b"new")
    assert other.read_text() == "precious"
    assert not (tmp_path / "a.json").is_symlink()


def test_folders_are_made_with_their_parents(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
