"""The catalogues of diagnoses and of orders, searched on the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, json_of
from trainer.case import catalogue


def test_an_author_finds_the_id_of_a_diagnosis(trainer: Run) -> None:
    told = trainer("catalogue", "--diagnoses", "ttp")
    assert told.returncode == 0
    assert told.stdout.startswith("thrombotic-thrombocytopenic-purpura  Thrombotic")
    assert "No diagnosis is like that." in trainer("catalogue", "--diagnoses", "qqzz").stdout
    assert len(json_of(trainer("catalogue", "--diagnoses", "--format", "json"))) >= 800


def test_orders_are_searched_as_before(trainer: Run) -> None:
    assert "No order is like that." in trainer("catalogue", "sepsis").stdout


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("antibiotics", {"ceftriaxone", "vancomycin", "meropenem"}),
        ("Cephalosporins", {"cefepime", "ceftriaxone"}),
        ("JAK inhibitor", {"tofacitinib", "baricitinib"}),
        ("steroids", {"prednisolone", "dexamethasone"}),
    ],
)
def test_a_class_of_orders_is_found(trainer: Run, query: str, ids: set[str]) -> None:
    found = json_of(trainer("catalogue", query, "--format", "json"))
    assert ids <= {each["id"] for each in found}


def test_every_class_has_orders_of_the_catalogue() -> None:
    for name in catalogue._classes():
        assert len(catalogue.of_class(name)) > 1, name


def test_what_the_catalogue_lacks_is_said(trainer: Run) -> None:
    done = trainer("catalogue", "hyperbaric", "moon", "water")
    assert "is not in the catalogue; own orders go under 'orders:'" in done.stdout
    assert "is not in the catalogue" not in trainer("catalogue", "ferritin").stdout
    near = trainer("catalogue", "--diagnoses", "bacteremia").stdout
    assert near.startswith("'bacteremia' is not in the catalogue. Nearest:\n")
    assert "is not in" not in trainer("catalogue", "--diagnoses", "Pott's disease").stdout
