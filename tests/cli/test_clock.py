"""One clock for the program: TRAINER_NOW sets it, and every time that is kept comes from it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Run, json_of
from trainer import clock

CASE = "two-days-of-fever"
NOW = "2031-02-03T04:05:06.789+09:00"
UTC_NOW = "2031-02-02T19:05:06.789Z"
SMALL = Path(__file__).parents[1] / "packs" / "small.yaml"
TRAINER = Path(clock.__file__).parent


@pytest.mark.parametrize(
    "wrong", ["now", "2031-02-03", "2031-02-03T04:05:06", "2031-02-30T00:00Z", "1e9",
              "0001-01-01T00:00+14:00", " "],
)  # fmt: skip
@pytest.mark.parametrize("words", [("where",), ("runs",), ("play", CASE, "--plain")])
def test_a_time_that_is_none_is_told_before_anything_begins(
    trainer: Run, tmp_path: Path, wrong: str, words: tuple[str, ...]
) -> None:
    told = trainer(*words, TRAINER_NOW=wrong)
    assert (told.returncode, told.stdout) == (2, "")
    assert "TRAINER_NOW" in told.stderr
    assert "2026-11-23T09:00:00+00:00" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "saves").exists()


def test_an_empty_one_is_none(trainer: Run) -> None:
    assert trainer("runs", TRAINER_NOW="").returncode == 0


def test_a_run_and_its_events_have_the_time_that_is_set(trainer: Run, tmp_path: Path) -> None:
    played = trainer("play", CASE, "--plain", stdin="1\n1\n70\n\n", TRAINER_NOW=NOW)
    assert played.returncode == 0, played.stderr
    [path] = (tmp_path / "saves" / "runs").glob("*.json")
    run = json.loads(path.read_bytes())["run"]["1"]
    assert "-20310202-" in run["run"]
    assert run["created"] == run["updated"] == UTC_NOW
    assert [event["at"] for event in run["events"]] == [UTC_NOW] * len(run["events"]) != []


def test_a_room_has_it_too(trainer: Run, tmp_path: Path) -> None:
    script = "open\ncount A=3\nclose\nlock\nreveal\nend\n"
    held = trainer("group", CASE, "--headless", stdin=script, TRAINER_NOW=NOW)
    assert held.returncode == 0, held.stderr
    [path] = (tmp_path / "saves" / "groups").glob("*.json")
    tables = json.loads(path.read_bytes())
    assert {row["at"] for row in tables["events"].values()} == {UTC_NOW}
    assert path.name.startswith("20310202T190506-")
    listed = json_of(trainer("group", "list", "--format", "json"))
    assert listed[0]["created"] == datetime.fromisoformat(NOW).timestamp()
    assert "2031-02-02" in trainer("group", "report").stdout


def test_a_draft_and_an_installed_case_are_dated_by_it(trainer: Run, tmp_path: Path) -> None:
    assert trainer("new", "a.yaml", "--yes", TRAINER_NOW=NOW, TZ="UTC").returncode == 0
    assert "2031-02-02" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert trainer("install", str(SMALL), TRAINER_NOW=NOW).returncode == 0
    [origin] = (tmp_path / "installed").rglob("origin.json")
    assert json.loads(origin.read_bytes())["date"] == "2031-02-02"


@given(st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)))
def test_a_stamp_says_the_time_to_the_millisecond(time: datetime) -> None:
    text = clock.stamp(time)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text)
    assert 0 <= (time - datetime.fromisoformat(text)).total_seconds() < 0.001


def test_no_module_has_a_clock_of_its_own() -> None:
    asks = re.compile(
        r"datetime\.now|\butcnow|\bdate\.today|\btime\.(time|strftime|gmtime|localtime)\b"
    )
    found = [
        str(path.relative_to(TRAINER))
        for path in TRAINER.rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["clock.py"]
