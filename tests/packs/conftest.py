"""A small case, packs of it made well and made badly, and the command with folders of its own."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests import forked

ROOT = Path(__file__).parents[2]
SMALL = Path(__file__).parent / "small.yaml"

Run = Callable[..., CompletedProcess[str]]
Case = Callable[..., Path]


def scenario_text(case: str = "minimal", version: str = "1.0.0", title: str = "A cough") -> str:
    text = SMALL.read_text("utf-8")
    text = text.replace("id: minimal", f"id: {case}", 1)
    text = text.replace('version: "1.0.0"', f'version: "{version}"', 1)
    return text.replace("title: A cough", f"title: {title}", 1)


def manifest_for(members: dict[str, bytes], /, **changes: Any) -> bytes:
    values = {
        "manifest": 1,
        "id": "minimal",
        "version": "1.0.0",
        "format": 1,
        "title": "A cough",
        "licence": "CC0",
        "scenario": "minimal.yaml",
        "members": {n: hashlib.sha256(c).hexdigest() for n, c in members.items()},
        "sources": [],
        **changes,
    }
    return json.dumps({k: v for k, v in values.items() if v is not ...}).encode()


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def good_members(**more: bytes) -> dict[str, bytes]:
    members = {"minimal.yaml": scenario_text().encode(), **more}
    return {"manifest.json": manifest_for(members), **members}


@pytest.fixture
def case_file(tmp_path: Path) -> Case:
    """A scenario file; told apart by id, version and title."""

    def make(case: str = "minimal", version: str = "1.0.0", title: str = "A cough") -> Path:
        path = tmp_path / "files" / f"{case}-{version}-{len(title)}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(scenario_text(case, version, title), "utf-8")
        return path

    return make


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """The folder of installed cases."""
    return tmp_path / "installed"


@pytest.fixture
def trainer(tmp_path: Path, cases: Path) -> Run:
    """The command as a process, with saves and installed cases of its own."""

    def run(*words: object, stdin: str = "", **environ: str) -> CompletedProcess[str]:
        env = environment(tmp_path, **environ)
        return forked.trainer(*words, stdin=stdin, cwd=tmp_path, env=env)

    return run


def environment(tmp_path: Path, **environ: str) -> dict[str, str]:
    return {
        **os.environ,
        "TRAINER_SAVES": str(tmp_path / "saves"),
        "TRAINER_CASES": str(tmp_path / "installed"),
        **environ,
    }


def shown(folder: Path) -> list[str]:
    """What a person sees in the folder of installed cases."""
    return sorted(p.name for p in folder.iterdir() if p.name != ".locks") if folder.exists() else []
