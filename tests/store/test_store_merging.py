"""Two machines' saves: what comes in, how often, and what is kept when both went on."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import Unreadable
from trainer.store.files import last_good
from trainer.store.incoming import conflict_copies, incoming, review_files
from trainer.store.merging import Merged, merge, merge_reviews
from trainer.store.records import RunRecord, to_document
from trainer.store.reviews import ReviewAnswer, ReviewStore
from trainer.store.runs import RunStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RECORD = RunRecord(
    run="a-20261123-abcdef", scenario="a", title="A", scenario_version="1", scenario_hash="h",
    scenario_path="/a.yaml", created="2026-11-23T09:00:00.000Z", updated="2026-11-23T09:00:00.000Z",
)  # fmt: skip


def of(*numbers: int, run: str = RECORD.run) -> RunRecord:
    return replace(RECORD, run=run, events=tuple({"kind": "k", "number": n} for n in numbers))


def kept(store: RunStore, record: RunRecord) -> None:
    opened = store.create(record)
    assert opened
    opened.close()


def numbers(store: RunStore) -> set[tuple[int, ...]]:
    runs = (store.load(r.run).record for r in store.summaries().runs)
    return {tuple(e["number"] for e in r.events) for r in runs}


PLAYS = st.lists(st.integers(0, 2), max_size=4).map(tuple)


@given(st.lists(PLAYS, min_size=1, max_size=4), st.data())
def test_no_event_is_lost_and_twice_is_once(plays: list[tuple[int, ...]], data: st.DataObject):
    """Copies of one run from several machines, which come in in any order and again."""
    with TemporaryDirectory() as folder:
        store = RunStore(Path(folder) / "here")
        for place, play in enumerate(plays):
            kept(RunStore(Path(folder) / str(place)), of(*play))
        order = data.draw(st.permutations(range(len(plays))))
        for place in (*order, *order):
            merge(store, incoming(Path(folder) / str(place)))
        after = numbers(store)
        assert all(any(run[: len(play)] == play for run in after) for play in plays)
        assert after <= set(plays)
        runs = len(store.summaries().runs)
        for place in order:
            again = merge(store, incoming(Path(folder) / str(place)))
            assert set(again.counts) == {"known"}
        assert len(store.summaries().runs) == runs == len(after)


def test_a_run_that_went_on_elsewhere_goes_on_here(tmp_path: Path) -> None:
    here, there = RunStore(tmp_path / "here"), RunStore(tmp_path / "there")
    kept(here, of(1))
    kept(there, of(1, 2))
    assert merge(here, incoming(there.folder)).counts == {"continued": 1}
    assert numbers(here) == {(1, 2)}
    assert merge(there, incoming(here.folder)).counts == {"known": 1}


def test_one_learner_can_take_all(tmp_path: Path) -> None:
    here, there = RunStore(tmp_path / "here"), RunStore(tmp_path / "there")
    kept(there, of(1))
    merge(here, incoming(there.folder), "ada")
    (run,) = here.summaries().runs
    assert (run.learner, run.learner_id) == ("ada", here.learner_id("ada"))


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20261126-101010-ABCDEFG.json",
        "{} (1).json",
        "{} (Ada's conflicted copy 2026-11-26).json",
        "{} 2.json",
    ],
)
def test_a_sync_tools_copy_is_noticed_and_comes_in(tmp_path: Path, name: str) -> None:
    store = RunStore(tmp_path)
    kept(store, of(1))
    assert not store.summaries().notices
    run = tmp_path / "runs" / f"{RECORD.run}.json"
    copy = tmp_path / "runs" / name.format(RECORD.run)
    shutil.copy(run, copy)
    document = json.loads(copy.read_text("utf-8"))
    document["run"]["1"]["events"].append({"kind": "k", "number": 2})
    copy.write_text(json.dumps(document), "utf-8")
    assert "trainer merge" in store.summaries().notices[0]
    assert conflict_copies(tmp_path / "runs") == [copy]
    assert merge(store, incoming(copy)).counts == {"continued": 1}
    assert numbers(store) == {(1, 2)}


def test_a_good_copy_takes_the_place_of_a_damaged_run(tmp_path: Path) -> None:
    here, there = RunStore(tmp_path / "here"), RunStore(tmp_path / "there")
    kept(here, of(1))
    kept(there, of(1))
    path = here.folder / "runs" / f"{RECORD.run}.json"
    path.write_bytes(b"{")
    last_good(path).write_bytes(b"[")
    assert merge(here, incoming(there.folder)).counts == {"added": 1}
    assert numbers(here) == {(1,)}
    assert len(list(path.parent.glob("*.broken-1"))) == 2


def test_a_run_that_is_open_is_passed_over(tmp_path: Path) -> None:
    here, there = RunStore(tmp_path / "here"), RunStore(tmp_path / "there")
    kept(here, of(1))
    kept(there, of(1, 2))
    with closing(here.open(RECORD.run)):
        merged = merge(here, incoming(there.folder))
    assert not merged.counts
    assert RECORD.run in merged.problems[0]
    assert numbers(here) == {(1,)}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[1]",
        '[{"run": "../x"}]',
        '{"run": {"1": {"schema": 99, "run": "a"}}}',
        "PK\x03\x04",
        json.dumps([to_document(of(1)) | {"events": 3}]),
        "[" * 100_000,
    ],
)
def test_what_is_no_run_is_told_and_nothing_is_written(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, "utf-8")
    store = RunStore(tmp_path / "here")
    merged = merge(store, incoming(file))
    assert not merged.counts
    assert str(file) in merged.problems[0]
    assert not store.summaries().runs


def test_neither_an_empty_folder_nor_nothing_is_saves(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(Unreadable):
            list(incoming(path))


def test_reviews_come_in_once_and_a_damaged_file_is_told(tmp_path: Path) -> None:
    here, there = RunStore(tmp_path / "here"), RunStore(tmp_path / "there")
    review = ReviewAnswer(
        id="1", at="2026-11-23T09:00:00.000Z", case="a", question="q", words="w", version="1",
        missed_case="b", missed_question="r", missed_words="v", why="wrong", seed=1, answer=None,
        credit=0.0, sound=False, scoring=2,
    )  # fmt: skip
    ReviewStore(there.folder).add("ada", "0f0f0f0f-1", [review])
    for new in (1, 0):
        merged = Merged()
        merge_reviews(here, review_files(there.folder), merged)
        assert (merged.reviews, merged.problems) == (new, [])
    assert ReviewStore(here.folder).load("ada")[0] == (review,)
    (there.folder / "reviews" / "x.json").write_text("[", "utf-8")
    merge_reviews(here, review_files(there.folder), merged)
    assert "x.json" in merged.problems[0]
