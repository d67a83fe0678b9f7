"""One is told in the singular."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from trainer.counting import some

SMALL = Path(__file__).parents[1] / "case" / "minimal.yaml"


def test_some() -> None:
    assert [some(n, "error") for n in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]


def test_one_change_and_one_error(trainer: Run, tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("title:", "title: Again", 1), "utf-8")
    assert "1 change;" in trainer("diff", "a.yaml", "b.yaml").stdout
    assert "1 file: 1 error, " in trainer("check", "none.yaml").stdout
