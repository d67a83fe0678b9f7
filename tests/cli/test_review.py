"""``trainer review`` and ``trainer progress``, from outside, with a set clock."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from tests.cli.conftest import json_of

Run = Callable[..., CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
FIRST, SECOND = "two-days-of-fever", "fever-and-stiff-neck"


def on(day: str) -> str:
    return f"{day}T20:00:00+00:00"


@pytest.fixture
def played(trainer: Run, tmp_path: Path) -> Callable[..., None]:
    """Play a case on a day, its first options picked, with a confidence."""

    def play(
        case: str, day: str = "2026-09-01", sure: int = 90, policy: str = "position-1"
    ) -> None:
        answers = trainer("answers", case, "--policy", policy).stdout
        lines = [
            f"    confidence: {sure}" if line.startswith("    confidence:") else line
            for line in answers.splitlines()
        ]
        file = tmp_path / "answers.yaml"
        file.write_text("\n".join(lines), "utf-8")
        done = trainer("play", case, "--answers", str(file), TRAINER_NOW=on(day))
        assert done.returncode == 0, done.stderr

    return play


def due(trainer: Run, day: str, **environ: str) -> list[dict[str, str]]:
    return json_of(trainer("review", "--format", "json", TRAINER_NOW=on(day), **environ))


def test_nothing_comes_back_before_a_week_and_of_a_case_one_a_day(
    trainer: Run, played: Callable[..., None]
) -> None:
    assert due(trainer, "2026-09-01") == []
    played(FIRST)
    assert due(trainer, "2026-09-07") == []
    [only] = due(trainer, "2026-09-08")
    assert only["case"] == FIRST == only["missed_case"]
    assert (only["due"], only["why"]) == ("2026-09-08", "sure and wrong")
    assert set(only) >= {"question", "case", "principle", "due", "why"}


def test_a_clone_from_another_finished_case_comes_first(
    trainer: Run, played: Callable[..., None]
) -> None:
    played(FIRST)
    played(SECOND, policy="sound")
    dues = due(trainer, "2026-09-20")
    assert dues[0]["missed_case"] == FIRST
    assert dues[0]["case"] == SECOND
    assert len({each["case"] for each in dues}) == len(dues)


def test_nothing_of_a_case_in_play(trainer: Run) -> None:
    # A day gone by, a question answered, then the end of input.
    left = trainer("play", FIRST, "--plain", stdin="1\nA woman.\n", TRAINER_NOW=on("2026-09-01"))
    assert left.returncode == 0
    assert due(trainer, "2026-10-01") == []


def test_luck_comes_back_and_knowledge_does_not(trainer: Run, played: Callable[..., None]) -> None:
    played(FIRST, sure=90, policy="sound")
    assert due(trainer, "2026-12-01") == []
    played(SECOND, sure=20, policy="sound")
    assert [each["why"] for each in due(trainer, "2026-12-01")][:1] == ["lucky"]


def test_an_answer_is_kept_and_is_no_first_answer(
    trainer: Run, played: Callable[..., None]
) -> None:
    played(FIRST)
    before = json_of(trainer("progress", "--format", "json", TRAINER_NOW=on("2026-09-08")))
    words = ("review", "--plain", "--minutes", "5", "--seed", "1")
    done = trainer(*words, stdin="1\n80\nBecause.\n", TRAINER_NOW=on("2026-09-08"))
    assert done.returncode == 0
    assert "== Review 1 of 1 question: Two days of chills and fever ==" in done.stdout
    assert "The rule" in done.stdout
    assert "1 answer given; 0 still due today." in done.stdout
    assert due(trainer, "2026-09-08") == []
    assert len(due(trainer, "2026-09-09")) == 1
    after = json_of(trainer("progress", "--format", "json", TRAINER_NOW=on("2026-09-08")))
    assert after["reviews"]["n"] == 1
    for unchanged in ("first_answers", "all", "by_skill", "by_principle", "early", "late"):
        assert after[unchanged] == before[unchanged]


def test_every_day_is_told_in_full_by_a_word(trainer: Run, played: Callable[..., None]) -> None:
    played(FIRST)
    words = ("review", "--plain", "--minutes", "30", "--seed", "1")
    told = trainer(*words, stdin="days\nquit\n", TRAINER_NOW=on("2026-10-08")).stdout
    brief, full = told.split("days, or pass > ")[:2]
    assert "Type days to read every day in full." in brief
    assert "\nDay 1\n" not in brief
    assert "\nDay 1\n" in full


def test_a_repeat_is_no_first_answer(trainer: Run, played: Callable[..., None]) -> None:
    played(FIRST)
    first = json_of(trainer("progress", "--format", "json"))
    assert first["first_answers"] == sum(g["first_answers"] for g in first["by_skill"].values())
    assert first["first_answers"] == 13  # a fourteenth is a sentence, which nobody judges
    played(FIRST, day="2026-10-01", policy="sound")
    again = json_of(trainer("progress", "--format", "json"))
    assert again["first_answers"] == first["first_answers"]
    assert again["all"] == first["all"]
    assert again["repeats"]["n"] == 13
    assert len(again["runs"]) == 2


def test_leaving_at_once_keeps_nothing_and_is_fine(
    trainer: Run, played: Callable[..., None]
) -> None:
    played(FIRST)
    for typed in ("", "quit\n", "1\n", "nonsense\n99\n"):
        left = trainer("review", "--plain", stdin=typed, TRAINER_NOW=on("2026-09-08"))
        assert left.returncode == 0
        assert "Traceback" not in left.stderr
    assert len(due(trainer, "2026-09-08")) == 1


@pytest.mark.parametrize("minutes", ["0", "-1", "x", "601", "1.5"])
def test_a_length_that_is_none(trainer: Run, minutes: str) -> None:
    wrong = trainer("review", "--plain", "--minutes", minutes)
    assert wrong.returncode == 2
    assert "minutes" in wrong.stderr


def test_a_case_that_is_gone_is_not_asked_and_still_counts(
    trainer: Run, played: Callable[..., None], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    text = (ROOT / "scenarios" / f"{FIRST}.yaml").read_text("utf-8")
    (mine / "own.yaml").write_text(text.replace(f"id: {FIRST}", "id: own"), "utf-8")
    played(str(mine / "own.yaml"))
    here = {"TRAINER_SCENARIOS": str(mine)}
    assert len(due(trainer, "2026-09-08", **here)) == 1
    (mine / "own.yaml").unlink()
    assert due(trainer, "2026-09-08", **here) == []
    assert json_of(trainer("progress", "--format", "json"))["first_answers"] == 13


def test_a_new_version_keeps_the_schedule_of_what_did_not_change(
    trainer: Run, played: Callable[..., None], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    file, here = mine / "own.yaml", {"TRAINER_SCENARIOS": str(mine)}
    text = (ROOT / "scenarios" / f"{FIRST}.yaml").read_text("utf-8")
    file.write_text(text.replace(f"id: {FIRST}", "id: own"), "utf-8")
    answers = yaml.safe_load(trainer("answers", str(file), "--policy", "sound").stdout)
    answers["decisions"]["tube-out"] |= {"picks": ["to-mask"], "confidence": 90}
    (tmp_path / "answers.yaml").write_text(yaml.safe_dump(answers), "utf-8")
    trainer("play", str(file), "--answers", "answers.yaml", TRAINER_NOW=on("2026-09-01"))
    assert [d["question"] for d in due(trainer, "2026-09-08", **here)] == ["tube-out"]
    words = ("review", "--plain", "--seed", "1")
    trainer(*words, stdin="1\n80\n\n", TRAINER_NOW=on("2026-09-08"), **here)
    assert due(trainer, "2026-09-14", **here) == []
    [kept] = due(trainer, "2026-12-01", **here)
    assert kept["due"] >= "2026-09-15"

    newer = file.read_text("utf-8").replace('version: "', 'version: "9', 1)
    file.write_text(newer, "utf-8")
    assert due(trainer, "2026-12-01", **here) == [kept]
    prompt = newer.index("prompt: >-", newer.index("- id: tube-out\n")) + len("prompt: >-\n")
    reworded = newer[:prompt] + "      Once more:\n" + newer[prompt:]
    file.write_text(reworded, "utf-8")
    [begun_again] = due(trainer, "2026-12-01", **here)
    assert begun_again == kept | {"due": "2026-09-08", "why": "sure and wrong"}


@pytest.mark.parametrize(
    "rows", ['"": {}', '"runs": []', '"runs": {"x": 1}', '"cases": {"x": {}}, "runs": {"x": {}}']
)
def test_a_damaged_cache_is_made_again(
    trainer: Run, played: Callable[..., None], tmp_path: Path, rows: str
) -> None:
    played(FIRST)
    before = due(trainer, "2026-09-08")
    [cache] = (tmp_path / "saves" / "learning").glob("*.json")
    good = json.loads(cache.read_bytes())
    [run] = good["runs"]
    [case] = good["cases"]
    text = rows.replace('"x"', f'"{run}"', 2).replace(f'"cases": {{"{run}"', f'"cases": {{"{case}"')
    cache.write_text(f'{{"form": {json.dumps(good["form"])}, {text}}}', "utf-8")
    assert due(trainer, "2026-09-08") == before
    assert json.loads(cache.read_bytes()) == good


def test_a_cache_of_what_has_not_changed_is_not_written_again(
    trainer: Run, played: Callable[..., None], tmp_path: Path
) -> None:
    played(FIRST)
    due(trainer, "2026-09-08")
    [cache] = (tmp_path / "saves" / "learning").glob("*.json")
    before = cache.stat()
    assert due(trainer, "2026-09-08")
    after = cache.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_case_broken_since_still_counts_and_is_not_asked(
    trainer: Run, played: Callable[..., None], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    file, here = mine / "own.yaml", {"TRAINER_SCENARIOS": str(mine)}
    text = (ROOT / "scenarios" / f"{FIRST}.yaml").read_text("utf-8")
    file.write_text(text.replace(f"id: {FIRST}", "id: own"), "utf-8")
    played(str(file))
    assert len(due(trainer, "2026-09-08", **here)) == 1
    broken = file.read_text("utf-8").replace("judgement: harmful", "judgement: nonsense")
    file.write_text(broken, "utf-8")
    for _ in range(2):
        assert due(trainer, "2026-09-08", **here) == []
        told = json_of(trainer("progress", "--format", "json", **here))
        assert told["first_answers"] == 13


def test_markdown_and_text_of_nobody(trainer: Run) -> None:
    for form in ("text", "markdown", "json"):
        done = trainer("progress", "--format", form, "--learner", "[red]nobody[/")
        assert done.returncode == 0
        assert "nobody" in done.stdout
    assert "[red]" not in trainer("progress", "--format", "markdown", "--learner", "[red]x").stdout


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_what_a_verdict_was_shown_for_is_on_disk(
    trainer: Run, played: Callable[..., None], tmp_path: Path
) -> None:
    played(FIRST)
    played(SECOND)
    saves = tmp_path / "saves"
    env = {**os.environ, "TRAINER_SAVES": str(saves), "TRAINER_NOW": on("2026-09-20")}
    words = [sys.executable, "-m", "trainer", "review", "--plain"]
    with subprocess.Popen(
        words, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("1\n70\n\n")
        process.stdin.flush()
        for line in process.stdout:
            if "The rule" in line:
                break
        process.send_signal(signal.SIGKILL)
    kept = [json.loads(path.read_bytes()) for path in saves.glob("reviews/*.json")]
    assert [len(month["reviews"]) for month in kept] == [1]
    assert len(due(trainer, "2026-09-20")) == 1
