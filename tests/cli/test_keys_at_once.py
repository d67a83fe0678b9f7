"""Keys sent in one write, to a play in a real pseudo-terminal, record only what was chosen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.case.compiled import Case
from trainer.case.loader import load

ROOT = Path(__file__).parent.parent.parent
BENCHMARKS = ROOT / "benchmarks"
CASE = ROOT / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal"),
    pytest.mark.skipif(
        not (BENCHMARKS / "keys_at_once.py").is_file(), reason="the benchmarks are not here"
    ),
]


def test_random_keys_at_once_do_what_a_simple_model_says() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "keys_at_once.py"), "--bursts", "20", "--seed", "3"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong 0" in done.stdout
    assert " 0 answers" not in done.stdout


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from keys_at_once import Play

    scenario = load(CASE).scenario
    assert scenario is not None
    begun = Play(tmp_path, Case.of(scenario))
    yield begun
    begun.close()


def paste(play: Any, text: str) -> None:
    play.write([f"\x1b[200~{text}\x1b[201~"])


def until(play: Any, holds: Callable[[], object]) -> None:
    """A busy machine may take longer than a look."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, play.terminal.output[-2000:]
        play.terminal.read(0.1)


def test_a_paste_of_two_lines_is_one_note_with_all_its_words(play: Any) -> None:
    play.write(["6"])
    play.write(["\r"])
    paste(play, "first line\nsecond line\n")
    play.write(["\r"])
    until(play, play.recorded)
    assert [e["text"] for e in play.recorded()] == ["first line second line"]
    before = len(play.terminal.output)
    play.write(["\x1b"])
    play.write(["1"])  # a page, not text
    until(play, lambda: b"Question 1 of" in play.terminal.output[before:])
    assert len(play.recorded()) == 1


def test_of_a_paste_over_the_limit_what_fits_is_kept(play: Any) -> None:
    play.write(["6"])
    play.write(["\r"])
    before = len(play.terminal.output)
    paste(play, "x" * 3999 + " y" * 600)
    until(play, lambda: b"characters fit" in play.terminal.output[before:])
    play.write(["\r"])
    until(play, play.recorded)
    assert [len(e["text"]) for e in play.recorded()] in ([4000], [3999])


def test_an_order_typed_in_one_write_is_never_placed_unseen(play: Any) -> None:
    play.write(list("oferritin\r"))
    assert play.recorded() == []
    play.write(["\r"])
    until(play, play.recorded)
    assert [e["order"] for e in play.recorded()] == ["ferritin"]
