"""A short run of benchmarks/fuzz_check.py, and edits of `--fix` that change nothing else."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated
from tests.long import many
from trainer.author.check.corrections import outcome
from trainer.author.check.files import check
from trainer.case.loader import load
from trainer.case.reading.diagnostics import NotYaml, render
from trainer.case.reading.yaml12 import parse_all
from trainer.case.rules.example import example
from trainer.errors import Unreadable

FEW = settings(max_examples=many(150), suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(seed=st.integers(0, 2**32))
@FEW
def test_a_damaged_file_is_told_of(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_bytes(mutated(example(), random.Random(seed)))
    found = check(path)
    assert all(render(d) and d.message for d in found.findings)
    assert list(tmp_path.iterdir()) == [path]
    if found.readable:
        errors = any(d.severity == "error" for d in found.findings)
        assert (load(path).scenario is None) == errors


@given(seed=st.integers(0, 2**32))
@FEW
def test_a_correction_keeps_what_it_does_not_name(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_bytes(mutated(example(), random.Random(seed)))
    try:
        result = outcome(path)
    except Unreadable:
        return
    if not result.done:
        assert result.before == result.after
        return
    lines = [raw.decode("utf-8-sig").split("\n") for raw in (result.before, result.after)]
    assert len(lines[0]) == len(lines[1])
    changed = {i for i, (a, b) in enumerate(zip(*lines, strict=True), 1) if a != b}
    assert changed <= {d.line for d in result.done}
    try:
        parse_all(result.after.decode("utf-8-sig"))
    except NotYaml as error:
        pytest.fail(str(error))


@pytest.mark.parametrize(
    "text",
    [
        "a:\n" * 300_000,
        "- no\n" * 190_000,
        "x" * 950_000,
        "a: [" * 200_000,
        "".join(f"{' ' * i}a{i}:\n" for i in range(1_300)),
        'title: "' * 100_000,
        "k: v\n\tb: c\n" * 80_000,
        "findings:\n"
        + "  - {id: a, kind: value, day: 1, analyte: b, value: 1, cite: c d}\n" * 14_000,
    ],
    ids=["keys", "words", "letters", "brackets", "steps", "quotes", "tabs", "findings"],
)
def test_a_large_file_is_told_of_in_time(text: str, tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text(text, "utf-8")
    start = time.process_time()
    found = check(path)
    # Less than a second on an idle machine; time of this process, as others run beside it.
    assert time.process_time() - start < 3
    assert found.findings
