"""A history is the same whatever is kept of it: no cache, however old or damaged, is believed."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.long import many
from trainer.case.library.cases import heads
from trainer.case.loader import load
from trainer.errors import StoreError
from trainer.history import History, case_of, history
from trainer.store.backup import back_up
from trainer.store.caches import Cache
from trainer.store.merging import merge_file
from trainer.store.records import Event, RunRecord, stamped
from trainer.store.reviews import ReviewAnswer, ReviewStore
from trainer.store.runs import RunStore

SMALL = Path(__file__).parents[1] / "packs" / "small.yaml"
NOW = datetime(2026, 9, 1, 20, tzinfo=UTC)
PICKS = ("infection", "tumour")


class Months:
    """A folder of saves, another machine's, a folder with one case, and what may happen to them.

    Each takes a number, by which it chooses.
    """

    def __init__(self, folder: Path) -> None:
        self.saves, self.elsewhere = folder / "saves", folder / "elsewhere"
        self.case = folder / "cases" / "small.yaml"
        self.case.parent.mkdir()
        shutil.copy(SMALL, self.case)
        self.earlier: list[dict[Path, bytes]] = []
        self.count = 0

    def history(self) -> History:
        self.earlier.append(self.caches())
        return history(RunStore(self.saves), "me", heads([self.case.parent], None))

    def caches(self) -> dict[Path, bytes]:
        files = [self.saves / "runs-index.json", *self.saves.glob("learning/*.json")]
        return {path: path.read_bytes() for path in files if path.exists()}

    def put_back(self, caches: dict[Path, bytes]) -> None:
        for path in self.caches():
            path.unlink()
        for path, data in caches.items():
            path.write_bytes(data)

    def forget(self) -> None:
        """All that can be made again; of a case that is gone or broken its runs still count."""
        caches = self.caches()
        self.put_back({})
        if self.case.exists() and load(self.case).scenario is not None:
            return
        for path, data in caches.items():
            if path.parent.name == "learning":
                kept = Cache(data)
                tables = {name: kept.text(name) for name in kept.names if name != "total"}
                path.write_bytes(Cache.of(json.loads(data)["form"], tables).data)

    def run(self, number: int) -> Path | None:
        files = sorted(self.saves.glob("runs/*.json"))
        return files[number % len(files)] if files else None

    # What may happen

    def play(self, number: int, saves: Path | None = None) -> None:
        self.count += 1
        at = NOW + timedelta(minutes=self.count)
        events: list[Event] = [
            {"kind": "commit", "decision": "name-it", "day": 1,
             "answer": {"picks": [PICKS[number % 2]], "confidence": 90, "reason": ""}},
            {"kind": "reveal", "decision": "name-it"},
            {"kind": "finish"},
        ]  # fmt: skip
        text = self.case.read_text("utf-8") if self.case.exists() else ""
        record = RunRecord(
            scenario="minimal", title="A cough", scenario_version="1.0.0",
            scenario_hash=hashlib.sha256(text.encode()).hexdigest(), scenario_path=str(self.case),
            learner=("me", "you")[number % 5 == 0], status="finished",
            events=tuple(stamped(events[: 1 + number % 3], at)),
        )  # fmt: skip
        store = RunStore(saves or self.saves)
        store.adopt(store.draft(record, at)).close()

    def play_elsewhere(self, number: int) -> None:
        self.play(number, self.elsewhere)

    def merge(self, _: int) -> None:
        with suppress(Exception):  # nothing there yet
            merge_file(RunStore(self.saves), self.elsewhere)

    def delete(self, number: int) -> None:
        if run := self.run(number):
            RunStore(self.saves).delete(run.stem)

    def edit(self, number: int) -> None:
        """In place, as an editor does: the same file, mostly as long as it was."""
        changes = (("infection", "tumour"), ('"me"', '"yo"'), ("tumour", "infection"), ("90", "10"))
        if run := self.run(number):
            run.write_text(run.read_text("utf-8").replace(*changes[number % 4]), "utf-8")

    def damage(self, number: int) -> None:
        if run := self.run(number):
            run.write_bytes(run.read_bytes()[: number * 10])

    def go_on(self, number: int) -> None:
        with suppress(StoreError):
            if run := self.run(number):
                with closing(RunStore(self.saves).open(run.stem)) as opened:
                    new = stamped([{"kind": "takeaway", "text": str(number)}], NOW)
                    opened.save(opened.record.extended(new, {"day": number % 9}, NOW))

    def kill_a_writer(self, number: int) -> None:
        if run := self.run(number):
            run.with_name(f"{run.name}.tmp").write_bytes(b'{"run"')

    def lose(self, number: int) -> None:
        """A run's file, but not the copy beside it, or nothing but the copies."""
        if run := self.run(number):
            run.rename(run.with_name(f"{run.name}.bak"))

    def change_the_case(self, number: int) -> None:
        changes = (
            ("judgement: acceptable", "judgement: harmful"), ("A cough", "A dry cough"),
            ("judgement: recommended", "judgement: nonsense"), ("What is it?", "What is this?"),
        )  # fmt: skip
        text = SMALL.read_text("utf-8").replace(*changes[number % 4])
        self.case.write_text(text if number % 5 else SMALL.read_text("utf-8"), "utf-8")

    def take_the_case_away(self, _: int) -> None:
        self.case.unlink(missing_ok=True)

    def review(self, number: int) -> None:
        review = ReviewAnswer(
            id=str(number), at=f"2026-09-{10 + number % 20}T20:00:00.000Z", case="minimal",
            question="name-it", words="?", version="1.0.0", missed_case="minimal",
            missed_question="name-it", missed_words="?", why="wrong", seed=1, answer=None,
            credit=0.0, sound=False, scoring=2,
        )  # fmt: skip
        ReviewStore(self.saves).add("me", "0" * 36, [review])

    def restore(self, number: int) -> None:
        """All of the saves from a backup, into an empty folder, with caches of before."""
        with suppress(Exception):  # nothing there yet
            file = self.saves.parent / f"{len(self.earlier)}.zip"
            back_up(self.saves, file)
            shutil.rmtree(self.saves / "runs")
            merge_file(RunStore(self.saves), file)

    def take_older_caches(self, number: int) -> None:
        if self.earlier:
            self.put_back(self.earlier[number % len(self.earlier)])

    def damage_a_cache(self, number: int) -> None:
        for path, data in self.caches().items():
            if data:  # a cut may have left nothing
                at = number * 37 % len(data)
                path.write_bytes(data[:at] + bytes([data[at] ^ 1 + number % 7]) + data[at + 1 :])

    def cut_a_cache(self, number: int) -> None:
        for path, data in self.caches().items():
            path.write_bytes(data[: number * 53 % max(1, len(data))])


HAPPENINGS = [
    name
    for name, each in vars(Months).items()
    if callable(each) and name not in ("__init__", "history", "caches", "put_back", "forget", "run")
]


@settings(max_examples=many(100))
@given(st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 200)), max_size=10))
def test_with_any_caches_as_without(happenings: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)  # no power fails in this test
        months = Months(Path(folder))
        for number in range(3):
            months.play(number)
        for name, number in happenings:
            getattr(months, name)(number)
            if number % 3 == 0:  # not each time, so that more than one thing has changed
                continue
            kept = months.history()
            again = months.history()
            caches = months.caches()
            months.forget()
            fresh = months.history()
            months.put_back(caches)
            assert kept == again == fresh


def test_what_may_happen_changes_the_history(tmp_path: Path) -> None:
    months = Months(tmp_path)
    seen = [months.history()]
    for name in ("play", "edit", "change_the_case", "go_on", "review", "delete"):
        for number in (1, 2, 3):
            getattr(months, name)(number)
        seen.append(months.history())
    assert all(a != b for a, b in pairwise(seen))


def test_what_is_read_again_and_again_in_a_sitting_may_be_let_go_of(tmp_path: Path) -> None:
    months = Months(tmp_path)
    months.play(1)
    before = gc.get_freeze_count()
    months.history()
    assert gc.get_freeze_count() == before


def test_a_case_that_was_changed_just_now_is_not_taken_for_the_one_before(tmp_path: Path) -> None:
    months = Months(tmp_path)
    months.play(1)
    [head] = heads([months.case.parent], None)
    months.change_the_case(1)
    with pytest.raises(ValueError, match="was changed just now"):
        case_of(Path(head.path), head.hash)
    [changed] = heads([months.case.parent], None)
    assert case_of(Path(changed.path), changed.hash).scenario.id == head.id
