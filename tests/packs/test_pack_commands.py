"""Installing, updating and removing as a person does it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packs.conftest import ROOT, Case, Run, environment, scenario_text, shown
from trainer.commands.packs import agreed

SHIPPED = ROOT / "scenarios" / "anti-mda5-ild.yaml"


def begin(trainer: Run, case: str) -> None:
    """A run in progress: begun, and left at once."""
    result = trainer("play", case, "--plain", stdin="quit\n")
    assert result.returncode == 0, result.stderr


def listed(trainer: Run) -> dict[str, dict[str, object]]:
    found = json.loads(trainer("list", "--format", "json").stdout)
    return {f"{c['id']}@{c['version']}": c for c in found}


def test_an_installed_case_is_listed_with_its_origin_and_can_be_played(
    trainer: Run, tmp_path: Path, cases: Path, case_file: Case
) -> None:
    assert trainer("pack", case_file(), "--output", "a.case.zip").returncode == 0
    result = trainer("install", "a.case.zip")
    assert result.returncode == 0
    assert "Installed minimal@1.0.0" in result.stdout
    entry = listed(trainer)["minimal@1.0.0"]
    assert entry["path"] == str(cases / "minimal@1.0.0" / "minimal.yaml")
    origin = entry["origin"]
    assert isinstance(origin, dict)
    assert (origin["kind"], origin["from"]) == ("installed", "a.case.zip")
    assert "installed from a.case.zip on" in trainer("list").stdout
    assert "comes with the program" in trainer("list").stdout
    assert str(cases) in trainer("where").stdout
    assert trainer("check", "minimal").returncode == trainer("check", "minimal@1.0.0").returncode
    begin(trainer, "minimal")
    assert [r["scenario"] for r in json.loads(trainer("runs", "--format", "json").stdout)] == [
        "minimal"
    ]
    again = trainer("install", "a.case.zip")
    assert again.returncode == 0
    assert "Already here" in again.stdout
    stored = json.loads((cases / "minimal@1.0.0" / "origin.json").read_text("utf-8"))
    assert set(stored) == {"source", "date", "sha256"}


def test_a_folder_is_installed_whole_or_not_at_all(
    trainer: Run, tmp_path: Path, cases: Path
) -> None:
    folder = tmp_path / "several"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(scenario_text(name), "utf-8")
    (folder / "picture.png").write_bytes(b"x")
    (folder / "bad.yaml").write_text(
        scenario_text("bad").replace("format: 1", "format: 9"), "utf-8"
    )
    result = trainer("install", folder)
    assert result.returncode == 2
    assert "bad.yaml" in result.stderr
    assert "newer trainer" in result.stderr
    assert shown(cases) == []
    (folder / "bad.yaml").unlink()
    result = trainer("install", folder)
    assert result.returncode == 0
    assert "Left out, because they hold no case: picture.png" in result.stderr
    assert shown(cases) == ["one@1.0.0", "two@1.0.0"]


def test_other_words_of_one_version_are_refused(trainer: Run, cases: Path, case_file: Case) -> None:
    assert trainer("install", case_file()).returncode == 0
    other = case_file(title="A stubborn cough")
    for command in ("install", "update"):
        result = trainer(command, other)
        assert result.returncode == 2
        assert "version of its own" in result.stderr
    assert "A cough" in (cases / "minimal@1.0.0" / "minimal.yaml").read_text("utf-8")


def test_a_case_that_comes_with_the_program(trainer: Run, tmp_path: Path, cases: Path) -> None:
    assert "Already here" in trainer("install", SHIPPED).stdout
    changed = tmp_path / "changed.yaml"
    text = SHIPPED.read_text("utf-8")
    changed.write_text(text + "# a remark\n", "utf-8")
    result = trainer("install", changed)
    assert result.returncode == 2
    assert "comes with the program" in result.stderr
    changed.write_text(text.replace('version: "0.2.0"', 'version: "0.10.0"', 1), "utf-8")
    assert trainer("install", changed).returncode == 0
    mine = {name for name in listed(trainer) if name.startswith("anti-mda5-ild@")}
    assert mine == {"anti-mda5-ild@0.2.0", "anti-mda5-ild@0.10.0"}
    result = trainer("answers", "anti-mda5-ild")
    assert "versions 0.10.0, 0.2.0: taking 0.10.0" in result.stderr
    assert trainer("remove", "anti-mda5-ild").returncode == 0
    refused = trainer("remove", "anti-mda5-ild")
    assert refused.returncode == 2
    assert "comes with the program" in refused.stderr


def test_removing_names_what_it_cannot_remove(trainer: Run, case_file: Case) -> None:
    for version in ("1.0.0", "2.0.0"):
        assert trainer("install", case_file(version=version)).returncode == 0
    for name, told in (
        ("minimal", "name one: minimal@2.0.0, minimal@1.0.0"),
        ("minimall", "Did you mean 'minimal'?"),
        ("minimal@3.0.0", "Did you mean"),
        ("../minimal@1.0.0", "No case"),
        ("", "No case"),
    ):
        result = trainer("remove", name)
        assert result.returncode == 2
        assert told in result.stderr
        assert "Traceback" not in result.stderr
    assert trainer("remove", "minimal@1.0.0").returncode == 0
    assert trainer("remove", "minimal").returncode == 0


def test_removing_asks_where_a_run_is_in_progress_and_never_touches_it(
    trainer: Run, tmp_path: Path, cases: Path, case_file: Case
) -> None:
    assert trainer("install", case_file()).returncode == 0
    begin(trainer, "minimal")
    [run] = (tmp_path / "saves" / "runs").glob("*.json")
    before = run.read_bytes()
    result = trainer("remove", "minimal")
    assert result.returncode == 1
    assert "1 run in progress" in result.stderr
    assert "--yes" in result.stderr
    assert shown(cases) == ["minimal@1.0.0"]
    result = trainer("remove", "minimal", "--yes")
    assert result.returncode == 0
    assert "not touched (1)" in result.stdout
    assert run.read_bytes() == before
    told = trainer("debrief", "last")
    assert told.returncode == 2
    assert "was played on minimal@1.0.0, and that case is no longer here" in told.stderr
    assert trainer("install", case_file()).returncode == 0
    assert trainer("debrief", "last").returncode == 0


def test_updating_keeps_what_a_run_in_progress_needs(
    trainer: Run, cases: Path, case_file: Case
) -> None:
    assert trainer("install", case_file(version="0.9.0")).returncode == 0
    assert trainer("install", case_file(version="1.0.0")).returncode == 0
    begin(trainer, "minimal@0.9.0")
    newer = case_file(version="1.10.0")
    result = trainer("update", newer)
    assert result.returncode == 1
    assert "minimal@0.9.0" in result.stderr
    assert shown(cases) == ["minimal@0.9.0", "minimal@1.0.0"]
    result = trainer("update", newer, "--yes")
    assert result.returncode == 0
    assert "Kept minimal@0.9.0: 1 run in progress" in result.stdout
    assert "Removed minimal@1.0.0" in result.stdout
    assert shown(cases) == ["minimal@0.9.0", "minimal@1.10.0"]
    older = trainer("update", case_file(version="1.2.0"))
    assert older.returncode == 2
    assert "minimal 1.10.0 is here, which is newer" in older.stderr


def test_updating_without_runs_needs_no_question(
    trainer: Run, cases: Path, case_file: Case
) -> None:
    assert trainer("update", case_file(version="1.0.0")).returncode == 0, (
        "none was there: installed"
    )
    assert trainer("update", case_file(version="1.1.0")).returncode == 0
    assert shown(cases) == ["minimal@1.1.0"]
    assert "Already here" in trainer("update", case_file(version="1.1.0")).stdout


@pytest.mark.parametrize("command", ["pack", "install", "remove", "update"])
def test_help(trainer: Run, command: str) -> None:
    result = trainer(command, "--help")
    assert result.returncode == 0
    assert command in result.stdout


def test_a_name_that_some_systems_keep_for_devices_is_refused(
    trainer: Run, cases: Path, case_file: Case
) -> None:
    for command, code in (("pack", 1), ("install", 2)):
        result = trainer(command, case_file("nul"))
        assert result.returncode == code
        assert "device" in result.stderr
    assert shown(cases) == []


@pytest.mark.parametrize(
    ("answer", "yes"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_a_question_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, yes: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert agreed("Remove it?", yes=False) is yes
    assert capsys.readouterr().out.startswith("Remove it? [y/N] ")


def test_several_terminals_at_once(tmp_path: Path, cases: Path, case_file: Case) -> None:
    command = [sys.executable, "-m", "trainer", "install", str(case_file())]
    together = [
        subprocess.Popen(
            command, env=environment(tmp_path), cwd=tmp_path, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip
    told = [child.communicate(timeout=60) for child in together]
    assert [child.returncode for child in together] == [0] * 4, told
    assert sorted(out.split()[0] for out, _ in told) == ["Already"] * 3 + ["Installed"]
    assert shown(cases) == ["minimal@1.0.0"]
