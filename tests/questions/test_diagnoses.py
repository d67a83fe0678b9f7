"""The shared catalogue of diagnoses: wide, well formed, found by a few letters."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from trainer.case.search import search
from trainer.questions.diagnoses import diagnoses, name_of
from trainer.values.base import SLUG_PATTERN

FILE = json.loads(resources.files("trainer.questions").joinpath("diagnoses.json").read_bytes())


def test_it_names_its_source_version_and_licence_and_is_wide() -> None:
    assert "disease-ontology.org" in FILE["source"]
    assert FILE["licence"] == "CC0 1.0"
    assert re.fullmatch(r"v\d{4}-\d\d-\d\d", FILE["version"])
    assert len(diagnoses()) == len(FILE["diagnoses"]) >= 800
    assert sum(bool(d.synonyms) for d in diagnoses().values()) >= 800


def test_ids_are_slugs_and_no_two_are_called_alike() -> None:
    names = [d.name.casefold() for d in diagnoses().values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(SLUG_PATTERN, d) and len(d) <= 64 for d in diagnoses())
    assert name_of("sepsis") == "Sepsis"
    assert name_of("not-there") == "not-there"


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("ttp", "thrombotic-thrombocytopenic-purpura"),
        ("pcp", "pneumocystosis"),
        ("MI", "myocardial-infarction"),
        ("misc", "multisystem-inflammatory-syndrome-in-children"),
        ("rhabdo", "rhabdomyolysis"),
        ("cvt", "cerebral-venous-thrombosis"),
        ("listeria rh", "listeria-rhombencephalitis"),
        ("dermatomy", "dermatomyositis"),
        ("haemolytic uraemic", "hemolytic-uremic-syndrome"),
        ("behçet", "behcets-disease"),
        ("tuberculosis", "pulmonary-tuberculosis"),
        ("pneumonia", "community-acquired-pneumonia"),
        ("stroke", "ischemic-stroke"),
        ("septic emb", "septic-pulmonary-embolism"),
        ("tick bite", "boutonneuse-fever"),
    ],
)
def test_a_few_letters_find_it(letters: str, first: str) -> None:
    assert search(letters, diagnoses().values())[0].id == first


LEDGERS = {
    "cvt-nephrotic": "cerebral-venous-thrombosis posterior-reversible-encephalopathy-syndrome"
    " nephrotic-syndrome cerebral-malaria bacterial-meningitis hypertensive-encephalopathy"
    " post-streptococcal-glomerulonephritis spontaneous-bacterial-peritonitis",
    "imai-2024": "anti-mda5-dermatomyositis dermatomyositis invasive-pulmonary-aspergillosis"
    " pneumocystosis cytomegalovirus-pneumonia diffuse-alveolar-hemorrhage drug-induced-pneumonitis"
    " rapidly-progressive-interstitial-lung-disease community-acquired-pneumonia",
    "listeria-rhombencephalitis": "listeria-rhombencephalitis tuberculous-meningitis brain-abscess"
    " listeria-meningitis herpes-simplex-encephalitis bickerstaff-brainstem-encephalitis"
    " hydrocephalus brainstem-infarction intracerebral-hemorrhage",
    "misc-adolescent": "multisystem-inflammatory-syndrome-in-children kawasaki-disease myocarditis"
    " toxic-shock-syndrome covid-19 dengue-disease malaria typhoid-fever scarlet-fever"
    " macrophage-activation-syndrome cardiogenic-shock",
    "nms-rehab": "neuroleptic-malignant-syndrome serotonin-syndrome catatonia baclofen-withdrawal"
    " delirium conversion-disorder sepsis heat-stroke malignant-hyperthermia",
    "polypectomy-shock": "post-polypectomy-syndrome intestinal-perforation anaphylaxis septic-shock"
    " hyperfibrinolysis disseminated-intravascular-coagulation pulmonary-embolism"
    " hemorrhagic-shock",
    "retropharyngeal-abscess": "retropharyngeal-abscess epiglottitis upper-airway-obstruction"
    " upper-respiratory-tract-infection bacterial-meningitis viral-encephalitis"
    " foreign-body-aspiration",
    "tourniquet-rhabdo": "rhabdomyolysis compartment-syndrome fat-embolism-syndrome"
    " pulmonary-embolism sepsis opioid-poisoning disseminated-intravascular-coagulation"
    " heparin-induced-thrombocytopenia thrombotic-thrombocytopenic-purpura tourniquet-injury",
    "ttp-pregnancy": "thrombotic-thrombocytopenic-purpura atypical-hemolytic-uremic-syndrome"
    " hellp-syndrome acute-fatty-liver-of-pregnancy disseminated-intravascular-coagulation"
    " placental-abruption pre-eclampsia catastrophic-antiphospholipid-syndrome sepsis bells-palsy"
    " gestational-diabetes",
}


@pytest.mark.parametrize("ledger", LEDGERS)
def test_it_holds_what_the_reports_weigh(ledger: str) -> None:
    assert [d for d in LEDGERS[ledger].split() if d not in diagnoses()] == []
