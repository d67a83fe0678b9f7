"""Which principles a case trains is read from its text, and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.case.library.cases import heads
from trainer.suggested import trained_by

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_as_the_cases_say_it(tmp_path: Path) -> None:
    cases = heads([SCENARIOS], None)
    trained = trained_by(cases, tmp_path)
    for head in cases:
        decisions = shipped(Path(head.path)).scenario.decisions
        assert set(trained[head.path]) == {p for q in decisions for p in q.principles}
        assert trained[head.path]


def test_remembered_by_the_words_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cases" / "a.yaml"
    file.parent.mkdir()
    text = (SCENARIOS / "two-days-of-fever.yaml").read_text("utf-8")
    block = text.replace("principles: [keep-the-safeguard]", "principles:\n      - name-it", 1)
    file.write_text(block, "utf-8")
    [head] = heads([file.parent], None)
    assert "name-it" in trained_by([head], tmp_path)[head.path]

    def unread(*_: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patch:
        patch.setattr("trainer.suggested.read_bytes", unread)
        assert "name-it" in trained_by([head], tmp_path)[head.path]
    file.write_text(text, "utf-8")
    [newer] = heads([file.parent], None)
    assert "name-it" not in trained_by([newer], tmp_path)[newer.path]
