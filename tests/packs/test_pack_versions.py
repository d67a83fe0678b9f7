"""Runs and versions: each run stays with the words it was played on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.packs.conftest import Case, Run, scenario_text
from trainer.case.library.cases import choose_case, heads
from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import id_and_version, version_key
from trainer.case.library.played import file_of_run, head_of_run, runs_of
from trainer.case.loader import load
from trainer.errors import NoSuchCase
from trainer.session import Session
from trainer.store.records import RunSummary
from trainer.store.runs import RunStore
from trainer.tui.app import TrainerApp
from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.home import HomeScreen


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Versions 0.9.0 and 0.10.0 of one case, as they lie when installed."""
    folder = tmp_path / "cases"
    for version in ("0.9.0", "0.10.0"):
        case = folder / f"minimal@{version}"
        case.mkdir(parents=True)
        (case / "minimal.yaml").write_text(scenario_text(version=version), "utf-8")
        (case / "origin.json").write_text(
            '{"source": "a.case.zip", "date": "2026-11-23", "sha256": ""}', "utf-8"
        )
    return folder


def of(library: Path, version: str) -> Path:
    return library / f"minimal@{version}" / "minimal.yaml"


def begun(library: Path, version: str, store: RunStore) -> RunSummary:
    session = Session.start(load(of(library, version)), store)
    session.close()
    return session.journal.record.summary


def test_versions_are_compared_by_number() -> None:
    assert version_key("0.10.0") > version_key("0.9.0") > version_key("junk")
    assert id_and_version("a-b@1.2.3") == ("a-b", "1.2.3")
    for name in ("a", "a@1", "@1.2.3", "a@1.2.3x", "A@1.2.3", "a/b@1.2.3", "a@1.2.3\n"):
        assert id_and_version(name) is None


def test_an_id_means_its_newest_version(library: Path, tmp_path: Path) -> None:
    choice = choose_case("minimal", [library])
    assert (choice.path, choice.version) == (of(library, "0.10.0"), "0.10.0")
    assert choice.versions == ("0.10.0", "0.9.0")
    assert choose_case("minimal@0.9.0", [library]).path == of(library, "0.9.0")
    with pytest.raises(NoSuchCase, match=r"no version 7.0.0 .* There are: 0.10.0, 0.9.0"):
        choose_case("minimal@7.0.0", [library])
    other = tmp_path / "plain"
    other.mkdir()
    (other / "minimal.yaml").write_text(scenario_text(version="0.9.5"), "utf-8")
    assert choose_case("minimal", [other]).path == other / "minimal.yaml"
    assert choose_case("minimal", [other, library]).version == "0.10.0"
    assert choose_case("minimal@0.9.5", [library, other]).path == other / "minimal.yaml"
    (other / "minimal.yaml").rename(other / "odd-name.yaml")
    assert choose_case("minimal@0.9.5", [library, other]).path == other / "odd-name.yaml"


def test_the_library_has_both_versions_and_a_case_once(library: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.json"
    for _ in range(2):
        found = heads([library], index)
        assert [(h.id, h.version) for h in found] == [("minimal", "0.10.0"), ("minimal", "0.9.0")]
        assert {(h.origin, h.installed) for h in found} == {("a.case.zip", "2026-11-23")}
        assert found[0].hash == load(of(library, "0.10.0")).content_hash
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "minimal.yaml").write_text(scenario_text(version="0.9.0"), "utf-8")
    both = heads([library, shipped], index)
    assert [(h.version, h.installed) for h in both] == [("0.10.0", "2026-11-23"), ("0.9.0", "")]
    (library / ".in-0123").mkdir()
    (library / "minimal@0.11.0").mkdir()
    (library / "dangling.yaml").symlink_to("nowhere")
    assert len(heads([library], index)) == 2, "what is on its way, empty or dangling is no case"


def test_a_run_finds_the_words_it_was_played_on(library: Path, tmp_path: Path) -> None:
    run = begun(library, "0.9.0", RunStore(tmp_path / "saves"))

    def version(run: RunSummary, known: list[CaseHead]) -> str | None:
        head = head_of_run(run, known)
        return head.version if head else None

    known = heads([library], None)
    assert version(run, known) == "0.9.0"
    assert version(replace(run, scenario_hash="edited"), known) == "0.9.0"
    gone = replace(run, scenario_hash="?", scenario_version="0.1.0", scenario_path="/gone")
    assert version(gone, known) == "0.10.0"
    assert version(run, []) is None
    assert file_of_run(run, []) == of(library, "0.9.0")
    assert file_of_run(gone, []) is None
    edited = tmp_path / "mine.yaml"
    edited.write_text(scenario_text(version="3.0.0"), "utf-8")
    of_path = replace(gone, scenario_path=str(edited))
    assert version(of_path, [*known, read_head(str(edited))]) == "3.0.0"


def test_runs_of_two_versions_are_kept_apart(library: Path, tmp_path: Path) -> None:
    store = RunStore(tmp_path / "saves")
    old, new = begun(library, "0.9.0", store), begun(library, "0.10.0", store)
    gone = replace(old, run="gone", scenario_hash="?", scenario_version="0.1.0", scenario_path="/x")

    def mine(version: str) -> list[str]:
        loaded = load(of(library, version))
        found = runs_of(
            loaded.path, loaded.content_hash, [new, old, gone], lambda: heads([library], None)
        )
        return [r.run for r in found]

    assert mine("0.9.0") == [old.run]
    assert mine("0.10.0") == [new.run, "gone"], "what nobody else has goes to the newest"


def test_play_and_debrief_use_the_version_of_the_run(
    trainer: Run, case_file: Case, tmp_path: Path
) -> None:
    old, new = case_file(version="1.0.0"), case_file(version="2.0.0", title="A dry cough")
    assert trainer("install", old).returncode == 0
    left = trainer("play", "minimal", "--plain", stdin="quit\n")
    assert "Go on with: trainer play minimal --plain" in left.stdout
    assert trainer("install", new).returncode == 0
    assert "A cough" not in trainer("debrief", "last").stderr
    assert trainer("debrief", "last").stderr == "", "its own version is there: nothing to say"
    other = trainer("play", "minimal", "--plain", stdin="quit\n")
    assert "taking 2.0.0" in other.stderr
    assert "A dry cough" in other.stdout
    assert "trainer play minimal@1.0.0" in " ".join(other.stdout.split())
    again = trainer("play", "minimal@1.0.0", "--plain", stdin="1\nquit\n")
    assert "unfinished run of this case" in again.stdout
    assert "has changed" not in again.stdout
    assert "Go on with: trainer play minimal@1.0.0 --plain" in again.stdout
    _, first = json.loads(trainer("runs", "--format", "json").stdout)
    assert trainer("remove", "minimal@1.0.0", "--yes").returncode == 0
    told = trainer("debrief", first["run"])
    assert told.returncode == 0
    assert "played on version 1.0.0, which is not here; the debrief follows" in told.stderr


async def test_the_library_screen_keeps_versions_apart(library: Path, tmp_path: Path) -> None:
    run = begun(library, "0.9.0", RunStore(tmp_path / "saves"))
    app = TrainerApp(tmp_path / "saves", folders=[library])
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, HomeScreen)
        cases = screen.query_one("#cases", OptionList)
        lines = [str(option.prompt) for option in cases.options if "version" in str(option.prompt)]
        assert ["version 0.10.0" in lines[0], "version 0.9.0" in lines[1]] == [True, True]
        assert "new" in lines[0]
        assert "in play, day 1" in lines[1]
        await pilot.press("enter")  # on, without a question
        for _ in range(20):
            await pilot.pause(0.05)
            if isinstance(app.screen, CaseScreen):
                break
        assert app.session is not None
        assert app.session.run == run.run
        assert app.session.case.scenario.version == "0.9.0"


async def test_going_on_with_a_case_that_is_gone_is_told(library: Path, tmp_path: Path) -> None:
    begun(library, "0.9.0", RunStore(tmp_path / "saves"))
    of(library, "0.9.0").unlink()
    of(library, "0.10.0").unlink()
    app = TrainerApp(tmp_path / "saves", folders=[library])
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("m", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        notices = [n.message for n in app._notifications]
        assert any("no longer here" in n for n in notices), notices
