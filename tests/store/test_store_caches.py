"""Caches: read as they were written, or not at all; one table without the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.store.caches import Cache, rows_of, table

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ROWS = st.dictionaries(st.text(), JSON.map(json.dumps), max_size=4)
TABLES = st.dictionaries(st.text(), ROWS, min_size=1, max_size=4)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches") / "some.json"


def written(file: Path, tables: dict[str, dict[str, str]]) -> Cache:
    cache = Cache.of([1], {name: table(rows) for name, rows in tables.items()})
    cache.write(file, file.parent / "locks")
    return cache


@given(TABLES, st.text())
def test_each_table_is_read_as_it_was_written(
    file: Path, tables: dict[str, dict[str, str]], other: str
) -> None:
    written(file, tables)
    cache = Cache.read(file, [1])
    assert cache.names == list(tables)
    for name, rows in tables.items():
        assert rows_of(cache.text(name)) == rows
        assert json.loads(cache.text(name)) == {key: json.loads(r) for key, r in rows.items()}
    whole = json.loads(file.read_bytes())
    assert whole["form"] == [1]
    if other not in tables:
        assert json.loads(cache.text(other)) == {}


@given(TABLES, st.data())
def test_what_is_damaged_counts_as_missing(
    file: Path, tables: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    good = written(file, tables).data
    at = data.draw(st.integers(0, len(good) - 1), label="at")
    instead = data.draw(st.binary(max_size=4), label="instead")
    damaged = good[:at] + instead + good[at + data.draw(st.integers(0, 9), label="gone") :]
    file.write_bytes(damaged)
    assert Cache.read(file, [1]).data == (good if damaged == good else b"")


def test_another_form_counts_as_missing(file: Path) -> None:
    written(file, {"runs": {}})
    assert Cache.read(file, [1]).names == ["runs"]
    assert Cache.read(file, [2]).names == []
    assert Cache.read(file.parent / "none.json", [1]).text("runs") == "{}"
