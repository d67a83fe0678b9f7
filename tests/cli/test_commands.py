from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run, json_of
from tests.long import LONG
from trainer.case.reading.yaml12 import parse
from trainer.commands.parsing import COMMANDS

CASE = "anti-mda5-ild"
SMALL = Path(__file__).parents[1] / "case" / "format-2.yaml"
AXES = ("soundness", "as_reported", "timeliness", "vigilance", "stewardship", "calibration")
FILE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


@pytest.mark.parametrize(
    "command",
    ["play", "list", "check", "schema", "where", "answers", "runs", "debrief", "catalogue"],
)
def test_every_command_has_help(trainer: Run, command: str) -> None:
    result = trainer(command, "--help")
    assert result.returncode == 0
    assert command in result.stdout


def test_list_as_json(trainer: Run) -> None:
    cases = json_of(trainer("list", "--format", "json"))
    case = next(c for c in cases if c["id"] == CASE)
    assert set(case) >= {"id", "title", "path", "first_day", "last_day", "decisions"}
    assert (case["first_day"], case["last_day"]) == (8, 61)
    assert case["decisions"] >= 9


def test_check_codes_and_json(trainer: Run, tmp_path: Path) -> None:
    assert trainer("check", str(FILE)).returncode == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text(FILE.read_text("utf-8").replace("specialty:", "speciality:", 1), "utf-8")
    result = trainer("check", str(bad), "--format", "json")
    assert result.returncode == 1
    found = json_of(result)
    assert set(found[0]) == {"path", "line", "column", "code", "severity", "message"}
    unknown = next(d for d in found if d["code"] == "M201")
    assert "specialty" in unknown["message"]
    assert bad.read_text("utf-8").split("\n")[unknown["line"] - 1].startswith("speciality")
    missing = trainer("check", str(tmp_path / "nothing.yaml"))
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr + missing.stdout


def test_schema_accepts_the_case(trainer: Run) -> None:
    from tests.cli.plain_numbers import plain

    schema = json_of(trainer("schema"))
    jsonschema.validate(plain(parse(FILE.read_text("utf-8"))[0]), schema)


@pytest.mark.parametrize("policy", ["reported", "first", "longest", "none", "random"])
def test_a_policy_plays_to_a_stored_debrief(trainer: Run, tmp_path: Path, policy: str) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(trainer("answers", CASE, "--policy", policy, "--seed", "3").stdout, "utf-8")
    played = trainer("play", CASE, "--answers", str(answers), "--format", "json")
    assert played.returncode == 0, played.stderr
    told = json_of(played)
    for name in AXES:
        axis = told["axes"][name]
        assert axis["score"] is None or 0 <= axis["score"] <= 100
        assert isinstance(axis["parts"], list)
    runs = json_of(trainer("runs", "--format", "json"))
    assert [r["status"] for r in runs] == ["finished"]
    assert set(runs[0]) >= {"run", "scenario", "status", "day", "decisions", "scores"}
    again = json_of(trainer("debrief", runs[0]["run"], "--format", "json"))
    assert again["axes"] == told["axes"]
    if policy == "reported":
        assert told["axes"]["as_reported"]["score"] == 100
        assert told["axes"]["timeliness"]["score"] < 100
        assert told["axes"]["vigilance"]["score"] < 100


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_debrief_in_words(trainer: Run, tmp_path: Path, form: str) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text(trainer("answers", CASE).stdout, "utf-8")
    assert trainer("play", CASE, "--answers", str(answers)).returncode == 0
    result = trainer("debrief", "last", "--format", form)
    assert result.returncode == 0
    assert "220.3" in result.stdout or "beta-D-glucan" in result.stdout


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("decisions: {nowhere: {picks: [x]}}", "nowhere"),
        ("decisions: {escalate: {picks: [magic]}}", "magic"),
        ("orders: [{id: magic-test, day: 9}]", "magic-test"),
        ("orders: [{id: ferritin, day: 999}]", "ferritin"),
        ("decisions: {mortality: {picks: [a]}}", "mortality"),
        ("decisions: {escalate: {picks: [plasma-exchange], confidence: 140}}", "confidence"),
        ("answers: 3", "answers"),
        ('a: "b', "a.yaml:1"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(
    trainer: Run, tmp_path: Path, text: str, named: str
) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text(text, "utf-8")
    result = trainer("play", CASE, "--answers", str(answers))
    assert result.returncode == 2
    assert named in result.stderr
    assert "Traceback" not in result.stderr
    assert json_of(trainer("runs", "--format", "json")) == []


def test_unknown_case_and_run(trainer: Run) -> None:
    for words in (("play", "anti-mda5-ill", "--plain"), ("debrief", "no-such-run")):
        result = trainer(*words)
        assert result.returncode == 2
        assert result.stderr.startswith("trainer: ")
        assert "Traceback" not in result.stderr


def test_saves_option_comes_first(trainer: Run, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen"
    assert str(chosen) in trainer("where", "--saves", str(chosen)).stdout
    assert str(tmp_path / "saves") in trainer("where").stdout


def test_catalogue_search(trainer: Run) -> None:
    found = json_of(trainer("catalogue", "BDG", "--format", "json"))
    assert found[0]["id"] == "beta-d-glucan"
    assert len(json_of(trainer("catalogue", "--format", "json"))) >= 150


SCREENS = {"play", "preview"}
WORDS = {
    "check": (FILE,),
    "answers": (CASE,),
    "debrief": ("none",),
    "explain": ("R308",),
    "simulate": (SMALL, "--runs", "9"),
    "diff": (FILE, FILE),
    "new": ("--yes",),
    "graph": (CASE,),
    "migrate": ("--diff", FILE),
    "stats": (CASE,),
    "group": ("list",),
    "pack": (CASE,),
    "proof": (CASE,),
    "install": (FILE,),
    "remove": ("none",),
    "update": (FILE, "--yes"),
    "add": ("labs", FILE, "none.csv"),
    "restore": ("none.zip",),
    "completion": ("bash",),
}


ALL = sorted({*COMMANDS} - SCREENS)


# Each in a process of its own in a long run: one may lack what another has imported.
@pytest.mark.parametrize("commands", [[name] for name in ALL] if LONG else [ALL])
def test_a_command_without_a_screen_works_from_nothing_and_loads_no_textual(
    tmp_path: Path, commands: list[str]
) -> None:
    words = [[name, *map(str, WORDS.get(name, ()))] for name in commands]
    code = (
        "import sys; from trainer.cli import run\n"
        f"for words in {words!r}:\n"
        "    code = run(words)\n"
        "    assert code in (0, 1, 2) and 'textual' not in sys.modules, words"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "TRAINER_SAVES": str(tmp_path / "s"), "TRAINER_CASES": str(tmp_path)},
    )  # fmt: skip
    assert (result.returncode, "usage:" in result.stderr) == (0, False), result.stderr


@pytest.mark.parametrize(("form", "left"), [("text", 0), ("html", 3)])
def test_only_a_page_waits_for_its_templates(
    trainer: Run, tmp_path: Path, form: str, left: int
) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text(trainer("answers", CASE).stdout, "utf-8")
    saves = str(tmp_path / "own")
    assert trainer("play", CASE, "--answers", str(answers), "--saves", saves).returncode == 0
    code = (
        "import sys; from trainer.cli import run; "
        f"assert run(['debrief', 'last', '--saves', {saves!r}, '--format', {form!r}]) == 0; "
        "sys.exit(3 if 'jinja2' in sys.modules else 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == left, result.stderr
