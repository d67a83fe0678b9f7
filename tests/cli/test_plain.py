from __future__ import annotations

from tests.cli.conftest import Run, json_of

CASE = "anti-mda5-ild"


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
    assert "Beta-D-glucan (day 8, every 7 days)" in result.stdout
    assert "not reported" in result.stdout


def test_the_first_choice_each_time_reaches_the_debrief(trainer: Run) -> None:
    # 1 is the way on in every menu and the first option of every question; where a line of text
    # or a percentage is asked for, it is that.
    result = trainer("play", CASE, "--plain", stdin="1\n" * 300)
    assert result.returncode == 0, result.stderr
    assert json_of(trainer("runs", "--format", "json"))[0]["status"] == "finished"
    assert "Traceback" not in result.stderr
