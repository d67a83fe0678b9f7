"""Doubts about questions: kept with the run, printed for the author, and of no weight."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, json_of
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine import moves
from trainer.engine.events import DoubtKept
from trainer.engine.fitting import fitted
from trainer.engine.state import begin, replay
from trainer.scoring.scores import axes
from trainer.store.runs import RunStore

ROOT = Path(__file__).parents[2]
CASE = "anti-mda5-ild"
FILE = ROOT / "scenarios" / f"{CASE}.yaml"
HOSTILE = "is *this* [right](x)? <b>"


def shipped() -> Case:
    scenario = load(FILE).scenario
    assert scenario is not None
    return Case.of(scenario)


def doubted(trainer: Run, *words: str, learner: str = "me") -> str:
    """A run in which the first question is passed and doubted in these words; its id."""
    lines = "".join(f"doubt {text}\n" for text in words)
    played = trainer("play", CASE, "--plain", "--learner", learner, stdin=f"1\npass\n{lines}")
    assert played.returncode == 0, played.stderr
    runs = json_of(trainer("runs", "--learner", learner, "--format", "json"))
    return str(runs[0]["run"])


def test_doubts_are_printed_with_case_version_question_and_words(trainer: Run) -> None:
    version = shipped().scenario.version
    run = doubted(trainer, HOSTILE, "and the dose?", learner="somebody")
    told = trainer("doubts", CASE)
    assert told.returncode == 0, told.stderr
    lines = [line for line in told.stdout.splitlines() if line]
    assert lines[0] == "# Doubts"
    assert lines[1].endswith(f"({CASE}, version {version})")
    assert lines[2] == "### Naming the illness (question phenotype)"
    assert lines[3:] == [
        r"- Day 8: is \*this\* \[right\](x)? \<b\>",
        "- Day 8: and the dose?",
    ]
    assert "somebody" not in told.stdout
    assert trainer("doubts", run).stdout == told.stdout
    rows = json_of(trainer("doubts", "--format", "json"))
    assert [row["text"] for row in rows] == [HOSTILE, "and the dose?"]
    first = {n: rows[0][n] for n in ("run", "case", "version", "question", "title", "day")}
    assert first == {
        "run": run, "case": CASE, "version": version, "question": "phenotype",
        "title": "Naming the illness", "day": 8,
    }  # fmt: skip


def test_doubts_tell_no_key(trainer: Run) -> None:
    doubted(trainer, "why?")
    question = shipped().questions["phenotype"]
    for form in ("markdown", "json"):
        told = trainer("doubts", "--format", form).stdout
        keys = [question.answer.text, *(o.wording for o in question.choices)]
        assert not [text for text in keys if text in told]


def test_without_doubts_that_is_said_and_a_wrong_name_is_refused(trainer: Run) -> None:
    assert "No doubts have been kept" in trainer("doubts").stdout
    assert json_of(trainer("doubts", "--format", "json")) == []
    wrong = trainer("doubts", "no-such-run")
    assert wrong.returncode == 2
    assert "There is no run 'no-such-run'" in wrong.stderr


def test_a_case_that_is_gone_leaves_the_id_of_the_question(trainer: Run, tmp_path: Path) -> None:
    file = tmp_path / "gone.yaml"
    file.write_text(FILE.read_text("utf-8").replace(f"id: {CASE}", "id: gone-case", 1), "utf-8")
    trainer("play", str(file), "--plain", stdin="1\npass\ndoubt is it?\n")
    file.unlink()
    assert "### phenotype (question phenotype)" in trainer("doubts").stdout


def test_runs_of_0_1_0_have_no_doubts_and_are_read(trainer: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "stored-0.1.0", tmp_path / "saves")
    told = trainer("doubts")
    assert told.returncode == 0, told.stderr
    assert "No doubts have been kept" in told.stdout


def test_what_has_not_been_put_cannot_be_doubted(trainer: Run) -> None:
    told = trainer("play", CASE, "--plain", stdin="doubt too early\ndoubt\n").stdout
    assert "That question has not been put yet." in told
    assert "Type doubt and what you doubt, on one line." in told
    case = shipped()
    with pytest.raises(moves.Refused):
        moves.doubt(case, begin(case), "lesson", "of a later day")


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_a_doubt_that_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    play = subprocess.Popen(
        [sys.executable, "-m", "trainer", "play", CASE, "--plain", "--saves", str(saves)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert play.stdin
    assert play.stdout
    play.stdin.write("1\npass\ndoubt it is too strict\n")
    play.stdin.flush()
    assert any("trainer doubts prints it" in line for line in play.stdout)
    play.send_signal(signal.SIGKILL)
    play.wait()
    play.stdin.close()
    play.stdout.close()
    store = RunStore(saves)
    events = store.load(store.summaries().runs[0].run).record.events
    assert [e["text"] for e in events if e["kind"] == "doubt"] == ["it is too strict"]


def test_no_doubt_changes_a_score_and_one_of_a_question_that_is_gone_is_kept() -> None:
    case = shipped()
    events = events_of(case, by_policy(case, "random"))
    doubts = [DoubtKept("phenotype", 8, "why?"), DoubtKept("gone", 8, "and this?")]
    state = replay(case, [*events, *doubts])
    assert axes(case, state) == axes(case, replay(case, events))
    fit = fitted(case, [*events, *doubts])
    assert fit.state.doubts == (("phenotype", "why?"), ("gone", "and this?"))
    assert not fit.lost
