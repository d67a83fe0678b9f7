"""A play killed at random moments keeps all that it acknowledged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "benchmarks" / "kill_play.py"


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal and waits on pipes")
@pytest.mark.skipif(not SCRIPT.is_file(), reason="the benchmarks are not here")
def test_nothing_acknowledged_is_lost_when_a_play_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--kills", "8", "--seed", "11"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost 0, broken 0" in done.stdout
    assert "acknowledged 0 decisions" not in done.stdout
