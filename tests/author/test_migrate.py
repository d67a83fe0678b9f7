"""From format 1 to format 2; and the machinery, by an invented format 0 brought to format 1."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case.changed_example import with_keys
from trainer import cli
from trainer.answers import POLICIES, by_policy, events_of
from trainer.author import migration
from trainer.author.migration import migrated, replaced_scalar
from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.model import FORMAT
from trainer.case.reading.diagnostics import Edit
from trainer.case.reading.yaml12 import Parsed, Span, parse
from trainer.case.rules.example import example
from trainer.engine.state import replay
from trainer.errors import Failure
from trainer.scoring.scores import headline

FROZEN = Path(__file__).parents[1] / "data" / "format-1"


def places(data: Any, span: Span, *path: str) -> Iterator[tuple[Any, Span]]:
    """The parts at ``path``, in which ``*`` stands for every item."""
    if not path:
        yield data, span
    elif path[0] == "*" and isinstance(data, list) and isinstance(span.children, list):
        for item, place in zip(data, span.children, strict=True):
            yield from places(item, place, *path[1:])
    elif isinstance(data, dict) and isinstance(span.children, dict) and path[0] in data:
        yield from places(data[path[0]], span.children[path[0]], *path[1:])


def renamed(parsed: Parsed, path: str, old: str, new: str) -> Iterator[Edit]:
    for _, part in places(parsed.data, parsed.span, *path.split("/")):
        if part.keys is not None and old in part.keys:
            line, column = part.keys[old]
            yield Edit((line, column), (line, column + len(old)), new)


def step(parsed: Parsed) -> Iterator[Edit]:
    """Format 0, which never was: other names for two keys, and sexes as letters."""
    yield from renamed(parsed, "decisions/*", "question", "prompt")
    yield from renamed(parsed, "decisions/*/options/*", "did", "reported")
    for letter, part in places(parsed.data, parsed.span, "patient", "sex"):
        yield from replaced_scalar(part, {"f": "female", "m": "male"}.get(letter, "not reported"))


def old() -> str:
    text = example().replace("format: 1", "format: 0  # the first\n# a comment", 1)
    text = text.replace("    prompt:", "    question:").replace("reported:", "did:")
    return text.replace("sex: female", "sex: f   # as printed")


def test_a_file_of_format_0_becomes_what_it_would_be_in_format_1() -> None:
    result = migrated(old(), {0: step}, 1)
    assert result.was == 0
    new = load_text(result.text, Path("case.yaml"))
    assert new.scenario == load_text(example(), Path("case.yaml")).scenario
    for comment in ("# the first", "# a comment", "# as printed"):
        assert comment in result.text
    assert len(result.text.splitlines()) == len(old().splitlines())


def test_steps_are_taken_one_after_another() -> None:
    def older(parsed: Parsed) -> Iterator[Edit]:
        yield from renamed(parsed, "decisions/*", "asked", "question")

    text = old().replace("format: 0", "format: -1").replace("    question:", "    asked:")
    result = migrated(text, {-1: older, 0: step}, 1)
    assert load_text(result.text, Path("case.yaml")).scenario is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [("format: 9\n", "newer trainer"), ("format: 0\n", "never was"), ("title: x\n", "its format"),
     ("format: [\n", "line"), ("format: true\n", "its format"), ("- a\n", "its format")],
)  # fmt: skip
def test_what_cannot_be_migrated_says_why(text: str, message: str) -> None:
    with pytest.raises(Failure, match=message):
        migrated(text)


@given(st.text())
def test_any_text_is_migrated_or_refused(text: str) -> None:
    with suppress(Failure):
        assert migrated(text, {0: step}, 1).was in (0, 1)


def test_the_command_keeps_the_old_file_and_the_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(migration.migrated, "__defaults__", ({0: step}, 1))
    file = tmp_path / "case.yaml"
    before = old().replace("\n", "\r\n").encode()
    file.write_bytes(before)
    assert cli.run(["migrate", "--diff", str(file)]) == 0
    assert file.read_bytes() == before
    assert "+    prompt:" in capsys.readouterr().out
    assert cli.run(["migrate", str(file)]) == 0
    assert (tmp_path / "case.yaml.format-0").read_bytes() == before
    assert file.read_bytes().count(b"\r\n") == before.count(b"\r\n")
    assert cli.run(["check", str(file)]) == 0
    assert cli.run(["migrate", str(file)]) == 0
    assert "already" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["migrate", str(tmp_path / "none.yaml"), str(tmp_path)]) == 2
    message = capsys.readouterr().err
    assert "none.yaml" in message
    assert "Traceback" not in message
    if os.geteuid() != 0:
        monkeypatch.setattr(migration.migrated, "__defaults__", ({0: step}, 1))
        file = tmp_path / "case.yaml"
        file.write_text(old(), "utf-8")
        tmp_path.chmod(0o500)
        assert cli.run(["migrate", str(file)]) == 2
        assert file.read_text("utf-8") == old()


COMMENTED = """timed:
  # Why this one is here.
  - id: film
    label: A film
    orders: chest-radiograph
    window: {first: 1, last: 2}  # the first two days
    why: It is near at hand.
    cite: [made-up P1, made-up P2]
  - id: again
    label: Another
    orders: chest-radiograph
    window:  # in a block
      first: 3  # the third
      # between
      last: 4
    why: It is near at hand.
    cite: "made-up P2"
"""


def test_format_1_becomes_format_2_with_its_comments() -> None:
    text = with_keys(COMMENTED).replace("format: 1\n", "format: 1  # as it was\n")
    result = migrated(text)
    assert result.was == 1
    new = result.text
    assert "format: 2  # as it was\n" in new
    assert [c for c in text.split("#")[1:] if f"#{c.splitlines()[0]}" not in new] == []
    assert "{first: 1, last: 2, cite: [made-up P1, made-up P2]}  # the first two days" in new
    assert "window:  # in a block\n      cite: made-up P2\n      first: 3  # the third\n" in new
    loaded = load_text(new, Path("a-cough.yaml"), warnings=True)
    assert {d.code for d in loaded.diagnostics} <= {"W427"}
    assert loaded.scenario is not None
    assert [str(c) for c in loaded.scenario.timed[0].window.cite] == ["made-up P1", "made-up P2"]
    assert migrated(new).text == new


@pytest.mark.parametrize("name", ["anti-mda5-ild", "two-days-of-fever", "fever-and-stiff-neck"])
def test_a_frozen_file_is_migrated_and_scores_as_before(name: str) -> None:
    text = (FROZEN / f"{name}.yaml").read_text("utf-8")
    result = migrated(text)
    assert [line for line in text.split("\n") if line.lstrip().startswith("#")] == [
        line for line in result.text.split("\n") if line.lstrip().startswith("#")
    ]
    was, now = (
        load_text(text, Path("a.yaml")).scenario,
        load_text(result.text, Path("a.yaml")).scenario,
    )
    assert was is not None
    assert now is not None
    assert (was.format, now.format) == (1, 2)
    before, after = Case.of(was), Case.of(now)
    for policy in POLICIES:
        answers = by_policy(before, policy, 7)
        told = [headline(c, replay(c, events_of(c, answers))) for c in (before, after)]
        assert told[0] == told[1], policy


def test_format_1_is_read_as_it_is() -> None:
    assert load_text(example(), Path("a-cough.yaml")).diagnostics == ()
    assert FORMAT == 2


@given(st.text(alphabet="P1 ,:#'\"[]{}\u00e4-", min_size=1, max_size=12))
def test_any_place_in_a_source_is_copied_as_it_is(place: str) -> None:
    cite = f"made-up P{place}P"
    text = with_keys(COMMENTED.replace('"made-up P2"', json.dumps(cite)))
    loaded = load_text(migrated(text).text, Path("a-cough.yaml"))
    assert {d.code for d in loaded.diagnostics} <= {"R316"}
    data = parse(migrated(text).text)[0]
    assert data["timed"][1]["window"]["cite"] == cite
