from pathlib import Path

import pytest

from tests.shipped import shipped
from trainer.case.compiled import Case

FILE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


@pytest.fixture(scope="session")
def case() -> Case:
    return shipped(FILE)
