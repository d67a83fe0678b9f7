"""``trainer simulate`` as a subprocess."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import forked
from tests.cli.conftest import Run, json_of
from trainer.answers import ROBOTS
from trainer.author.simulate.play import AXES
from trainer.case.rules.example import example

CASE = "anti-mda5-ild"
FILE = Path(__file__).parents[1] / "case" / "format-2.yaml"
"""A small case, where only the command itself matters."""


@pytest.fixture
def trainer(tmp_path: Path) -> Run:
    def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "TRAINER_SAVES": str(tmp_path / "saves"), **environ}
        return forked.trainer(*words, cwd=tmp_path, env=env)

    return run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A case that the check lets pass: on one decision every answer is as sound as any other."""
    before, after = example().split("  - id: after-film\n")
    for judgement in ("acceptable", "unnecessary"):
        after = after.replace(f"judgement: {judgement}", "judgement: recommended")
    path = tmp_path / "a-cough.yaml"
    path.write_text(f"{before}  - id: after-film\n{after}", "utf-8")
    return path


def test_the_shipped_case_as_json(trainer: Run) -> None:
    result = trainer("simulate", CASE, "--runs", "300", "--seed", "4", "--format", "json")
    assert result.returncode in (0, 1), result.stderr
    assert result.stderr == ""
    told = json_of(result)
    assert (told["scenario"], told["runs"], told["seed"]) == (CASE, 300, 4)
    assert set(told["policies"]) == set(ROBOTS)
    assert told["policies"]["reported"]["as_reported"] == 100
    for axis in AXES:
        limits = told["axes"][axis]
        if axis not in ("stewardship", "calibration"):
            assert limits["exact"]
            assert (limits["minimum"], limits["maximum"]) == (0, 100)
        chance = limits["random"]
        assert 0 <= chance["p5"] <= chance["p50"] <= chance["p95"] <= 100
    assert len(told["decisions"]) >= 9
    assert result.returncode == bool(told["troubles"])
    again = json_of(trainer("simulate", CASE, "--runs", "300", "--seed", "4", "--format", "json"))
    del told["runs_per_second"], again["runs_per_second"]
    assert again == told


def test_troubles_are_told_and_can_be_played(trainer: Run, broken: Path, tmp_path: Path) -> None:
    result = trainer("simulate", str(broken), "--format", "json")
    assert result.returncode == 1, result.stderr
    (trouble,) = json_of(result)["troubles"]
    assert (trouble["code"], trouble["decision"]) == ("no-discrimination", "after-film")
    answers = tmp_path / "answers.yaml"
    answers.write_text(trouble["answers"], "utf-8")
    played = trainer("play", str(broken), "--answers", str(answers), "--format", "json")
    assert played.returncode == 0, played.stderr
    parts = json_of(played)["axes"]["soundness"]["parts"]
    assert next(p["credit"] for p in parts if p["id"] == "after-film") == 1


def test_troubles_in_words_or_in_files(trainer: Run, broken: Path, tmp_path: Path) -> None:
    printed = trainer("simulate", str(broken))
    assert printed.returncode == 1
    assert "no-discrimination after-film:" in printed.stdout
    assert "picks:" in printed.stdout
    assert "1 trouble." in printed.stdout
    assert max(map(len, printed.stdout.splitlines())) <= 80
    folder = tmp_path / "shown"
    result = trainer("simulate", str(broken), "--write", str(folder))
    assert result.returncode == 1
    assert "picks:" not in result.stdout
    (file,) = folder.iterdir()
    assert file.name == "no-discrimination-after-film.yaml"
    assert list(yaml.safe_load(file.read_text("utf-8"))["decisions"]) == ["after-film"]
    assert trainer("play", str(broken), "--answers", str(file)).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-case"],
        ["nothing.yaml"],
        [CASE, "--runs", "0"],
        [CASE, "--runs", "many"],
        [CASE, "--runs", "99999999"],
        [CASE, "--seed", "x"],
        [CASE, "--format", "markdown"],
        [],
    ],
)
def test_misuse(trainer: Run, words: list[str]) -> None:
    result = trainer("simulate", *words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_folder_that_cannot_be_written(trainer: Run, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = trainer("simulate", str(broken), "--write", str(tmp_path / "file"))
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_screen_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from trainer.cli import run; "
        f"run(['simulate', {str(FILE)!r}, '--runs', '10']); sys.exit('textual' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    near, far = pty.openpty()
    result = subprocess.run(
        [sys.executable, "-m", "trainer", "simulate", FILE, "--runs", "3000", "--format", "json"],
        stderr=far, stdout=subprocess.PIPE, cwd=tmp_path, check=False,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(far)
    shown = os.read(near, 100_000).decode("utf-8", "replace")
    os.close(near)
    assert "random runs" in shown
    assert json.loads(result.stdout)["runs"] == 3000
