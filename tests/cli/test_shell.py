"""Commands that are printed for a person to type mean the same to a shell."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Run
from trainer.case.rules.example import example
from trainer.shell import shell_line

ODD = "a case & 'more' $(touch gone).yaml"


@given(st.text(min_size=1).filter(str.isprintable))
def test_a_shell_reads_the_same_name(name: str) -> None:
    words = shlex.split(shell_line("play", name, then="--plain"))
    assert words[:2] == ["trainer", "play"]
    assert words[2].removeprefix("./") == name.removeprefix("./")
    assert words[2] == "-" or not words[2].startswith("-")
    assert words[3:] == ["--plain"]


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
@pytest.mark.parametrize(
    "name", ["a\x1b[2Jb", "tab\there", "line\nbreak", "it's\x07", "\u200bé\u2028"]
)
def test_what_could_drive_the_terminal_is_not_printed(name: str) -> None:
    command = shell_line("check", name)
    assert command.isprintable()
    echoed = subprocess.run(
        ["bash", "-c", f"printf %s {command.removeprefix('trainer check ')}"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert echoed.stdout.decode() == name


def printed(said: str) -> list[str]:
    found = re.search(r"trainer (?:play|check --fix|check|migrate) .*", said)
    assert found, said
    return shlex.split(found[0])


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_each_command_with_a_path(trainer: Run, tmp_path: Path) -> None:
    path = tmp_path / ODD
    path.write_text(example(), "utf-8")
    left = " ".join(trainer("play", str(path), "--plain", stdin="quit\n").stdout.split())
    assert printed(left)[2] == str(path)
    path.write_text(example().replace("first_day: 1", 'first_day: "1"'), "utf-8")
    assert printed(trainer("check", str(path)).stdout.split("with: ")[-1].split("\n")[0]) == [
        "trainer", "check", "--fix", str(path),
    ]  # fmt: skip
    path.unlink()
    made = trainer("new", "--yes", "--id", "a-b", str(path)).stdout
    assert printed(made[made.index("  trainer ") :])[:3] == ["trainer", "check", str(path)]
