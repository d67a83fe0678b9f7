"""Playing on while the disk refuses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from trainer.errors import BrokenRun, CannotSave, NoSuchRun, RunChanged, RunLocked
from trainer.store.journal import Journal
from trainer.store.records import Event, RunRecord
from trainer.store.runs import RunStore

MakeEvent = Callable[[int], Event]
Refuse = Callable[[Path, bool], None]


def _numbers(store: RunStore, run: str) -> list[int]:
    return [event["number"] for event in store.load(run).record.events]


def test_what_is_kept_is_saved_at_once(
    store: RunStore, new: RunRecord, now: datetime, event: MakeEvent
) -> None:
    journal, begun = Journal.start(store, new, now)
    assert begun.saved
    result = journal.keep([event(0), event(1)], {"day": 2}, now)
    assert (result.saved, result.unsaved, result.problem) == (True, 0, None)
    assert store.load(journal.record.run).record == journal.record
    assert journal.close().saved
    assert journal.close().saved
    resumed, result = Journal.resume(store, journal.record.run)
    assert result.saved
    assert resumed.record == journal.record
    assert resumed.keep([event(2)], {}, now).saved
    resumed.close()
    assert _numbers(store, journal.record.run) == [0, 1, 2]


def test_a_run_may_be_begun_now_and_made_later(
    store: RunStore, new: RunRecord, now: datetime, event: MakeEvent
) -> None:
    journal, begun = Journal.start(store, new, now, later=True)
    assert begun.saved
    assert not store.folder.exists()
    assert journal.retry().saved
    assert store.load(journal.record.run).record == journal.record
    assert journal.record.learner_id == store.known_id("me")
    journal.close()
    journal, _ = Journal.start(store, new, now, later=True)
    assert journal.keep([event(0)], {}, now).saved  # or with its first event
    assert _numbers(store, journal.record.run) == [0]
    journal.close()
    journal, _ = Journal.start(store, new, now, later=True)
    assert journal.close().saved  # or when it is left
    assert store.load(journal.record.run).record == journal.record


def test_a_run_whose_file_cannot_be_made_is_played_in_memory(
    tmp_path: Path, new: RunRecord, now: datetime, event: MakeEvent
) -> None:
    folder = tmp_path / "saves"
    folder.write_text("I am a file")
    store = RunStore(folder)
    journal, begun = Journal.start(store, new, now)
    assert not begun.saved
    assert begun.unsaved == 0
    assert isinstance(begun.problem, CannotSave)
    assert journal.keep([event(0)], {"day": 1}, now).unsaved == 1
    assert journal.keep([event(1), event(2)], {"decisions": 1}, now).unsaved == 3
    assert journal.retry().unsaved == 3
    folder.unlink()
    assert journal.retry().saved
    kept = store.load(journal.record.run).record
    assert kept == journal.record
    assert (kept.day, kept.decisions, _numbers(store, kept.run)) == (1, 1, [0, 1, 2])
    with pytest.raises(RunLocked):
        store.open(kept.run)
    journal.close()
    store.open(kept.run).close()


def test_a_run_made_late_takes_another_name_if_its_own_is_gone(
    tmp_path: Path, new: RunRecord, now: datetime, event: MakeEvent
) -> None:
    letters = iter(["aaaaaa", "aaaaaa", "bbbbbb"])
    folder = tmp_path / "saves"
    folder.write_text("I am a file")
    store = RunStore(folder, letters=lambda: next(letters))
    journal, _ = Journal.start(store, new, now)
    folder.unlink()
    with closing(store.adopt(store.draft(new, now))) as other:
        assert journal.keep([event(0)], {}, now).saved
    assert other.record.run.endswith("-aaaaaa")
    assert journal.record.run.endswith("-bbbbbb")
    assert store.load(other.record.run).record.events == ()
    assert _numbers(store, journal.record.run) == [0]
    journal.close()


def test_events_wait_for_a_folder_that_turned_read_only(
    store: RunStore, new: RunRecord, now: datetime, event: MakeEvent, refusing: Refuse
) -> None:
    journal, _ = Journal.start(store, new, now)
    assert journal.keep([event(0)], {}, now).saved
    refusing(store.folder / "runs", True)
    result = journal.keep([event(1)], {"day": 5}, now)
    assert (result.saved, result.unsaved) == (False, 1)
    assert isinstance(result.problem, CannotSave)
    assert journal.record.day == 5
    assert _numbers(store, journal.record.run) == [0]
    refusing(store.folder / "runs", False)
    assert journal.keep([event(2)], {}, now).saved
    journal.close()
    assert _numbers(store, journal.record.run) == [0, 1, 2]


def test_a_run_resumed_in_a_read_only_folder(
    store: RunStore, played: str, now: datetime, event: MakeEvent, refusing: Refuse
) -> None:
    shutil.rmtree(store.folder / "locks")  # as after a copy from elsewhere: none can be made now
    refusing(store.folder, True)
    journal, result = Journal.resume(store, played)
    assert (result.saved, result.unsaved) == (False, 0)
    assert journal.keep([event(3)], {}, now).unsaved == 1
    refusing(store.folder, False)
    assert journal.close().saved
    assert _numbers(store, played) == [0, 1, 2, 3]


def test_a_run_played_on_elsewhere_meanwhile_is_not_written_over(
    store: RunStore, played: str, now: datetime, event: MakeEvent, refusing: Refuse
) -> None:
    shutil.rmtree(store.folder / "locks")  # as after a copy from elsewhere: none can be made now
    refusing(store.folder, True)
    journal, _ = Journal.resume(store, played)
    refusing(store.folder, False)
    with closing(store.open(played)) as other:
        other.save(other.record.extended([event(50)], {}, now))
        result = journal.keep([event(3)], {}, now)
        assert isinstance(result.problem, RunLocked)
    result = journal.retry()
    assert isinstance(result.problem, RunChanged)
    assert result.unsaved == 1
    assert [each["number"] for each in journal.record.events] == [0, 1, 2, 3]
    assert _numbers(store, played) == [0, 1, 2, 50]
    assert not journal.close().saved


def test_a_save_that_reached_the_disk_before_it_was_refused_is_not_doubled(
    store: RunStore,
    new: RunRecord,
    now: datetime,
    event: MakeEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No disk can be made to refuse just the last step, so this one is pretended.
    journal, _ = Journal.start(store, new, now)
    with monkeypatch.context() as refused:

        def refuse(folder: Path) -> None:
            raise OSError(5, "Input/output error")

        refused.setattr("trainer.store.files.sync_folder", refuse)
        assert journal.keep([event(0)], {}, now).unsaved == 1
    assert _numbers(store, journal.record.run) == [0]
    assert journal.keep([event(1)], {}, now).saved
    assert _numbers(store, journal.record.run) == [0, 1]
    journal.close()


def test_what_was_mended_is_said(store: RunStore, played: str) -> None:
    (store.folder / "runs" / f"{played}.json").write_bytes(b"null")
    journal, result = Journal.resume(store, played)
    assert result.saved
    assert len(journal.notices) == 2
    journal.close()


def test_what_cannot_be_resumed_is_raised(store: RunStore, played: str) -> None:
    with pytest.raises(NoSuchRun):
        Journal.resume(store, "nobody-20261123-aaaaaa")
    with closing(store.open(played)), pytest.raises(RunLocked):
        Journal.resume(store, played)
    for path in (store.folder / "runs").iterdir():
        path.write_bytes(b"")
    with pytest.raises(BrokenRun):
        Journal.resume(store, played)


def test_what_json_cannot_hold_is_not_added(
    store: RunStore, new: RunRecord, now: datetime, event: MakeEvent
) -> None:
    journal, _ = Journal.start(store, new, now)
    with pytest.raises(ValueError, match="JSON"):
        journal.keep([{"number": float("inf")}], {}, now)
    assert journal.record.events == ()
    assert journal.keep([event(0)], {}, now).saved
    journal.close()
