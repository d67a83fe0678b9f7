"""A learner is an id; the name is its label."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from tests import forked
from trainer.case.loader import Loaded, load
from trainer.scoring.stored import SCORING
from trainer.session import Session
from trainer.store.records import new_seed
from trainer.store.runs import RunStore
from trainer.store.settings import Settings

CASE = Path(__file__).parents[1] / "data" / "format-1" / "two-days-of-fever.yaml"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(CASE)


def begun(loaded: Loaded, store: RunStore, name: str) -> Session:
    session = Session.start(loaded, store, name, seed=new_seed())
    session.close()
    return session


def where(saves: Path, *words: str) -> str:
    done = forked.trainer("where", "--saves", saves, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_names_are_two_ids_and_each_stays(loaded: Loaded, store: RunStore) -> None:
    heads = [begun(loaded, store, name).journal.record for name in ("me", "Zoë", "me", "Zoë")]
    ids = [head.learner_id for head in heads]
    assert ids[:2] == ids[2:]
    assert len({UUID(each) for each in ids if each}) == 2
    assert "Zoë" not in str(ids)
    assert len({head.seed for head in heads}) > 1
    assert all(type(head.seed) is int and head.scoring == SCORING for head in heads)
    assert {run.learner_id for run in store.summaries(learner="Zoë").runs} == {ids[1]}


def test_where_shows_the_name_and_the_id(loaded: Loaded, store: RunStore) -> None:
    assert "learner: Zoë\n    id none yet" in where(store.folder, "--learner", "Zoë")
    assert not store.folder.exists(), "looking creates nothing"
    name = begun(loaded, store, "Zoë").journal.record.learner_id
    assert f"learner: Zoë\n    id {name}\n" in where(store.folder, "--learner", "Zoë")
    assert "learner: me\n    id none yet" in where(store.folder)


def test_lost_settings_cost_nobody_the_id(loaded: Loaded, store: RunStore) -> None:
    name = begun(loaded, store, "me").journal.record.learner_id
    for path in store.folder.glob("settings.json*"):
        path.unlink()
    assert store.known_id("me") == name
    assert begun(loaded, store, "me").journal.record.learner_id == name
    assert Settings(store.folder).get("learner me") == name


@pytest.mark.parametrize("broken", [7, None, ["x"]])
def test_what_is_no_id_is_replaced(store: RunStore, broken: object) -> None:
    Settings(store.folder).put("learner me", broken)
    name = store.learner_id("me")
    assert UUID(name)
    assert store.learner_id("me") == name


def test_another_terminal_may_have_named_it_just_now(tmp_path: Path) -> None:
    one, two = Settings(tmp_path), Settings(tmp_path)
    assert one.put_first("learner me", "a") == "a"
    assert two.put_first("learner me", "b") == "a"
    assert Settings(tmp_path).get("learner me") == "a"


def test_where_nothing_can_be_kept_play_begins_all_the_same(loaded: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    folder.write_text("I am a file")
    session = Session.start(loaded, RunStore(folder), "me")
    assert not session.saving.saved
    assert session.journal.record.learner_id
    folder.unlink()
    assert session.retry().saved
    session.close()
    assert RunStore(folder).known_id("me") == session.journal.record.learner_id


def test_an_event_saved_again_keeps_its_id(loaded: Loaded, tmp_path: Path) -> None:
    from trainer.engine import moves

    folder = tmp_path / "saves"
    folder.write_text("in the way")
    store = RunStore(folder)
    session = Session.start(loaded, store, "me")
    session.do(moves.note(session.state, "first"))
    kept = session.journal.record.events
    assert not session.retry().saved
    folder.unlink()
    assert session.retry().saved
    session.do(moves.note(session.state, "second"))
    session.close()
    stored = store.load(session.run).record.events
    assert stored[:1] == kept
    assert len({event["id"] for event in stored}) == 2
