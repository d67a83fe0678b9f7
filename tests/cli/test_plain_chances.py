"""A list of diagnoses typed in plain text, revised, and kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.questions.case_with_differentials import TEXT
from trainer.store.runs import RunStore


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "a-cough.yaml"
    file.write_text(TEXT, "utf-8")
    return str(file)


def lists(folder: Path) -> list[Any]:
    store = RunStore(folder / "saves")
    events = store.load(store.summaries().runs[0].run).record.events
    return [e["chances"] for e in events if "chances" in e]


def test_letters_and_a_per_cent_make_a_list(trainer: Run, case: str, tmp_path: Path) -> None:
    typed = ["1", "asthma 40, PE 15", "1"]
    told = trainer("play", case, "--plain", stdin="\n".join(typed) + "\n").stdout
    assert "Committed." in told
    assert "Asthma 40 %" in told
    assert "something else 45 %" in told
    assert "Not to be missed, on the list: Pulmonary embolism" in told
    assert "neumonia" not in told
    assert lists(tmp_path) == [{"asthma": 40, "pulmonary-embolism": 15}]


def test_what_is_not_clear_is_asked_for_and_too_much_is_refused(
    trainer: Run, case: str, tmp_path: Path
) -> None:
    typed = [
        "1",
        "hint",
        "asthm 90, qqqzz 5, sepsis 30",
        "1",
        "sepsis 10; asthma; influenza",
        "many",
        "80",
        "",
        "1",
    ]
    told = trainer("play", case, "--plain", stdin="\n".join(typed) + "\n").stdout
    assert "Think of what cannot wait." in told
    assert "Which is: asthm?" in told
    assert "Not taken: qqqzz." in told
    assert "together 120 %" in told
    assert "-20 %" not in told
    assert "take 20 % away" in told
    assert "whole number from 0 to 100" in told
    assert "something else -" not in told
    assert lists(tmp_path) == [{"asthma": 80, "sepsis": 10}]


def test_the_last_list_is_shown_to_revise_and_an_empty_line_keeps_it(
    trainer: Run, case: str, tmp_path: Path
) -> None:
    first = ["1", "asthma 40, PE 15", "1", "1", "pass", "1", "1", "1"]
    told = trainer("play", case, "--plain", stdin="\n".join([*first, ""]) + "\n").stdout
    assert told.count("Your last list; an empty line keeps it:") == 1
    assert told.index("== Day 3") < told.index("Your last list")
    revise = ["1", "1", "PE 0, lung cancer 5", "2", "", "1"]
    trainer("play", case, "--plain", stdin="\n".join(revise) + "\n")
    assert lists(tmp_path)[1:] == [{"asthma": 40, "lung-cancer": 5}]


def test_the_first_choice_each_time_reaches_the_debrief(
    trainer: Run, case: str, tmp_path: Path
) -> None:
    result = trainer("play", case, "--plain", stdin="1\n" * 100)
    assert result.returncode == 0, result.stderr
    assert "Debrief:" in result.stdout
    assert "- day 3: A shadow on the film: towards" in result.stdout  # no letter of a chart
    assert len(lists(tmp_path)) == 2


def test_passing_leaves_no_list(trainer: Run, case: str, tmp_path: Path) -> None:
    told = trainer("play", case, "--plain", stdin="1\npass\n").stdout
    assert told.count("Passed.") == 1
    assert lists(tmp_path) == []


def test_a_prompt_is_broken_between_words_and_names_no_hint_where_there_is_none(
    trainer: Run, tmp_path: Path
) -> None:
    file = tmp_path / "no-hints.yaml"
    file.write_text(re.sub(r"\n    hints:.*(\n      - .*)*", "", TEXT), "utf-8")
    told = trainer("play", str(file), "--plain", stdin="1\n").stdout.partition("Saved.")[0]
    assert max(map(len, told.splitlines())) < 80
    assert " ".join(told.split()).endswith("the rest is something else; pass >")


def test_no_line_of_a_later_list_is_wider_than_the_screen_or_has_a_mark(
    trainer: Run, case: str
) -> None:
    typed = ["1", "asthma 40, PE 15", "1", "1", "pass", "1", "1", "1", "lung cancer 5", "1", "more"]
    told = trainer("play", case, "--plain", stdin="\n".join(typed) + "\n").stdout
    told = told.replace(" > ", " > \n").partition("Saved.")[0]
    assert "hint, or pass > " in told
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "- day 1: " in told.rpartition("type more")[2]
