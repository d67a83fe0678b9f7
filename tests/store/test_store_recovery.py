"""Broken files, older and newer ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from trainer.errors import BrokenRun, NewerSchema
from trainer.store import runfile
from trainer.store.records import Event
from trainer.store.runs import RunStore

MakeEvent = Callable[[int], Event]


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda run: run.pop(name)


def _with(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda run: run.update({name: value})


TEXTS = {
    "empty": b"",
    "blank": b" \n",
    "null": b"null",
    "list": b"[]",
    "no tables": b"{}",
    "a number": b"1",
    "zeros": b"\0" * 512,
    "not UTF-8": b'{"run": {"1": {"title": "\xff"}}}',
    "deep": b'{"run": ' + b"[" * 200_000,
    "NaN": b'{"run": {"1": {"day": NaN}}}',
    "table is a list": b'{"run": [{}]}',
    "run is text": b'{"run": {"1": "x"}}',
    "no number": b'{"run": {"one": {}}}',
    "other table": b'{"_default": {"1": {}}}',
    "other run": b'{"run": {"2": {}}}',
}
SHAPES = {
    "no schema": _without("schema"),
    "schema is true": _with("schema", True),
    "schema nobody knows": _with("schema", 0),
    "no events": _without("events"),
    "events are text": _with("events", "none"),
    "an event is a list": _with("events", [[]]),
    "no title": _without("title"),
    "day is text": _with("day", "3"),
    "day is true": _with("day", True),
    "unknown mode": _with("mode", "race"),
    "scores are a list": _with("scores", []),
    "a score is text": _with("scores", {"timing": "good"}),
}


def _break(path: Path, how: str) -> bytes:
    if how == "cut off":
        broken = path.read_bytes()[:-20]
    elif how in TEXTS:
        broken = TEXTS[how]
    else:
        tables = json.loads(path.read_bytes())
        SHAPES[how](tables["run"]["1"])
        broken = json.dumps(tables).encode()
    path.write_bytes(broken)
    return broken


@pytest.mark.parametrize("how", ["cut off", *TEXTS, *SHAPES])
def test_the_last_good_copy_is_used_and_the_broken_file_kept(
    store: RunStore, played: str, now: datetime, event: MakeEvent, how: str
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    broken = _break(path, how)
    loaded = store.load(played)
    assert path.read_bytes() == broken, "loading writes nothing"
    assert [each["number"] for each in loaded.record.events] == [0, 1]
    assert "last good copy was used" in loaded.notices[0]
    with closing(store.open(played)) as run:
        assert run.record == loaded.record
        assert "last good copy was used" in run.notices[0]
        assert f"{path.name}.broken-1" in run.notices[1]
        run.save(run.record.extended([event(7)], {}, now))
    assert path.with_name(f"{path.name}.broken-1").read_bytes() == broken
    with closing(store.open(played)) as run:
        assert run.notices == ()
        assert [each["number"] for each in run.record.events] == [0, 1, 7]


@pytest.mark.parametrize("how", ["cut off", "empty", "null", "no schema"])
def test_without_a_good_copy_the_files_are_left_alone(
    store: RunStore, played: str, how: str
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    broken = _break(path, how)
    path.with_name(f"{path.name}.bak").write_bytes(b"null")
    for act in (store.load, store.open):
        with pytest.raises(BrokenRun, match="cannot be used") as caught:
            act(played)
        assert caught.value.what_to_do
    assert path.read_bytes() == broken
    assert path.with_name(f"{path.name}.bak").read_bytes() == b"null"
    assert {each.name for each in path.parent.iterdir()} == {path.name, f"{path.name}.bak"}
    listing = store.summaries()
    assert listing.runs == ()
    assert played in listing.notices[0]


def test_every_broken_file_is_kept(store: RunStore, played: str, now: datetime) -> None:
    path = store.folder / "runs" / f"{played}.json"
    for number in (1, 2):
        path.write_bytes(b"broken %d" % number)
        store.open(played).close()
        assert path.with_name(f"{path.name}.broken-{number}").read_bytes() == b"broken %d" % number


def test_a_missing_file_is_made_again_from_its_copy(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    path.unlink()
    listing = store.summaries()
    assert [each.run for each in listing.runs] == [played]
    assert "it is missing" in listing.notices[0]
    with closing(store.open(played)) as run:
        assert len(run.record.events) == 2
        assert len(run.notices) == 1
    assert store.load(played).notices == ()


@pytest.mark.parametrize("how", ["cut off", "null", "events are text"])
def test_a_file_broken_while_playing_loses_nothing(
    store: RunStore, played: str, now: datetime, event: MakeEvent, how: str
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    with closing(store.open(played)) as run:
        broken = _break(path, how)
        run.save(run.record.extended([event(3)], {}, now))
        assert "was damaged" in run.notices[0]
    assert path.with_name(f"{path.name}.broken-1").read_bytes() == broken
    assert [each["number"] for each in store.load(played).record.events] == [0, 1, 2, 3]


def test_a_byte_order_mark_of_an_editor_is_no_damage(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert store.load(played).notices == ()


def _older(path: Path) -> bytes:
    """Write the run as an invented version 0 would have: scores were a list, no mode."""
    tables = json.loads(path.read_bytes())
    run = tables["run"]["1"]
    run["schema"] = 0
    del run["mode"], run["scores"]
    run["axes"] = [["timing", 0.5]]
    path.write_bytes(json.dumps(tables).encode())
    return path.read_bytes()


def _from_0(document: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in document.items() if key != "axes"}
    return {**kept, "mode": "study", "scores": dict(document["axes"])}


@pytest.fixture
def knows_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(runfile.STEPS, 0, _from_0)


@pytest.mark.usefixtures("knows_0")
def test_an_older_run_is_read_without_being_changed(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    old = _older(path)
    assert store.load(played).record.scores == {"timing": 0.5}
    assert store.summaries().runs[0].scores == {"timing": 0.5}
    assert path.read_bytes() == old


@pytest.mark.usefixtures("knows_0")
def test_an_older_run_is_kept_and_brought_up_to_date_when_opened(
    store: RunStore, played: str, now: datetime, event: MakeEvent
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    old = _older(path)
    with closing(store.open(played)) as run:
        assert "older version (schema 0)" in run.notices[0]
        run.save(run.record.extended([event(3)], {}, now))
    assert path.with_name(f"{path.name}.schema-0.bak").read_bytes() == old
    document = json.loads(path.read_bytes())["run"]["1"]
    assert (document["schema"], document["scores"]) == (2, {"timing": 0.5})
    assert "axes" not in document
    with closing(store.open(played)) as run:
        assert run.notices == ()
        assert len(run.record.events) == 4


@pytest.mark.usefixtures("knows_0")
def test_an_older_run_that_breaks_its_promise_is_damaged(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    _older(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"axes"', '"other"'), encoding="utf-8")
    assert "schema 0 promised" in store.load(played).notices[0]


def test_steps_are_applied_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runfile, "SCHEMA", 3)
    for version in range(3):

        def step(document: dict[str, Any], version: int = version) -> dict[str, Any]:
            return {**document, "seen": [*document["seen"], version]}

        monkeypatch.setitem(runfile.STEPS, version, step)
    assert runfile.up_to_date({"schema": 1, "seen": []}) == {"schema": 3, "seen": [1, 2]}


def test_a_newer_run_is_refused_and_untouched(store: RunStore, played: str) -> None:
    path = store.folder / "runs" / f"{played}.json"
    # A newer version may have changed anything but where the schema stands.
    path.write_text('{"run": {"1": {"schema": 3, "story": []}}, "more": {"1": {}}}')
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    for act in (store.load, store.open):
        with pytest.raises(NewerSchema, match="newer version"):
            act(played)
    listing = store.summaries()
    assert listing.runs == ()
    assert "newer version" in listing.notices[0]
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_run_made_newer_while_playing_is_not_written_over(
    store: RunStore, played: str, now: datetime
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    with closing(store.open(played)) as run:
        text = path.read_text(encoding="utf-8").replace('"schema": 2', '"schema": 3')
        path.write_text(text, encoding="utf-8")
        with pytest.raises(NewerSchema):
            run.save(run.record.extended([], {"day": 9}, now))
    assert path.read_text(encoding="utf-8") == text
