"""The commands of docs/authoring.md do what the page says, with an invented article.

A fenced block marked ``console run`` is run: each line that starts with ``$ trainer``, in order, in
one folder; ``console run exit=1`` says which code they end with, ``exit=?`` that it
depends on the case. What is shown below a command must be in its output, spaces and figures aside;
``...`` stands for lines left out.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.conftest import Run, trainer  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "authoring.md"
ARTICLE = ROOT / "tests" / "author" / "data" / "invented-case.txt"
CASE = ROOT / "scenarios" / "two-days-of-fever.yaml"

_BLOCK = re.compile(r"^```console run(?: exit=([\d?]))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Shown:
    """One command of the page, and what the page shows of its output."""

    words: list[str]
    code: int | None
    lines: list[str] = field(default_factory=list)


def _code(word: str | None) -> int | None:
    return None if word == "?" else int(word or 0)


def _commands(page: str) -> list[Shown]:
    found: list[Shown] = []
    for block in _BLOCK.finditer(page):
        for line in block[2].splitlines():
            if line.startswith("$ trainer "):
                found.append(Shown(shlex.split(line)[2:], _code(block[1])))
            elif line.strip() not in ("", "...", "^"):
                assert not line.startswith("$"), f"only trainer's own commands are run: {line}"
                found[-1].lines.append(line)
    return found


def _bare(text: str) -> str:
    """Without what differs from article to article, from day to day and from width to width."""
    return " ".join(re.sub(r"\d+", "#", text).split())


def _changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) >= 1, f"{CASE.name} no longer has: {old}"
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """The folder as the page tells of it: the article, the finished case, one with slips."""
    (tmp_path / "article.txt").write_text(ARTICLE.read_text("utf-8"), "utf-8")
    case = CASE.read_text("utf-8")
    version = re.search(r'^version: ".*"$', case, re.MULTILINE)
    assert version
    finished = _changed(case, (version[0], 'version: "9.0.0"'), ("every: 2", "every: 1"))
    (tmp_path / CASE.name).write_text(finished, "utf-8")
    slips = _changed(
        case,
        ("minutes: 45", 'minutes: "45"'),
        ("title: Tissue", "titel: Tissue"),
        ("cite: lin-2019 C8", "cite: lin-2019 C88"),
    )
    (tmp_path / "slip.yaml").write_text(slips, "utf-8")
    return tmp_path


def test_the_page_is_true(
    trainer: Run,  # noqa: F811
    evening: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")  # as wide as the page was made
    commands = _commands(PAGE.read_text("utf-8"))
    assert len(commands) > 12
    for shown in commands:
        # The case is packed as the version the page names.
        words = [re.sub(r"fever-[\d.]+\.case", "fever-9.0.0.case", word) for word in shown.words]
        result = trainer(*words)
        said = result.stdout + result.stderr
        assert shown.code in (None, result.returncode), f"trainer {shlex.join(words)}\n{said}"
        for line in shown.lines:
            assert _bare(line) in _bare(said), f"trainer {shlex.join(words)}\n{line}\n\n{said}"


def test_each_command_for_authors_is_named() -> None:
    page = PAGE.read_text("utf-8")
    named = {shown.words[0] for shown in _commands(page)}
    assert named >= {"new", "catalogue", "check", "explain", "play", "simulate", "graph", "stats"}
    assert named >= {"diff", "pack", "install", "list"}
    assert "$ trainer preview" in page


def test_the_links_of_the_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
