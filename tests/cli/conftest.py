from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests import forked

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def trainer(tmp_path: Path) -> Run:
    """The command as a process, with saves of its own."""

    def run(*words: str, stdin: str = "", **environ: str) -> CompletedProcess[str]:
        env = {**os.environ, "TRAINER_SAVES": str(tmp_path / "saves"), **environ}
        env.setdefault("TRAINER_CASES", str(tmp_path / "installed"))
        return forked.trainer(*words, stdin=stdin, cwd=tmp_path, env=env)

    return run


def json_of(result: CompletedProcess[str]) -> Any:
    return json.loads(result.stdout)
