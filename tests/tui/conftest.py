from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.tui.app import TrainerApp

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def make_app(tmp_path: Path) -> Callable[..., TrainerApp]:
    """An app with saves of its own and the scenarios of the checkout."""

    def make(**given: object) -> TrainerApp:
        return TrainerApp(tmp_path / "saves", **({"folders": [SCENARIOS]} | given))  # type: ignore[arg-type]

    return make
