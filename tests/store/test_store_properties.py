"""Whatever events come, in whatever portions: a reload gives them back."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.store.journal import Journal
from trainer.store.records import Changes, Event, RunRecord
from trainer.store.runs import RunStore

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NEW = RunRecord(scenario="s", title="β", scenario_version="1", scenario_hash="", scenario_path="")

# Half surrogate pairs too: a terminal hands them over for bytes that are not UTF-8.
texts = st.text(st.characters(exclude_categories=()), max_size=20)
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
events = st.dictionaries(texts, values, max_size=4)
changes = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["playing", "finished"]),
        "day": st.integers(),
        "decisions": st.integers(min_value=0),
        "scores": st.dictionaries(
            texts, st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=3
        ),
    },
)
appends = st.lists(st.tuples(st.lists(events, max_size=3), changes), max_size=6)


@settings(max_examples=60)
@given(portions=appends, reopen=st.booleans())
def test_any_sequence_of_appends_reloads_equal(
    portions: list[tuple[list[Event], Changes]], reopen: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        run = store.adopt(store.draft(NEW, NOW))
        for portion, change in portions:
            if reopen:
                run.close()
                run = store.open(run.record.run)
            run.save(run.record.extended(portion, change, NOW))
            assert store.load(run.record.run).record == run.record
        run.close()
        loaded = store.load(run.record.run)
        assert loaded.notices == ()
        said = [event for portion, _ in portions for event in portion]
        assert list(loaded.record.events) == json.loads(json.dumps(said))
        assert store.summaries().runs == (loaded.record.summary,)
        assert store.summaries().runs == (loaded.record.summary,), "also from the index"


@settings(max_examples=40)
@given(portions=st.lists(st.tuples(st.lists(events, max_size=2), st.booleans()), max_size=6))
def test_whenever_the_disk_refuses_the_journal_catches_up(
    portions: list[tuple[list[Event], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder) / "saves")
        store.folder.write_text("in the way")
        journal, _ = Journal.start(store, NEW, NOW)
        in_the_way = True
        for portion, make_way in portions:
            if make_way and in_the_way:
                store.folder.unlink()
                in_the_way = False
            assert journal.keep(portion, {}, NOW).saved is not in_the_way
        if in_the_way:
            store.folder.unlink()
        assert journal.close().saved
        said = [event for portion, _ in portions for event in portion]
        assert list(store.load(journal.record.run).record.events) == json.loads(json.dumps(said))
