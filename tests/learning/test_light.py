"""What is due is found without the models of a case and without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import trainer  # noqa: F401 - a fixture

WATCH = """
import sys
from trainer.__main__ import main
try:
    main()
finally:
    loaded = [m for m in ("textual", "pydantic", "yaml", "aiohttp", "plotext") if m in sys.modules]
    print("LOADED", loaded, file=sys.stderr)
"""


def test_what_is_due_needs_no_case_once_its_runs_are_known(
    trainer: Callable[..., object],  # noqa: F811
    tmp_path: Path,
) -> None:
    env = {**os.environ, "TRAINER_SAVES": str(tmp_path / "saves")}
    answers = trainer("answers", "two-days-of-fever", "--policy", "position-1").stdout  # type: ignore[attr-defined]
    (tmp_path / "answers.yaml").write_text(answers, "utf-8")
    play = ("play", "two-days-of-fever", "--answers", "answers.yaml")
    trainer(*play, TRAINER_NOW="2026-09-01T20:00:00Z")
    words = ["review", "--format", "json"]
    trainer(*words, TRAINER_NOW="2026-09-20T20:00:00Z")
    seen = subprocess.run(
        [sys.executable, "-c", WATCH, *words],
        env=env | {"TRAINER_NOW": "2026-09-20T20:00:00Z"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "two-days-of-fever" in seen.stdout
    assert "LOADED []" in seen.stderr
