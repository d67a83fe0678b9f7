from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, trainer  # noqa: F401 - a fixture
from trainer import cli

DATA = Path(__file__).parent / "data"


def test_an_example_passes_the_check_at_once(trainer: Run, tmp_path: Path) -> None:  # noqa: F811
    result = trainer(
        "new", "--yes", "--id", "a-b", "--title", "Hot", "--age", "9", "--doi", "10.1234/x"
    )
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "a-b.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./.case-schema.json\n")
    assert json.loads((tmp_path / ".case-schema.json").read_text("utf-8"))["$id"].startswith("urn:")
    assert result.stdout.count("  trainer ") == 3
    checked = trainer("check", "a-b.yaml")
    assert (checked.returncode, "0 warnings" in checked.stdout) == (0, True), checked.stdout
    assert trainer("answers", "./a-b.yaml").returncode == 0


def test_nothing_is_overwritten_unasked(trainer: Run, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    (tmp_path / ".case-schema.json").write_text("not ours", "utf-8")
    refused = trainer("new", "mine.yaml")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert file.read_text("utf-8") == "mine"
    assert trainer("new", "mine.yaml", "--force").returncode == 0
    assert file.read_text("utf-8") != "mine"
    assert (tmp_path / ".case-schema.json").read_text("utf-8") == "not ours"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".case-schema.json", "mine.yaml"]


@pytest.mark.parametrize(
    "words",
    [
        ["--id", "No Id"], ["--age", "200"], ["--doi", "x"], ["x.txt"], ["."],
        ["--from", "none.xml"],
        ["--from", "."], ["--title", ""],
    ],
)  # fmt: skip
def test_what_cannot_be_leaves_nothing(trainer: Run, tmp_path: Path, words: list[str]) -> None:  # noqa: F811
    result = trainer("new", "--yes", *words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["invented-case.xml", "invented-set.xml", "invented-case.txt"])
def test_a_draft_has_only_warnings(trainer: Run, tmp_path: Path, name: str) -> None:  # noqa: F811
    result = trainer("new", "deep/draft.yaml", "--from", str(DATA / name))
    assert result.returncode == 0, result.stderr
    assert "own words" in result.stderr
    assert "TODO" in result.stdout
    findings = json.loads(trainer("check", "deep/draft.yaml", "--format", "json").stdout)
    assert {d["severity"] for d in findings} <= {"warning"}


def test_a_pdf_is_said_not_to_be_supported(trainer: Run, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    result = trainer("new", "--from", "a.pdf")
    assert result.returncode == 2
    assert "not supported" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def _on_a_terminal(folder: Path, typed: bytes) -> tuple[int, str]:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "new"],
        stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder,
        start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    os.write(master, typed)
    out, _ = process.communicate(timeout=60)
    os.close(master)
    return process.returncode, out.decode()


def test_questions_on_a_terminal(tmp_path: Path) -> None:
    code, out = _on_a_terminal(tmp_path, b"Hot and cold\nBad Id\nhot-cold\n\nold\n70\n" + b"\n" * 8)
    assert code == 0, out
    text = (tmp_path / "hot-cold.yaml").read_text("utf-8")
    assert "title: Hot and cold" in text
    assert "age: 70" in text
    assert "whole number" in out


def test_the_end_of_input_writes_nothing(tmp_path: Path) -> None:
    code, out = _on_a_terminal(tmp_path, b"Hot\n\x04")
    assert code == 2
    assert "nothing was written" in out
    assert list(tmp_path.iterdir()) == []


def test_a_licence_that_is_given_does_not_hide_the_articles_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "A case\n\nThis is an open access article under the CC BY-NC-ND 4.0 licence.\n\n"
        "Case report\n\nOn day 2 a fever of 39 °C was found.\n",
        "utf-8",
    )
    out = tmp_path / "a.yaml"
    assert cli.run(["new", str(out), "--from", str(article), "--licence", "CC BY 4.0"]) == 0
    assert "itself says CC BY-NC-ND 4.0" in capsys.readouterr().err
