"""Installing and removing, killed for good at every step: a case is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packs.conftest import Case, Run, environment, shown

if sys.platform == "win32":
    pytest.skip("kills with a signal", allow_module_level=True)

# Killed just before the n-th time that something in the folder is touched.
AT_STEP = """
import os, signal, sys
folder, at, words = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
seen = 0
def hook(event, args):
    global seen
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"):
        if args and str(args[0]).startswith(folder):
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from trainer.cli import run
sys.exit(run(words))
"""

# Installs and removes without end.
FOREVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from trainer.packs.placing import changing, installed_cases, put, take_out
from trainer.packs.sources import read_source
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
candidates = read_source(file).candidates
print("ready", flush=True)
while True:
    with changing(folder):
        put(folder, candidates, datetime.now(UTC))
        [take_out(case) for case in installed_cases(folder)]
"""


def whole(folder: Path) -> bool:
    hashes = json.loads((folder / "manifest.json").read_text("utf-8"))["members"]
    return (folder / "origin.json").is_file() and all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == told
        for name, told in hashes.items()
    )


def check(cases: Path) -> bool:
    """Whether the case is there; what is there is whole."""
    named = [p for p in cases.iterdir() if "@" in p.name] if cases.exists() else []
    assert all(whole(p) for p in named)
    return bool(named)


def kill_at(step: int, tmp_path: Path, cases: Path, *words: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", AT_STEP, str(cases), str(step), *words],
        env=environment(tmp_path), cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


def test_installing_killed_before_each_step(
    tmp_path: Path, cases: Path, case_file: Case, trainer: Run
) -> None:
    file = str(case_file())
    outcomes = []
    for step in range(1, 60):
        code = kill_at(step, tmp_path, cases, "install", file)
        outcomes.append(check(cases))
        if code == 0:
            break
        listed = trainer("list", "--format", "json") if step % 6 == 0 else None
        assert listed is None or ("minimal" in listed.stdout) == outcomes[-1]
        if outcomes[-1]:
            assert trainer("remove", "minimal").returncode == 0
    else:
        pytest.fail("it never came to an end")
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert len(outcomes) > 8
    assert shown(cases) == ["minimal@1.0.0"], "leftovers are cleared by the next one"


def test_removing_killed_before_each_step(
    tmp_path: Path, cases: Path, case_file: Case, trainer: Run
) -> None:
    file = str(case_file())
    for step in range(1, 60):
        assert trainer("install", file).returncode == 0
        code = kill_at(step, tmp_path, cases, "remove", "minimal")
        there = check(cases)
        if code == 0:
            break
    else:
        pytest.fail("it never came to an end")
    assert not there
    assert step > 5
    assert shown(cases) == []


def test_killed_at_random_moments(
    tmp_path: Path, cases: Path, case_file: Case, trainer: Run
) -> None:
    chance = random.Random(7)
    file = case_file()
    found = set()
    for _ in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", FOREVER, str(cases), str(file)],
            env=environment(tmp_path), cwd=tmp_path, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.005, 0.15))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        found.add(check(cases))
        for case in cases.glob("*@*"):
            case.rename(tmp_path / f"aside-{chance.random()}")
    assert trainer("install", file).returncode == 0
    assert shown(cases) == ["minimal@1.0.0"]
    assert found, "both outcomes may happen; neither is half a case"
