from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case.library.cases import heads
from trainer.case.reading.yaml12 import parse

SHIPPED = Path(__file__).parents[2] / "scenarios"
MINIMAL = Path(__file__).parent / "minimal.yaml"


@pytest.mark.parametrize("file", [SHIPPED / "anti-mda5-ild.yaml", MINIMAL])
def test_a_head_says_what_the_whole_file_says(file: Path, tmp_path: Path) -> None:
    text = file.read_text("utf-8")
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    (head,) = heads([tmp_path], None)
    data, _ = parse(text)
    assert head.ok, head.problem
    assert (head.id, head.title, head.decisions) == (
        data["id"],
        data["title"],
        len(data["decisions"]),
    )
    assert (head.first_day, head.last_day) == (
        data["clock"]["first_day"],
        data["clock"]["last_day"],
    )


def test_a_file_in_flow_style_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(
        "{id: flow, version: '1.0.0', title: T, specialty: S, summary: U,"
        " clock: {first_day: 1, last_day: 2}, decisions: [{id: a}, {id: b}]}",
        "utf-8",
    )
    (head,) = heads([tmp_path], None)
    assert head.ok, head.problem
    assert (head.id, head.decisions) == ("flow", 2)


def test_broken_files_are_told_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: [", "utf-8")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.yaml").write_text("just text", "utf-8")
    found = heads([tmp_path], None)
    assert [h.ok for h in found] == [False, False, False]
    assert all(h.problem for h in found)
