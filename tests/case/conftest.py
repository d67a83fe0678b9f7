"""The files the loader is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "scenarios" / "anti-mda5-ild.yaml"


@pytest.fixture(scope="session")
def shipped() -> str:
    return SHIPPED.read_text("utf-8")


@pytest.fixture(scope="session")
def minimal() -> str:
    return (HERE / "minimal.yaml").read_text("utf-8")
