"""The shared orders, and finding one."""

from __future__ import annotations

import json
import random
from importlib import resources
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.long import LONG
from trainer.case import catalogue
from trainer.case.catalogue import shared_catalogue
from trainer.case.model.actions import Burden, Order
from trainer.case.search import folded, search
from trainer.files.lists import words_in

ORDERS = list(shared_catalogue().orders.values())


def test_the_catalogue_is_broad() -> None:
    assert len(ORDERS) >= 150
    assert {o.kind for o in ORDERS} == {"test", "treatment", "procedure", "consult"}
    # A few names, such as ketamine, have no other.
    assert sum(bool(o.synonyms) for o in ORDERS) >= 0.95 * len(ORDERS)


def test_the_file_is_as_the_model_says() -> None:
    listed = resources.files("trainer.case").joinpath("catalogue.json").read_text("utf-8")
    named = [order.model_copy(update={"burden": "none"}) for order in ORDERS]
    assert TypeAdapter(list[Order]).validate_json(listed) == named
    assert all(len(line) < 400 for line in listed.splitlines())


def test_ids_and_names_are_unique() -> None:
    listed = resources.files("trainer.case").joinpath("catalogue.json").read_bytes()
    ids = [o["id"] for o in json.loads(listed)]
    assert len(ids) == len(set(ids)) == len(ORDERS)
    names = [folded(o.name) for o in ORDERS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("BDG", "beta-d-glucan"),
        ("bdg", "beta-d-glucan"),
        ("beta-D-glucan", "beta-d-glucan"),
        ("beta d glucan", "beta-d-glucan"),
        ("β-D-glucan", "beta-d-glucan"),
        ("tofacitinb", "tofacitinib"),
        ("HRCT", "ct-chest"),
        ("ferritin", "ferritin"),
        ("ct neck", "ct-neck"),
        ("x ray neck", "neck-radiograph"),
        ("piptazo", "piperacillin-tazobactam"),
        ("chest ct", "ct-chest"),
        ("nasal endo", "laryngoscopy"),
        ("ß-d-glucan", "beta-d-glucan"),
        ("ẞ-D-Glucan", "beta-d-glucan"),
        ("b-d-glucan", "beta-d-glucan"),
        ("chest xray", "chest-radiograph"),
        ("xray chest", "chest-radiograph"),
        ("neck xray", "neck-radiograph"),
        ("antimda5", "anti-mda5-antibody"),
        ("anti mda 5", "anti-mda5-antibody"),
        ("bloodgas", "arterial-blood-gas"),
        ("ｆｅｒｒｉｔｉｎ", "ferritin"),
        ("lumbar", "lumbar-puncture"),
        ("hepatitis", "hepatitis-b-serology"),
        ("ct", "ct-chest"),
        ("vanco", "vancomycin"),
        ("covid", "sars-cov-2-test"),
        ("influenza", "influenza-test"),
    ],
)
def test_the_first_hit(query: str, first: str) -> None:
    assert search(query, ORDERS)[0].id == first


def test_every_order_is_found_by_its_name() -> None:
    # All of them in .ci/run, which takes its time; a seeded sample here.
    some = ORDERS if LONG else random.Random(3).sample(ORDERS, 100)
    lost = [o.id for o in some if o not in search(o.name, ORDERS, 3)]
    assert lost == []


@pytest.mark.parametrize("query", ["xray", "xrays", "X-Ray", "x ray"])
def test_every_radiograph_is_an_xray(query: str) -> None:
    radiographs = {o.id for o in ORDERS if any("x-ray" in s.lower() for s in o.synonyms)}
    assert len(radiographs) > 5
    assert {o.id for o in search(query, ORDERS)} >= radiographs


@pytest.mark.parametrize(
    ("british", "american"),
    [("leucocytes", "leukocytes"), ("faeces", "feces"), ("haemoglobin", "hemoglobin")],
)
def test_either_spelling_finds(british: str, american: str) -> None:
    assert search(british, ORDERS)[0] == search(american, ORDERS)[0]


@pytest.mark.parametrize("query", ["", "   ", "-", "!?", "\x00"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert search(query, ORDERS) == []


@given(st.text(max_size=20))
def test_any_query(query: str) -> None:
    hits = search(query, ORDERS[:60], 5)
    assert len(hits) <= 5
    assert len({o.id for o in hits}) == len(hits)


def test_a_cases_own_orders() -> None:
    own = [
        Order(id="ferritin", name="Iron store", kind="test", group="X", synonyms=("depot",)),
        Order(id="made-up", name="Made up", kind="consult", group="X"),
    ]
    merged = shared_catalogue().with_orders(own)
    ferritin = merged.orders["ferritin"]
    shared = shared_catalogue().orders["ferritin"]
    assert ferritin.name == shared.name
    assert {"Iron store", "depot", *shared.synonyms} == set(ferritin.synonyms)
    assert merged.orders["made-up"].kind == "consult"
    assert "made-up" not in shared_catalogue().orders


@pytest.mark.parametrize("query", ["kocuria", "mri barin"])
def test_no_abbreviation_answers_a_word_its_letters_stand_in(query: str) -> None:
    found = search(query, ORDERS)
    assert not [o for o in found if o.id in ("electrolytes", "baricitinib")]


def test_every_burden_is_of_an_order_and_says_something() -> None:
    """No line of the rule is idle: it names what there is, and differs from what it stands over."""
    known = shared_catalogue().orders
    groups = {f"{o.kind}, {o.group}" for o in known.values()} | {"procedure"}
    entries = dict(line.split(" = ") for line in words_in(catalogue.__file__, "burdens.txt"))
    assert entries.keys() <= known.keys() | groups
    assert set(entries.values()) <= set(get_args(Burden))
    for name in entries.keys() & known.keys():
        order = known[name]
        above = entries.get(f"{order.kind}, {order.group}", entries.get(order.kind, "none"))
        assert entries[name] != above, name


@pytest.mark.parametrize(
    ("order", "burden"),
    [("ferritin", "blood"), ("ct-chest", "radiation"), ("lumbar-puncture", "invasive"),
     ("csf-analysis", "invasive"), ("urinalysis", "none"), ("brain-mri", "none"),
     ("dexamethasone", "none"), ("ent-consult", "none"), ("extubation", "none")],
)  # fmt: skip
def test_burdens(order: str, burden: str) -> None:
    assert shared_catalogue().orders[order].burden == burden


def test_a_cases_own_order_has_the_burden_it_says() -> None:
    own = [Order(id="made-up", name="Made up", kind="test", group="X", burden="radiation")]
    assert shared_catalogue().with_orders(own).orders["made-up"].burden == "radiation"
