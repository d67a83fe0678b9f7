"""The user's file of settings, and the shell's completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forked import trainer
from trainer.files.config import SETTINGS, template


def values(file: Path, *words: str, **env: str) -> dict[str, tuple[object, str]]:
    told = trainer("config", "--format", "json", *words,
                   env={**os.environ, "TRAINER_CONFIG": str(file), **env})  # fmt: skip
    assert told.returncode == 0, told.stderr
    return {row["name"]: (row["value"], row["from"]) for row in json.loads(told.stdout)}


def test_what_counts_before_what(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    plain = {k: v for k, v in os.environ.items() if not k.startswith("TRAINER_")}
    assert values(file)["minutes"] == (10, "default")
    file.write_text(f'learner = "ada"\nminutes = 25\nsaves = "{tmp_path / "mine"}"\n', "utf-8")
    shown = values(file, TRAINER_SAVES="", TRAINER_LEARNER="")
    assert shown["learner"] == ("ada", str(file))
    assert shown["minutes"] == (25, str(file))
    assert shown["saves"] == (str(tmp_path / "mine"), f"{file} names it.")
    assert values(file, TRAINER_LEARNER="bob")["learner"][0] == "bob"
    told = trainer("where", cwd=tmp_path, env={**plain, "TRAINER_CONFIG": str(file)})
    assert f"saves: {tmp_path / 'mine'}" in told.stdout
    assert "learner: ada" in told.stdout
    told = trainer("where", "--saves", "here", cwd=tmp_path,
                   env={**plain, "TRAINER_CONFIG": str(file)})  # fmt: skip
    assert f"saves: {tmp_path / 'here'}" in told.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("minits = 5", "Did you mean 'minutes'?"),
        ("minutes = 0", "'minutes' should be a whole number from 1 to 240"),
        ("minutes = true", "'minutes' should be"),
        ('mode = "studdy"', '"study" or "exam"'),
        ("learner", "is not TOML"),
        ('keys = "x"', "'keys' should be a table"),
        ("\x00\xff", "is not TOML"),
    ],
)
def test_a_slip_in_the_file_is_told_and_keeps_nobody(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "latin-1")
    env = {**os.environ, "TRAINER_CONFIG": str(file)}
    assert told in trainer("config", env=env).stderr
    played = trainer("play", "two-days-of-fever", "--plain", "--saves", tmp_path, env=env)
    assert told in played.stderr
    assert played.returncode == 0


def test_the_file_to_begin_with_explains_every_setting(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    env = {**os.environ, "TRAINER_CONFIG": str(file)}
    assert trainer("config", "--init", env=env).returncode == 0
    assert file.read_text("utf-8") == template()
    assert trainer("config", "--init", env=env).returncode == 2
    switched_on = tomllib.loads(template().replace("\n#", "\n").replace("\n ", "\n# "))
    assert switched_on.keys() == SETTINGS.keys()
    assert all(SETTINGS[name].fits(value) for name, value in switched_on.items())


TOML = st.recursive(st.text() | st.integers() | st.booleans(), lambda v: st.lists(v, max_size=2))


@given(st.dictionaries(st.sampled_from(sorted(SETTINGS)), TOML))
def test_only_what_fits_counts(found: dict[str, object]) -> None:
    for name, value in found.items():
        if SETTINGS[name].fits(value):
            assert type(value) is not bool
            assert value != ""


def complete(script: str, *words: str) -> list[str]:
    """What bash proposes for the last of the words."""
    here = Path(sys.executable).parent
    line = f"COMP_WORDS=({' '.join(words)} ''); COMP_CWORD={len(words)}; _trainer"
    told = subprocess.run(
        ["bash", "-c", f'{script}\n{line}; printf "%s\\n" "${{COMPREPLY[@]}}"'],
        capture_output=True, text=True, check=True, cwd="/",
        env={**os.environ, "PATH": f"{here}:{os.environ['PATH']}"},
    )  # fmt: skip
    return told.stdout.split()


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="there is no bash")
def test_bash_completes_commands_options_and_cases() -> None:
    script = trainer("completion", "bash").stdout
    assert {"play", "check", "merge"} <= {*complete(script, "trainer")}
    assert "--plain" in complete(script, "trainer", "play")
    assert "two-days-of-fever" in complete(script, "trainer", "play")
    assert complete(script, "trainer", "export", "--format") == ["csv", "json"]


def test_the_other_shells_know_every_command() -> None:
    for shell in ("zsh", "fish"):
        script = trainer("completion", shell).stdout
        assert all(name in script for name in ("play", "merge", "plain"))
