"""Installing and removing, killed for good at every step: a case is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.long import LONG
from tests.packs.conftest import Case, Run, environment, shown

if sys.platform == "win32":
    pytest.skip("kills with a signal", allow_module_level=True)

TIMES = 25 if LONG else 10
"""How often each way is killed at a moment drawn by chance."""

# One process has the program loaded. For each line it gets (what to count, a number, the words of a
# command) a child of it runs the command, and is killed when it has counted so far: "steps" are the
# times that something in the folder is touched, counted just before; "calls" are all calls of
# functions and returns from them. It answers with how the child ended, and how far it counted.
KILLER = """
import json, os, signal, sys
from pathlib import Path
from trainer.cli import run
from trainer.packs.sources import read_source
import trainer.packs.placing
folder, file = sys.argv[1:]
read_source(Path(file))
counted, at, touched = 0, 0, ()
def count(*_):
    global counted
    counted += 1
    if counted == at:
        os.kill(os.getpid(), signal.SIGKILL)
def hook(event, args):
    if event in touched and args and str(args[0]).startswith(folder):
        count()
sys.addaudithook(hook)
for line in sys.stdin:
    what, at, *words = json.loads(line)
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if what == "steps":
            touched = "open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"
        else:
            sys.setprofile(count)
        code = run(words)
        sys.setprofile(None)
        os.write(writing, str(counted).encode())
        os._exit(code)
    os.close(writing)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([ended, int(os.read(reading, 20) or 0)]), flush=True)
    os.close(reading)
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


class Killer:
    """Runs commands to be killed, each in a process of its own."""

    def __init__(self, tmp_path: Path, cases: Path, file: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", KILLER, str(cases), str(file)],
            env=environment(tmp_path), cwd=tmp_path, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, *words: str, what: str = "steps", at: int = 0) -> tuple[int, int]:
        """How it ended, and how far it counted if it came to its end; ``at`` 0 kills nothing."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, at, *words]) + "\n")
        self.process.stdin.flush()
        code, counted = json.loads(self.process.stdout.readline())
        assert code in (0, -signal.SIGKILL)
        return code, counted


@pytest.fixture
def killer(tmp_path: Path, cases: Path, case_file: Case) -> Iterator[Killer]:
    made = Killer(tmp_path, cases, case_file())
    yield made
    made.process.communicate()


def test_installing_killed_before_each_step(
    cases: Path, case_file: Case, trainer: Run, killer: Killer
) -> None:
    file = str(case_file())
    outcomes = []
    for step in range(1, 60):
        code, _ = killer("install", file, at=step)
        outcomes.append(check(cases))
        if code == 0:
            break
        listed = trainer("list", "--format", "json") if step % 6 == 0 else None
        assert listed is None or ("minimal" in listed.stdout) == outcomes[-1]
        if outcomes[-1]:
            assert killer("remove", "minimal")[0] == 0
    else:
        pytest.fail("it never came to an end")
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert len(outcomes) > 8
    assert shown(cases) == ["minimal@1.0.0"], "leftovers are cleared by the next one"


def test_removing_killed_before_each_step(cases: Path, case_file: Case, killer: Killer) -> None:
    file = str(case_file())
    for step in range(1, 60):
        assert killer("install", file)[0] == 0
        code, _ = killer("remove", "minimal", at=step)
        there = check(cases)
        if code == 0:
            break
    else:
        pytest.fail("it never came to an end")
    assert not there
    assert step > 5
    assert shown(cases) == []


def test_killed_at_any_moment(cases: Path, case_file: Case, trainer: Run, killer: Killer) -> None:
    """Between two steps, too: a sample of all calls, drawn anew from the same seed each time."""
    chance = random.Random(7)
    file = str(case_file())
    killed, found = 0, set()
    there, away = ("install", file), ("remove", "minimal")
    for words, undone in ((there, away), (away, there)):
        calls = 0
        for _ in range(TIMES):
            if check(cases) == (words is there):
                killer(*undone)
            # The second half of the calls has all that is done in the folder; the first time
            # they are counted only.
            at = chance.randrange(calls // 2, calls) if calls else 0
            code, counted = killer(*words, what="calls", at=at)
            calls = calls or counted
            killed += code != 0
            found.add(check(cases))
    assert killed > 1.6 * TIMES
    assert found == {True, False}, "both happen; neither is half a case"
    assert trainer("install", file).returncode == 0
    assert shown(cases) == ["minimal@1.0.0"]
