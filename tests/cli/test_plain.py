from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, json_of
from trainer.store.journal import Journal
from trainer.store.runs import RunStore

CASE = "anti-mda5-ild"


def events(folder: Path) -> list[dict[str, Any]]:
    store = RunStore(folder / "saves")
    return list(store.load(store.summaries().runs[0].run).record.events)


def test_end_of_input_saves_and_exits_0(trainer: Run) -> None:
    result = trainer("play", CASE, "--plain")
    assert result.returncode == 0, result.stderr
    assert "Day 8" in result.stdout
    runs = json_of(trainer("runs", "--format", "json"))
    assert [(r["status"], r["day"]) for r in runs] == [("playing", 8)]


def test_a_decision_is_locked_answered_and_kept(trainer: Run) -> None:
    # Decide; first option; 70 %; no reason, and the verdict follows; then the input ends.
    result = trainer("play", CASE, "--plain", stdin="1\n1\n70\n\n")
    assert result.returncode == 0, result.stderr
    assert "Committed" in result.stdout
    assert "Reported:" in result.stdout
    assert json_of(trainer("runs", "--format", "json"))[0]["decisions"] == 1
    again = trainer("play", CASE, "--plain", stdin="1\n")
    assert "unfinished run" in again.stdout
    assert len(json_of(trainer("runs", "--format", "json"))) == 1


def test_an_order_by_its_synonym(trainer: Run) -> None:
    result = trainer("play", CASE, "--plain", stdin="2\nBDG\n1\n7\n")
    assert "Beta-D-glucan (day 8, every 7 days): not back yet" in result.stdout


def test_the_first_choice_each_time_reaches_the_debrief(trainer: Run) -> None:
    # 1 is the way on in every menu and the first option of every question; where a line of text
    # or a percentage is asked for, it is that.
    result = trainer("play", CASE, "--plain", stdin="1\n" * 300)
    assert result.returncode == 0, result.stderr
    assert json_of(trainer("runs", "--format", "json"))[0]["status"] == "finished"
    assert "Traceback" not in result.stderr


def test_the_verdict_follows_the_answer_with_no_second_question(trainer: Run) -> None:
    result = trainer("play", CASE, "--plain", stdin="1\n1\n70\n\n")
    told = result.stdout
    assert told.index("Committed.") < told.index("Reported:") < told.rindex("Your choice > ")
    assert "Undo" not in told
    assert "Show the answer" not in told


def test_an_answer_in_an_exam_can_still_be_undone(trainer: Run) -> None:
    result = trainer("play", CASE, "--plain", "--exam", stdin="1\n1\n70\n\n")
    assert "The answer is in the debrief." in result.stdout
    assert "Reported:" not in result.stdout
    assert "Undo the last answer" in result.stdout


def test_an_answer_in_an_exam_is_final_once_the_next_question_is_shown(
    trainer: Run, tmp_path: Path
) -> None:
    # The first question, then the second, which is passed; that pass is undone (the sixth and
    # last line of the menu), and then there is nothing left to undo.
    result = trainer("play", CASE, "--plain", "--exam", stdin="1\n1\n70\n\n1\npass\n6\n")
    menus = [menu.splitlines() for menu in result.stdout.split("== Day 8")[1:]]
    offered = ["Undo the last answer" in "\n".join(menu) for menu in menus]
    assert offered == [False, True, True, False]
    kinds = [e["kind"] for e in events(tmp_path)]
    assert kinds == ["question", "commit", "question", "pass", "undo"]


def test_an_exams_verdict_is_in_no_debrief_before_its_end(trainer: Run, tmp_path: Path) -> None:
    trainer("play", CASE, "--plain", "--exam", stdin="1\n1\n70\n\n")
    store = RunStore(tmp_path / "saves")
    run = store.summaries().runs[0].run
    journal, _ = Journal.resume(store, run)  # as an older version, or a hand, may have written it
    journal.keep([{"kind": "reveal", "decision": "phenotype"}], {}, datetime.now(UTC))
    journal.close()
    told = trainer("debrief", run).stdout
    assert "not revealed yet" in told
    assert "Reported:" not in told.replace("Reported: not revealed yet", "")


@pytest.mark.parametrize("said", ["70%", "70 %", "high\n70 percent", "170\n70"])
def test_a_confidence_is_kept_with_its_sign_or_asked_again(
    trainer: Run, tmp_path: Path, said: str
) -> None:
    result = trainer("play", CASE, "--plain", stdin=f"1\n1\n{said}\n\n")
    assert result.stdout.count("How sure are you") == said.count("\n") + 1
    answer, verdict = events(tmp_path)
    assert answer["confidence"] == 70
    assert verdict["id"] != answer["id"]
    assert verdict["at"] == answer["at"]
    rest = {name: value for name, value in verdict.items() if name not in ("id", "at")}
    assert rest == {"kind": "reveal", "decision": answer["decision"]}


def test_an_estimate_is_read_and_echoed_with_its_unit(trainer: Run, tmp_path: Path) -> None:
    passes = "1\npass\n" * 2  # to the estimate of the first day
    result = trainer("play", CASE, "--plain", stdin=f"{passes}1\n1e1\n1_0\nnan\n101\n30 %\n70\n\n")
    assert result.stdout.count("A number from") == 5
    assert "Your estimate: 30 %." in result.stdout
    assert "You: 30 %" in result.stdout
    (answer,) = (e for e in events(tmp_path) if e["kind"] == "commit")
    assert (answer["value"], answer["confidence"]) == (30, 70)


def test_a_reason_over_the_limit_does_not_cost_the_answer(trainer: Run, tmp_path: Path) -> None:
    result = trainer("play", CASE, "--plain", stdin=f"1\n1\n70\n{'x' * 5000}\n")
    assert "The first 4000 characters are kept." in result.stdout
    assert len(events(tmp_path)[0]["reason"]) == 4000


def test_an_interval_and_a_day_that_cannot_be_read_are_asked_again(trainer: Run) -> None:
    asked = "2\nBDG\n1\noften\n0\n7 days\n"
    result = trainer("play", CASE, "--plain", stdin=asked)
    assert "Beta-D-glucan (day 8, every 7 days)" in result.stdout
    assert result.stdout.count("Repeat every how many days") == 3
    passes = "1\npass\n" * 4
    result = trainer("play", CASE, "--plain", "--learner", "b", stdin=f"{passes}2\nsoon\n10\n")
    assert "Type a whole number." in result.stdout
    assert "== Day 10 " in result.stdout


def test_a_case_is_played_without_a_folder_to_save_in(trainer: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here a folder should be", "utf-8")
    result = trainer("play", CASE, "--plain", "--saves", file)
    words = " ".join(result.stdout.split())
    assert result.returncode == 2
    assert "choose another folder with --saves DIR" in words
    assert "== Day 8 ==" in words
    assert "NOT SAVED: " in words
    assert "NOT SAVED: Not saved" not in words
    assert "Saved." not in words
    assert file.read_text("utf-8") == "here a folder should be"
