from pathlib import Path

import pytest

from trainer.case.compiled import Case
from trainer.case.loader import load

FILE = Path(__file__).parents[2] / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"


@pytest.fixture(scope="session")
def case() -> Case:
    scenario = load(FILE).scenario
    assert scenario is not None
    return Case.of(scenario)
