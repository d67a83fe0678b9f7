"""Runs and sessions whose case has changed, through the commands."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.changed.edits import SMALL, Data, data_of, edited, hidden, loaded, text_of
from tests.changed.plays import random_run
from tests.cli.conftest import trainer as trainer_command
from trainer.case.compiled import Case
from trainer.case.loader import Loaded, load
from trainer.engine import moves
from trainer.engine.fitting import fitted_record
from trainer.plain.play import play_plain
from trainer.questions import Answer
from trainer.session import Session
from trainer.store.runs import RunStore

Run = Callable[..., subprocess.CompletedProcess[str]]
trainer = trainer_command


def written(data: Data, path: Path) -> Loaded:
    path.write_text(text_of(data), "utf-8")
    return load(path)


def renamed(data: Data) -> Data:
    """The next version: a question has another id, the option of another one as well."""
    data["version"] = "1.1.0"
    data["decisions"][4]["id"] = "cure"
    data["decisions"][0]["options"][1]["id"] = "radiograph"
    for part in (data["course"][1], data["source_notes"][0]):
        part["after"] = "cure"
    data["timed"][0]["picks"] = ["cure/drug"]
    return data


@pytest.fixture
def updated(trainer: Run, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """A finished run of a case that was then replaced by its next version."""
    for version, data in (("1", data_of(SMALL)), ("2", renamed(data_of(SMALL)))):
        (tmp_path / f"v{version}.yaml").write_text(text_of(data), "utf-8")
    assert trainer("install", "v1.yaml").returncode == 0
    (tmp_path / "a.yaml").write_text(trainer("answers", "changing").stdout, "utf-8")
    assert trainer("play", "changing", "--answers", "a.yaml").returncode == 0
    return trainer("update", "v2.yaml", "--yes")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_debrief_after_an_update_says_what_no_longer_fits(
    trainer: Run, updated: subprocess.CompletedProcess[str], form: str
) -> None:
    told = trainer("debrief", "last", "--format", form)
    assert told.returncode == 0
    assert "Traceback" not in told.stderr
    text = " ".join(told.stdout.replace("\\", "").split())
    assert "You played version 1.0.0; this debrief follows 1.1.0." in text
    assert "The question 'treat' is no longer in the case" in text
    assert "no longer has the option 'film'" in text
    scores = r"Your scores when you finished, on version 1\.0\.0: soundness \d+, as reported 100"
    assert re.search(scores, text)
    if form == "json":
        assert [d["id"] for d in json.loads(told.stdout)["decisions"]] == [
            "tests", "guess", "watch-her",
        ]  # fmt: skip


def test_an_update_says_beforehand_how_many_runs_no_longer_fit(
    updated: subprocess.CompletedProcess[str],
) -> None:
    before, _, after = updated.stdout.partition("Installed changing@1.1.0")
    assert before.startswith("1 run no longer fits changing 1.1.0 in part:")
    assert "Removed changing@1.0.0" in after


def test_the_list_of_runs_names_the_version_of_a_score(
    trainer: Run, updated: subprocess.CompletedProcess[str]
) -> None:
    assert "as reported 100 (version 1.0.0)" in trainer("runs").stdout


def test_reading_a_run_leaves_its_file_alone_and_going_on_appends(tmp_path: Path) -> None:
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    session = Session.start(written(data_of(SMALL), path), store)
    case = session.case
    session.do(moves.commit(case, session.state, "look", Answer(("film",))))
    session.do(moves.reveal(session.state, "look"))
    session.close()
    (file,) = (tmp_path / "saves" / "runs").glob("*.json")
    before = file.read_bytes()
    new = written(renamed(data_of(SMALL)), path)
    again = Session.resume(new, store, session.run)
    assert again.lost == ("The question 'First look' no longer has the option 'film'.",)
    assert again.state.locks == {}
    assert file.read_bytes() == before
    again.do(moves.commit(again.case, again.state, "look", Answer(("radiograph",))))
    again.close()
    record = store.load(session.run).record
    assert [e["kind"] for e in record.events] == ["commit", "reveal", "commit"]
    assert (record.scenario_version, record.scenario_hash) == ("1.1.0", new.content_hash)
    assert fitted_record(again.case, record.events).state == again.state


def test_a_finished_run_keeps_its_score_when_its_debrief_is_read_and_written_in(
    tmp_path: Path,
) -> None:
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    session = Session.start(written(data_of(SMALL), path), store)
    from trainer.answers import by_policy, events_of

    session.do(*events_of(session.case, by_policy(session.case, "reported")))
    session.close()
    stored = store.load(session.run).record
    again = Session.resume(written(renamed(data_of(SMALL)), path), store, session.run)
    again.do(moves.takeaway("mine"))
    again.close()
    record = store.load(session.run).record
    assert (record.scores, record.scenario_version) == (stored.scores, "1.0.0")
    assert again.since_played[0] == "You played version 1.0.0; this debrief follows 1.1.0."


@pytest.mark.parametrize("seed", range(12))
def test_plain_text_goes_on_in_a_changed_case(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(seed)
    path, store = tmp_path / "case.yaml", RunStore(tmp_path / "saves")
    monkeypatch.setenv("TRAINER_CASES", str(tmp_path / "none"))
    data = data_of(SMALL)
    session = Session.start(written(data, path), store)
    session.do(*random_run(session.case, dice))
    session.close()
    while loaded(new := edited(data, dice, 3)).scenario is None:
        pass
    case = written(new, path)
    lines = iter(["1", *(str(dice.choice(("1", "2", "3", "pass", "60"))) for _ in range(150))])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(lines, "") and f"{next(lines, '')}\n")
    assert play_plain(case, store, "me", "study", 0) == 0
    told = capsys.readouterr().out
    assert case.scenario is not None
    compiled = Case.of(case.scenario)
    states = [
        fitted_record(compiled, store.load(r.run).record.events).state
        for r in store.summaries().runs
    ]
    marks = [set(hidden(compiled, s.day, s.locks, s.finished)) for s in states]
    for mark in set.intersection(*marks):
        assert mark not in told


def test_plain_text_says_what_no_longer_fits_before_it_goes_on(
    trainer: Run, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    written(data_of(SMALL), path)
    begun = trainer("play", str(path), "--plain", stdin="1\n2\n\n\n")
    assert "Reported:" in begun.stdout
    written(renamed(data_of(SMALL)), path)
    again = trainer("play", str(path), "--plain", stdin="1\n1\n")
    assert again.returncode == 0
    text = " ".join(again.stdout.split())
    assert "The question 'First look' no longer has the option 'film'" in text
    assert text.index("no longer has") < text.index("Go on with it")
    assert "1. Decide: today's question" in text
    assert "zqanswer" not in text
    assert "zqwhy" not in text


def test_a_room_comes_back_to_a_changed_case(trainer: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    written(data_of(SMALL), path)
    script = "open\ncount ct=3 film=5\nclose\nlock majority\nreveal\n"
    begun = trainer("group", str(path), "--headless", stdin=script)
    assert begun.returncode == 0, begun.stderr
    written(renamed(data_of(SMALL)), path)
    script = "open\ncount radiograph=8\nclose\nlock majority\nreveal\nend\n"
    again = trainer("group", "--resume", "--headless", stdin=script)
    assert again.returncode == 0, again.stderr
    assert "no longer has the option 'film'" in again.stderr
    for form in ("markdown", "html", "csv", "json"):
        report = trainer("group", "report", "--format", form)
        assert (report.returncode, "Traceback" in report.stderr) == (0, False)
        if form != "csv":
            assert "'look': 1 vote left out." in unescape(report.stdout).replace("\\", "")
    panel = trainer("group", "panel")
    assert panel.returncode == 2
    assert "The room voted on no question" in panel.stderr


@pytest.mark.parametrize(
    ("where", "patched"),
    [
        ("trainer.store.room.sessions", "GroupStore.settle"),
        ("trainer.store.room.journal", "os.fsync"),
    ],
    ids=["its file", "its journal"],
)
def test_a_room_whose_writing_breaks_by_a_fault_of_the_program_keeps_what_it_has(
    where: str, patched: str, trainer: Run, tmp_path: Path
) -> None:
    """Not by a disk that refuses: by an error nobody expected, in a thread."""
    path = tmp_path / "case.yaml"
    written(data_of(SMALL), path)
    owner, _, name = patched.partition(".")
    program = (
        "import sys, types\n"
        f"import {where} as module\n"
        "calls = []\n"
        "def broken(*given):\n"
        "    calls.append(given)\n"
        # The journal is begun on the thread that asks: what breaks is what is written after that.
        "    if len(calls) > 2 or module.__name__.endswith('sessions'):\n"
        "        raise KeyError('a judgement')\n"
        + (
            f"module.os = types.SimpleNamespace(**{{**vars(module.os), '{name}': broken}})\n"
            if owner == "os"
            else f"module.{owner}.{name} = broken\n"
        )
        + "from trainer.__main__ import main\nsys.exit(main())\n"
    )
    saves = tmp_path / "s"
    done = subprocess.run(
        [sys.executable, "-c", program, "group", str(path), "--headless", "--saves", str(saves)],
        input="open\ncount ct=3 film=5\nclose\nlock majority\nreveal\nend\n",
        capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")},
    )  # fmt: skip
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    assert "a judgement" not in done.stderr + done.stdout
    assert "The report lies at" in done.stderr
    if where.endswith("sessions"):
        (journal,) = (saves / "groups").glob("*.journal")
        assert '"kind":"finish"' in journal.read_text("utf-8")
    else:
        assert '"event": "unsaved"' in done.stdout
        assert (
            len(
                json.loads(
                    trainer("group", "list", "--saves", str(saves), "--format", "json").stdout
                )
            )
            == 1
        )
