"""The catalogue of diagnoses, searched on the command line."""

from __future__ import annotations

from tests.cli.conftest import Run, json_of


def test_an_author_finds_the_id_of_a_diagnosis(trainer: Run) -> None:
    told = trainer("catalogue", "--diagnoses", "ttp")
    assert told.returncode == 0
    assert told.stdout.startswith("thrombotic-thrombocytopenic-purpura  Thrombotic")
    assert "No diagnosis is like that." in trainer("catalogue", "--diagnoses", "qqzz").stdout
    assert len(json_of(trainer("catalogue", "--diagnoses", "--format", "json"))) >= 800


def test_orders_are_searched_as_before(trainer: Run) -> None:
    assert "No order is like that." in trainer("catalogue", "sepsis").stdout
