"""Results from a table: into a new case, and into one that exists, which is else untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer import cli
from trainer.case.loader import load
from trainer.case.rules.example import example

WIDE = "test;unit;range;1;3\nOil level;mg/dL;1-3;2.4;3.5\nSoot;/uL;;;7\n"
HEAD = "test,unit,1,2,3,4,5"
LONG = "day,test,value,unit\n1,Oil level,2.4,mg/dL\n3,Oil level,3.5,mg/dL\n3,Soot,7,/uL\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "a-cough.yaml"
    file.write_bytes(example().encode())
    return file


def table(tmp_path: Path, text: str) -> str:
    file = tmp_path / "labs.csv"
    file.write_text(text, "utf-8")
    return str(file)


def values(case: Path) -> set[tuple[str, int, str]]:
    scenario = load(case).scenario
    assert scenario is not None
    names = {a.id: a.name for a in scenario.analytes}
    return {(names[f.analyte], f.day, str(f.value)) for f in scenario.findings if f.kind == "value"}


@pytest.mark.parametrize("text", [WIDE, LONG, WIDE.replace(";", ","), WIDE.replace(";", "\t")])
def test_results_are_added_and_all_else_stays(case: Path, tmp_path: Path, text: str) -> None:
    before, had = case.read_text("utf-8"), values(case)
    assert cli.run(["add", "labs", str(case), table(tmp_path, text)]) == 0
    new = {("Oil level", 1, "2.4"), ("Oil level", 3, "3.5"), ("Soot", 3, "7")}
    assert values(case) == had | new
    lines = case.read_text("utf-8").splitlines()
    assert [line for line in lines if line in before.splitlines()] == before.splitlines()


def test_twice_adds_nothing_and_another_value_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["add", "labs", str(case), table(tmp_path, WIDE)])
    after = case.read_bytes()
    assert cli.run(["add", "labs", str(case), table(tmp_path, WIDE)]) == 0
    assert "0 results added; 3 were there" in capsys.readouterr().out
    assert cli.run(["add", "labs", str(case), table(tmp_path, WIDE.replace("2.4", "24"))]) == 1
    assert "has 2.4 on that day" in capsys.readouterr().err
    other_unit = WIDE.replace("mg/dL", "g/L").replace("3.5", "9")
    assert cli.run(["add", "labs", str(case), table(tmp_path, other_unit)]) == 1
    assert "in mg/dL, the table in g/L" in capsys.readouterr().err
    assert case.read_bytes() == after


def test_every_result_of_a_large_table_is_added(case: Path, tmp_path: Path) -> None:
    rows = [f"Oil {n},mg/dL,{','.join(str(n + day) for day in range(5))}" for n in range(150)]
    had = len(values(case))
    assert cli.run(["add", "labs", str(case), table(tmp_path, "\n".join([HEAD, *rows, ""]))]) == 0
    assert len(values(case)) == had + 750


def test_diff_shows_and_keeps(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case.read_bytes()
    assert cli.run(["add", "labs", str(case), table(tmp_path, WIDE), "--diff"]) == 0
    assert "+  - {id: d1-oil-level" in capsys.readouterr().out
    assert case.read_bytes() == before


def test_line_ends_are_kept(case: Path, tmp_path: Path) -> None:
    case.write_bytes(case.read_bytes().replace(b"\n", b"\r\n"))
    cli.run(["add", "labs", str(case), table(tmp_path, WIDE)])
    assert case.read_bytes().count(b"\n") == case.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "no line of results"), ("test,unit\n", "no line of results"),
     ("\xff\xfe", "not UTF-8"), ("test,1\nOil,2.4\n", "1 result")],
)  # fmt: skip
def test_what_is_no_table_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    file = tmp_path / "labs.csv"
    file.write_bytes(text.encode("latin-1"))
    cli.run(["add", "labs", str(case), str(file)])
    shown = capsys.readouterr()
    assert told in shown.out + shown.err
    assert "Traceback" not in shown.err


def test_a_case_begins_with_a_table(tmp_path: Path) -> None:
    case = tmp_path / "new.yaml"
    assert cli.run(["new", str(case), "--labs", table(tmp_path, LONG), "--yes"]) == 0
    assert values(case) == {("Oil level", 1, "2.4"), ("Oil level", 3, "3.5"), ("Soot", 3, "7")}
