"""Each run of a case of format 2 has an order of options of its own, which its seed fixes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.rules.example import example

OPTIONS = "\n".join(
    f'      - {{id: o{n}, text: Option number {n}, reported: "{"yes" if n == 4 else "no"}",'
    f" judgement: {'recommended' if n == 4 else 'unnecessary'},"
    f" why: Number {n} speaks for it., cite: made-up P1}}"
    for n in range(6)
)
QUESTION = f"""decisions:
  - id: first
    kind: one
    day: 1
    title: First
    prompt: Which of these?
    options:
{OPTIONS}
    answer: {{text: The fifth., cite: made-up P1}}
"""


def text(format_: int) -> str:
    head, rest = example().split("\ndecisions:\n", 1)
    tail = rest[rest.index("\nlearning_points:") :] if "\nlearning_points:" in rest else ""
    return f"{head}\n{QUESTION}{tail}".replace("format: 1", f"format: {format_}", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a-cough.yaml"
    path.write_text(text(2), "utf-8")
    return path


def case(format_: int = 2) -> Case:
    scenario = load_text(text(format_), Path("a-cough.yaml")).scenario
    assert scenario is not None
    return Case.of(scenario)


def order(case: Case) -> list[str]:
    return [option.id for option in case.questions["first"].choices]


def test_a_seed_fixes_the_order_and_seeds_differ() -> None:
    orders = {tuple(order(case().shuffled(seed))) for seed in range(20)}
    assert len(orders) > 10
    assert {frozenset(each) for each in orders} == {frozenset(order(case()))}
    assert order(case().shuffled(7)) == order(case().shuffled(7))


def test_without_a_seed_and_in_format_1_it_is_the_files_order() -> None:
    assert order(case().shuffled(None)) == [f"o{n}" for n in range(6)]
    assert order(case(1).shuffled(3)) == [f"o{n}" for n in range(6)]


def test_options_with_an_order_of_their_own_keep_it() -> None:
    ordered = text(2).replace("    options:\n", "    ordered: true\n    options:\n", 1)
    scenario = load_text(ordered, Path("a-cough.yaml")).scenario
    assert scenario is not None
    assert order(Case.of(scenario).shuffled(3)) == [f"o{n}" for n in range(6)]


def shown(output: str) -> list[str]:
    return re.findall(r"Option number (\d)", output)[:6]


def test_one_plays_on_in_the_order_one_began_with(trainer: Run, file: Path) -> None:
    begun = trainer("play", str(file), "--plain", "--seed", "11", stdin="1\n")
    again = trainer("play", str(file), "--plain", "--seed", "12", stdin="1\n1\n")
    assert shown(begun.stdout) == shown(again.stdout)
    assert shown(begun.stdout) == [name[1:] for name in order(case().shuffled(11))]


def test_what_was_picked_by_number_is_stored_and_scored_by_name(trainer: Run, file: Path) -> None:
    place = order(case().shuffled(11)).index("o4") + 1
    trainer("play", str(file), "--plain", "--seed", "11", stdin=f"1\n{place}\n\n\n" + "1\n" * 30)
    debrief = json.loads(trainer("debrief", "last", "--format", "json").stdout)
    first = debrief["decisions"][0]
    assert [option["id"] for option in first["options"] if option["picked"]] == ["o4"]
    assert [option["id"] for option in first["options"]] == order(case().shuffled(11))
