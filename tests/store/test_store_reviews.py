"""Reviews on disk: whole at every moment, each once, never written over."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from trainer.errors import CannotSave, NewerSchema
from trainer.store.errors import Damaged
from trainer.store.files import last_good
from trainer.store.locks import HeldLock
from trainer.store.reviews import ReviewAnswer, ReviewStore

ONE = ReviewAnswer(
    id="1", at="2026-09-20T19:00:00.000Z", case="a", question="q", words="w", version="1.0.0",
    missed_case="b", missed_question="r", missed_words="v", why="wrong", seed=1,
    answer={"picks": ["x"], "confidence": 80}, credit=0.5, sound=False, scoring=2,
)  # fmt: skip
TWO = replace(ONE, id="2", at="2026-09-21T19:00:00.000Z", answer=None, credit=0.0)
OCTOBER = replace(ONE, id="3", at="2026-10-01T19:00:00.000Z")


def keep(
    saves: Path, *reviews: ReviewAnswer, learner: str = "me", learner_id: str = "12345678"
) -> None:
    ReviewStore(saves).add(learner, learner_id, reviews)


def kept(saves: Path, learner: str = "me") -> tuple[ReviewAnswer, ...]:
    return ReviewStore(saves).load(learner)[0]


def files(saves: Path) -> list[Path]:
    return sorted((saves / "reviews").glob("*.json"))


def test_what_is_kept_comes_back_by_time(tmp_path: Path) -> None:
    keep(tmp_path, OCTOBER)
    keep(tmp_path, TWO, ONE)
    assert kept(tmp_path) == (ONE, TWO, OCTOBER)
    assert [path.name for path in files(tmp_path)] == [
        "me-2744cc-2026-09-12345678.json",
        "me-2744cc-2026-10-12345678.json",
    ]


def test_a_review_of_no_time_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="no time"):
        ReviewAnswer.from_dict(asdict(ONE) | {"at": "yesterday"})
    with pytest.raises(Damaged, match="credit"):
        ReviewAnswer.from_dict(asdict(ONE) | {"credit": True})


def test_twice_is_once(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    keep(tmp_path, ONE, TWO)
    assert kept(tmp_path) == (ONE, TWO)
    # Another machine's copy of the same month.
    other = files(tmp_path)[0].with_name("me-2744cc-2026-09-87654321.json")
    other.write_bytes(files(tmp_path)[0].read_bytes())
    assert kept(tmp_path) == (ONE, TWO)


@pytest.mark.parametrize("other", ["Me", "../me", "m/e", "me ", "ME\u00c9", "x" * 80])
def test_learners_do_not_share_a_file(tmp_path: Path, other: str) -> None:
    keep(tmp_path, ONE)
    keep(tmp_path, TWO, learner=other)
    assert kept(tmp_path) == (ONE,)
    assert kept(tmp_path, other) == (TWO,)
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize(
    "damage", ["", "null", "{", '{"schema": 1}', '{"schema": 1, "reviews": [{}]}']
)
def test_a_damaged_file_is_set_aside_and_nothing_of_it_is_lost(tmp_path: Path, damage: str) -> None:
    keep(tmp_path, ONE)
    keep(tmp_path, TWO)
    path = files(tmp_path)[0]
    path.write_text(damage)
    reviews, notices = ReviewStore(tmp_path).load("me")
    assert reviews == (ONE,)  # of the last good copy
    assert "could not be used" in notices[0]
    assert "last good copy was used" in notices[0]
    keep(tmp_path, TWO)
    assert kept(tmp_path) == (ONE, TWO)
    assert path.with_name(f"{path.name}.broken-1").read_text() == damage


def test_a_missing_file_is_told_by_its_copy(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    keep(tmp_path, TWO)
    files(tmp_path)[0].unlink()
    assert kept(tmp_path) == (ONE,)
    keep(tmp_path, TWO)
    assert kept(tmp_path) == (ONE, TWO)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    path = files(tmp_path)[0]
    newer = json.dumps({"schema": 2, "learner": "me", "reviews": [asdict(ONE)]})
    path.write_text(newer)
    assert "newer version" in ReviewStore(tmp_path).load("me")[1][0]
    with pytest.raises(NewerSchema):
        keep(tmp_path, TWO)
    assert path.read_text() == newer


def test_another_terminal_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.locks._WAIT", 0.05)
    keep(tmp_path, ONE)
    with (
        HeldLock.take(tmp_path / "locks", "reviews-me-2744cc"),
        pytest.raises(CannotSave, match="Another terminal"),
    ):
        keep(tmp_path, TWO)
    keep(tmp_path, TWO)
    assert kept(tmp_path) == (ONE, TWO)
    assert last_good(files(tmp_path)[0]).exists()


def test_another_machines_file_is_brought_in_once(tmp_path: Path) -> None:
    keep(tmp_path / "there", ONE, OCTOBER)
    keep(tmp_path / "here", ONE, TWO, learner_id="87654321")
    store = ReviewStore(tmp_path / "here")
    there = [path.read_bytes() for path in files(tmp_path / "there")]
    assert [store.bring_in(data) for data in there] == [0, 1]
    assert [store.bring_in(data) for data in there] == [0, 0]
    assert kept(tmp_path / "here") == (ONE, TWO, OCTOBER)
    assert store.bring_in(there[0], "ann") == 1
    assert kept(tmp_path / "here", "ann") == (ONE,)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"schema": 1, "reviews": []}'])
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Damaged):
        ReviewStore(tmp_path).bring_in(data)
