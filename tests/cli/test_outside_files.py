"""Every command that takes a file, given what is none: told in words, at once, in little memory."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and devices of POSIX")

CASE = "two-days-of-fever"
# The last word of each is followed by the file; {} stands for it elsewhere.
COMMANDS = (
    "check {}", "check --fix {}", "check --fix --diff {}", "check --format json {}",
    "play {} --plain", f"play {CASE} --answers {{}}", "stats {}", "simulate {} --runs 5",
    "graph {}", f"diff {{}} {CASE}", f"diff {CASE} {{}}", "pack {}", "install {}", "update {}",
    "migrate {}", "migrate --diff {}", "preview {}", "new --yes --from {}", "answers {}",
    "group {} --headless", f"group {CASE} --headless --script {{}}", "group panel --into {}",
)  # fmt: skip
MEGABYTES = 900
"""Of addresses; starting Python with all that is loaded for these commands takes 500."""
SECONDS = 5
RUN = f"""
import contextlib, io, json, resource, signal, sys
from trainer.cli import run

resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} << 20, {MEGABYTES} << 20))


class Hung(BaseException):
    pass


def hung(*_):
    raise Hung


signal.signal(signal.SIGALRM, hung)
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    signal.alarm({SECONDS})
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(words)
    except (Hung, MemoryError, Exception) as error:
        code = type(error).__name__
    finally:
        signal.alarm(0)
    print(json.dumps([code, out.getvalue() + err.getvalue()]), flush=True)
"""


class Place(NamedTuple):
    folder: Path
    files: dict[str, str]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """One of each that is no file, under names that a file could have."""
    made = {
        name: tmp_path / f"{name}.yaml"
        for name in ("pipe", "device", "folder", "socket", "dangling", "large", "closed")
    }
    os.mkfifo(made["pipe"])
    made["device"].symlink_to("/dev/zero")
    made["folder"].mkdir()
    made["dangling"].symlink_to(tmp_path / "nowhere.yaml")
    with made["large"].open("wb") as file:
        os.truncate(file.fileno(), 3 << 30)
    made["closed"].write_text("format: 1\n", "utf-8")
    made["closed"].chmod(0)
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket may have only 107 bytes
        listening.bind("socket.yaml")
        os.chdir(here)
        yield Place(tmp_path, {name: str(path) for name, path in made.items()})


SAYS = {
    "pipe": "a named pipe", "device": "a device", "folder": "folder", "socket": "a socket",
    "dangling": "a link that leads nowhere", "large": "has more than", "closed": "ermission",
}  # fmt: skip


def cases() -> list[tuple[str, str]]:
    found = [(command, kind) for command in COMMANDS for kind in SAYS]
    # A script in a pipe is live, and a folder holds what may be installed or checked.
    found = [(c, k) for c, k in found if (k, "--script" in c) != ("pipe", True)]
    if os.geteuid() == 0:  # nothing is closed to root
        found = [(c, k) for c, k in found if k != "closed"]
    return found


def results(folder: Path, commands: list[list[str]]) -> list[tuple[object, str]]:
    """What each command ended with and said, all run in one process."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)],
        capture_output=True, text=True, check=False, timeout=300, cwd=folder,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TRAINER_SAVES": str(folder / "saves"),
             "TRAINER_CASES": str(folder / "cases")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_what_is_no_file_is_told(trainer: Run, place: Place) -> None:
    begun = trainer("group", CASE, "--headless", stdin="open\ncount sepsis=1\n")
    assert (place.folder / "saves" / "groups").is_dir(), begun.stderr
    wanted = cases()
    words = [command.format(place.files[kind]).split() for command, kind in wanted]
    wrong = []
    for (command, kind), (code, said) in zip(wanted, results(place.folder, words), strict=True):
        in_words = SAYS[kind] in said or (kind == "device" and "characters" in said)
        if code != 2 or not in_words or "Traceback" in said:
            wrong.append((command, kind, code, said[-200:]))
    assert not wrong
    assert {p.name for p in place.folder.iterdir()} == {
        *(f"{name}.yaml" for name in place.files), "saves",
    }  # fmt: skip


def test_a_folder_that_holds_them(place: Place) -> None:
    checked, installed = results(
        place.folder, [["check", str(place.folder)], ["install", str(place.folder)]]
    )
    assert checked[0] == 2
    for kind in ("pipe", "device", "folder", "socket", "dangling", "large"):
        assert SAYS[kind] in str(checked[1])
    assert installed[0] == 2
