from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def trainer(tmp_path: Path) -> Run:
    """The command as a subprocess, with saves of its own."""

    def run(*words: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "TRAINER_SAVES": str(tmp_path / "saves"), **environ}
        env.setdefault("TRAINER_CASES", str(tmp_path / "installed"))
        return subprocess.run(
            [sys.executable, "-m", "trainer", *words],
            input=stdin, capture_output=True, text=True, env=env, cwd=tmp_path, timeout=60,
            check=False,
        )  # fmt: skip

    return run


def json_of(result: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(result.stdout)
