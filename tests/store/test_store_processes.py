"""Several processes at one folder, and processes that die."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from trainer.errors import RunLocked
from trainer.store.records import Event, RunRecord
from trainer.store.runs import RunStore

ROOT = Path(__file__).parents[2]
START = """
import random, sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from trainer.errors import RunLocked
from trainer.store.records import RunRecord
from trainer.store.runs import RunStore

folder, who, *rest = sys.argv[1:]
now = datetime(2026, 11, 23, tzinfo=UTC)
new = RunRecord(scenario="s", title="", scenario_version="", scenario_hash="", scenario_path="")
store = RunStore(Path(folder), letters=lambda: random.choice("abcdefghijklmnopqrst") + "aaaaa")
print("ready", flush=True)
sys.stdin.readline()
"""


def _start(code: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", START + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    _line(process)
    return process


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def _together(code: str, folder: Path, *rest: str, count: int = 3) -> list[str]:
    """Run `code` in `count` processes that set off together; the words each printed."""
    processes = [_start(code, folder, who, *rest) for who in range(count)]
    for process in processes:
        _go(process)
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * count
    return [word for output in outputs for word in output.split()]


def test_the_second_terminal_is_told_which_process_has_the_run(
    store: RunStore, played: str, now: datetime, event: Callable[[int], Event]
) -> None:
    code = "run = store.open(rest[0])\nprint('held', flush=True)\nsys.stdin.readline()"
    with _start(code, store.folder, "holder", played) as holder:
        _go(holder)
        assert _line(holder) == "held"
        with pytest.raises(RunLocked) as caught:
            store.open(played)
        assert caught.value.message == (
            f"This run is open in another terminal (process {holder.pid})."
        )
        assert caught.value.what_to_do == "Close it there, or start a new run."
        assert len(store.load(played).record.events) == 3, "reading needs no lock"
        holder.kill()
    with closing(store.open(played)) as run:  # the lock died with its holder
        run.save(run.record.extended([event(3)], {}, now))


def test_a_note_left_by_a_dead_holder_names_nobody_once_the_run_is_open(
    store: RunStore, played: str
) -> None:
    (store.folder / "locks").mkdir(exist_ok=True)
    note = store.folder / "locks" / f"{played}.pid"
    note.write_text("999999\n")
    with closing(store.open(played)):
        assert int(note.read_text()) == os.getpid()
    assert not note.exists()


def test_runs_created_at_once_never_collide(store: RunStore) -> None:
    # Twenty names for eighteen runs: nearly every one meets a name that is taken.
    code = """
for _ in range(6):
    with closing(store.adopt(store.draft(new, now))) as run:
        print(run.record.run)
"""
    named = _together(code, store.folder)
    assert len(named) == len(set(named)) == 18
    assert {each.run for each in store.summaries().runs} == set(named)


def test_two_terminals_at_one_run_lose_nothing(store: RunStore, played: str) -> None:
    code = """
for number in range(20):
    while True:
        try:
            with closing(store.open(rest[0])) as run:
                run.save(run.record.extended([{"who": who, "number": number}], {}, now))
            break
        except RunLocked:
            pass
"""
    _together(code, store.folder, played)
    events = store.load(played).record.events[3:]
    for who in "012":
        assert [each["number"] for each in events if each["who"] == who] == list(range(20))
    assert len(events) == 60


def test_listing_and_loading_while_others_save(
    store: RunStore, new: RunRecord, now: datetime, played: str
) -> None:
    code = """
import time
with closing(store.open(rest[0])) as run:
    while True:
        run.save(run.record.extended([{"number": 0, "why": "x" * 2000}], {}, now))
        print("saved", flush=True)
"""
    with _start(code, store.folder, "writer", played) as writer:
        _go(writer)
        seen = 0
        for _ in range(60):
            assert _line(writer) == "saved"
            listing = store.summaries()
            assert listing.notices == ()
            assert [each.run for each in listing.runs] == [played]
            loaded = store.load(played)
            assert loaded.notices == ()
            assert len(loaded.record.events) >= max(seen, 4)
            seen = len(loaded.record.events)
        writer.kill()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the script forks")
def test_killed_at_any_moment_nothing_acknowledged_is_lost() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "kill_store.py", "--kills", "40"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost, no file broken" in done.stdout


@pytest.mark.parametrize("ending", [".tmp", ".bak.tmp"])
def test_leftovers_of_the_killed_are_cleared_but_not_those_of_the_living(
    store: RunStore, played: str, ending: str
) -> None:
    leftover = store.folder / "runs" / f"{played}.json{ending}"
    with closing(store.open(played)):
        leftover.write_text("half a f")
        store.summaries()
        assert leftover.exists(), "its writer lives"
    store.summaries()
    assert not leftover.exists()
    leftover.write_text("half a f")
    store.open(played).close()
    assert not leftover.exists()


def test_a_writer_killed_between_its_two_renames_leaves_nothing_behind(
    store: RunStore, played: str, now: datetime
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    copy = path.with_name(f"{path.name}.bak")
    copy.unlink()
    os.link(path, copy)  # the copy is made, the new content not yet in place
    with closing(store.open(played)) as run:
        run.save(run.record.extended([], {"day": 8}, now))
    assert {each.name for each in path.parent.iterdir()} == {path.name, copy.name}
    assert store.load(played).record.day == 8


def test_the_store_loads_no_interface() -> None:
    code = """
import importlib, pkgutil, sys, trainer.store
for module in pkgutil.iter_modules(trainer.store.__path__):
    importlib.import_module(f"trainer.store.{module.name}")
bad = [name for name in sys.modules if name.split(".")[0] in ("textual", "pydantic", "filelock")
       or name.startswith(("trainer.tui", "trainer.engine"))]
sys.exit(str(bad) if bad else 0)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
