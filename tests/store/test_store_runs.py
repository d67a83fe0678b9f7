"""What the repository keeps and gives back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from trainer.errors import NoSuchRun, RunChanged, RunLocked
from trainer.store.records import Event, RunRecord, RunSummary
from trainer.store.runs import RunStore

MakeEvent = Callable[[int], Event]


def test_a_new_run_is_named_after_scenario_day_and_chance(
    store: RunStore, new: RunRecord, now: datetime
) -> None:
    with closing(store.adopt(store.draft(new, now))) as run:
        assert re.fullmatch(r"fever-and-murmur-20261123-[a-z2-7]{6}", run.record.run)
        assert store.load(run.record.run).record == run.record
        assert (run.record.status, run.record.learner, run.record.mode) == (
            "playing",
            "me",
            "study",
        )


def test_looking_creates_nothing(store: RunStore) -> None:
    assert store.summaries().runs == ()
    with pytest.raises(NoSuchRun):
        store.open("nobody-20261123-aaaaaa")
    assert not store.folder.exists()


def test_events_and_head_are_saved_together_and_read_back(
    store: RunStore, new: RunRecord, now: datetime, later: datetime, event: MakeEvent
) -> None:
    with closing(store.adopt(store.draft(new, now))) as run:
        run.save(run.record.extended([event(0), event(1)], {"day": 3, "decisions": 1}, now))
        run.save(
            run.record.extended(
                [event(2)], {"status": "finished", "scores": {"timing": 0.5, "x": None}}, later
            )
        )
        kept = store.load(run.record.run).record
    assert kept == run.record
    assert [each["number"] for each in kept.events] == [0, 1, 2]
    assert (kept.day, kept.decisions, kept.status) == (3, 1, "finished")
    assert kept.scores == {"timing": 0.5, "x": None}
    assert (kept.created, kept.updated) == ("2026-11-23T09:00:00.000Z", "2026-11-23T09:05:00.000Z")


def test_the_file_is_read_by_people(store: RunStore, played: str) -> None:
    text = (store.folder / "runs" / f"{played}.json").read_text(encoding="utf-8")
    assert '\n   "scenario": "fever-and-murmur"' in text
    assert "β-lactam, 40 µg × 2" in text
    assert json.loads(text)["run"]["1"]["schema"] == 2


def test_what_is_kept_is_not_what_the_caller_still_holds(
    store: RunStore, new: RunRecord, now: datetime
) -> None:
    event: Event = {"picked": ("a", "b")}
    with closing(store.adopt(store.draft(new, now))) as run:
        run.save(run.record.extended([event], {}, now))
        event["picked"] = "changed"
        assert run.record.events == ({"picked": ["a", "b"]},)
        assert run.record == store.load(run.record.run).record


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ({"score": float("nan")}, {}),
        ({"what": {1, 2}}, {}),
        ({}, {"day": "three"}),
        ({}, {"status": "lost"}),
        ({}, {"scores": {"timing": "good"}}),
    ],
)
def test_what_could_not_be_read_back_is_not_written(
    store: RunStore, new: RunRecord, now: datetime, event: Event, changes: dict[str, object]
) -> None:
    with closing(store.adopt(store.draft(new, now))) as run:
        before = run.record
        with pytest.raises((ValueError, TypeError)):
            run.save(run.record.extended([event], changes, now))  # type: ignore[arg-type]
        assert run.record == before == store.load(before.run).record


def test_times_are_kept_in_utc_and_need_a_zone(
    store: RunStore, new: RunRecord, now: datetime
) -> None:
    tokyo = now.astimezone(timezone(timedelta(hours=9)))
    with closing(store.adopt(store.draft(new, tokyo))) as run:
        assert run.record.created == "2026-11-23T09:00:00.000Z"
        with pytest.raises(ValueError, match="time zone"):
            run.save(run.record.extended([], {}, datetime(2026, 11, 23)))


def test_a_taken_name_is_never_used_twice(tmp_path: Path, new: RunRecord, now: datetime) -> None:
    letters = iter(["aaaaaa", "aaaaaa", "aaaaaa", "bbbbbb"])
    store = RunStore(tmp_path, letters=lambda: next(letters))
    with (
        closing(store.adopt(store.draft(new, now))) as first,
        closing(store.adopt(store.draft(new, now))) as second,
    ):
        assert first.record.run.endswith("-aaaaaa")
        assert second.record.run.endswith("-bbbbbb")


def test_a_name_whose_only_trace_is_a_good_copy_is_taken(
    tmp_path: Path, new: RunRecord, now: datetime
) -> None:
    letters = iter(["aaaaaa", "aaaaaa", "bbbbbb"])
    store = RunStore(tmp_path, letters=lambda: next(letters))
    with closing(store.adopt(store.draft(new, now))) as first:
        first.save(first.record.extended([], {"day": 1}, now))
    (tmp_path / "runs" / f"{first.record.run}.json").unlink()
    with closing(store.adopt(store.draft(new, now))) as second:
        assert second.record.run.endswith("-bbbbbb")


@pytest.mark.parametrize("name", ["../other", "a/b", "", ".hidden", "a.json", "x" * 200, "C:\\a"])
def test_a_name_never_leads_out_of_the_folder(store: RunStore, name: str) -> None:
    for act in (store.open, store.load, store.delete):
        with pytest.raises(NoSuchRun):
            act(name)


def test_a_scenario_name_that_is_no_file_name_is_made_one(
    store: RunStore, new: RunRecord, now: datetime
) -> None:
    with closing(store.adopt(store.draft(replace(new, scenario="../Œdème: 1"), now))) as run:
        assert run.record.run.startswith("d-me-1-20261123-")
        assert run.record.scenario == "../Œdème: 1"


def test_a_run_is_open_once(store: RunStore, played: str) -> None:
    with (
        closing(store.open(played)),
        pytest.raises(RunLocked, match="already open in this program"),
    ):
        store.open(played)
    with closing(store.open(played)):
        pass


def test_a_closed_run_takes_nothing_more(store: RunStore, played: str, now: datetime) -> None:
    run = store.open(played)
    run.close()
    run.close()
    with pytest.raises(ValueError, match="closed"):
        run.save(run.record.extended([], {}, now))


def test_events_of_somebody_else_are_not_written_over(
    store: RunStore, played: str, now: datetime, event: MakeEvent
) -> None:
    path = store.folder / "runs" / f"{played}.json"
    with closing(store.open(played)) as run:
        # A program that does not know our lock, or a share without locks.
        theirs = json.loads(path.read_text(encoding="utf-8"))
        theirs["run"]["1"]["events"].append(event(99))
        path.write_text(json.dumps(theirs), encoding="utf-8")
        with pytest.raises(RunChanged, match="not from here"):
            run.save(run.record.extended([event(3)], {}, now))
        assert [each["number"] for each in run.record.events] == [0, 1, 2]
    assert [each["number"] for each in store.load(played).record.events] == [0, 1, 2, 99]


def test_a_file_removed_while_playing_comes_back_whole(
    store: RunStore, played: str, now: datetime, event: MakeEvent
) -> None:
    with closing(store.open(played)) as run:
        for file in (store.folder / "runs").iterdir():
            file.unlink()
        run.save(run.record.extended([event(3)], {}, now))
    assert [each["number"] for each in store.load(played).record.events] == [0, 1, 2, 3]


def test_a_file_copied_by_hand_is_a_run_of_its_own(
    store: RunStore, played: str, now: datetime, event: MakeEvent
) -> None:
    runs = store.folder / "runs"
    (runs / "my-copy.json").write_bytes((runs / f"{played}.json").read_bytes())
    with closing(store.open("my-copy")) as run:
        run.save(run.record.extended([event(3)], {}, now))
    assert {each.run for each in store.summaries().runs} == {played, "my-copy"}
    assert len(store.load(played).record.events) == 3


def test_summaries_newest_first_by_learner_and_scenario(
    store: RunStore, new: RunRecord, now: datetime, later: datetime
) -> None:
    for learner, scenario, time in [("ann", "a", now), ("bob", "a", later), ("ann", "b", later)]:
        with closing(
            store.adopt(store.draft(replace(new, learner=learner, scenario=scenario), now))
        ) as run:
            run.save(run.record.extended([], {"day": 1}, time))
    listed = store.summaries().runs
    assert listed[-1].learner == "ann"
    assert listed[-1].scenario == "a"
    assert all(type(each) is RunSummary for each in listed)
    assert {each.scenario for each in store.summaries(learner="ann").runs} == {"a", "b"}
    assert {each.learner for each in store.summaries(scenario="a").runs} == {"ann", "bob"}
    assert store.summaries("bob", "b").runs == ()


def test_delete_removes_every_copy_and_only_of_that_run(
    store: RunStore, played: str, new: RunRecord, now: datetime
) -> None:
    runs = store.folder / "runs"
    (runs / f"{played}.json.broken-1").write_text("x")
    (runs / f"{played}-2.json").write_bytes((runs / f"{played}.json").read_bytes())
    store.delete(played)
    assert [path.name for path in runs.iterdir()] == [f"{played}-2.json"]
    assert [each.run for each in store.summaries().runs] == [f"{played}-2"]
    with pytest.raises(NoSuchRun):
        store.delete(played)


def test_an_open_run_is_not_deleted(store: RunStore, played: str) -> None:
    with closing(store.open(played)), pytest.raises(RunLocked):
        store.delete(played)
    assert store.load(played).notices == ()
