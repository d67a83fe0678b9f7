"""Where the command's own streams fail it: no terminal, a full disk, nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FULL = Path("/dev/full")


SCREENS = [
    (),
    ("play", "two-days-of-fever"),
    ("preview", "two-days-of-fever"),
    ("group", "two-days-of-fever"),
    ("group", "notes"),
]


@pytest.mark.parametrize("words", SCREENS)
def test_a_full_screen_wants_a_terminal(trainer: Run, words: tuple[str, ...]) -> None:
    result = trainer(*words)
    assert result.returncode == 2
    assert not result.stdout
    assert "terminal" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize("term", ["dumb", "", "unknown", None])
@pytest.mark.parametrize("words", SCREENS)
def test_a_terminal_that_cannot_draw_is_none(
    tmp_path: Path, words: tuple[str, ...], term: str | None
) -> None:
    import pty

    near, far = pty.openpty()
    env = {**os.environ, "TRAINER_SAVES": str(tmp_path / "saves")}
    env.pop("TERM", None)
    env |= {} if term is None else {"TERM": term}
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", *words], stdin=far, stdout=far, stderr=far, env=env
    ) as process:
        os.close(far)
        said = b""
        while chunk := _read(near):
            said += chunk
        assert process.wait(60) == 2
    os.close(near)
    assert b"\x1b" not in said
    assert b"terminal" in said
    assert b"TERM" in said
    assert len(said) < 400


def _read(near: int) -> bytes:
    try:
        return os.read(near, 4096)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", [("where",), ("schema",), ("answers", "two-days-of-fever")])
def test_output_on_a_full_disk(tmp_path: Path, words: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "trainer", *words],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
            env={**os.environ, "TRAINER_SAVES": str(tmp_path)},
        )  # fmt: skip
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [("runs",), ("debrief", "last"), ("debrief", "a-run")])
def test_a_file_in_the_place_of_the_saves(
    trainer: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("mine")
    result = trainer(*words, "--saves", "file")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "could not be read" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes the streams")
def test_closed_streams(tmp_path: Path) -> None:
    result = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m trainer where <&- >&- 2>'{tmp_path}/said'"],
        check=False, timeout=60, env={**os.environ, "TRAINER_SAVES": str(tmp_path)},
    )  # fmt: skip
    assert result.returncode == 0
    assert not (tmp_path / "said").read_text()


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX system")
@pytest.mark.parametrize("words", ["catalogue", "check two-days-of-fever --format json"])
def test_nobody_reads_on(tmp_path: Path, words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "trainer", *words.split()],
        stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        env={**os.environ, "TRAINER_SAVES": str(tmp_path)},
    )  # fmt: skip
    os.close(writing)
    assert (result.returncode, result.stderr) == (141, "")
