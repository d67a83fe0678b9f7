from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from trainer.tui.app import TrainerApp

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASE = SCENARIOS / "anti-mda5-ild.yaml"


@pytest.fixture
def make_app(tmp_path: Path) -> Callable[..., TrainerApp]:
    """An app with saves of its own and the scenarios of the checkout."""

    def make(**given: object) -> TrainerApp:
        return TrainerApp(tmp_path / "saves", **({"folders": [SCENARIOS]} | given))  # type: ignore[arg-type]

    return make


@pytest.fixture
def until() -> Callable[[Pilot[Any], Callable[[], object]], Awaitable[None]]:
    """Wait until something holds; the screen is told where it never does."""

    async def wait(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
        for _ in range(200):
            with contextlib.suppress(Exception):  # a widget that is not there yet
                if holds():
                    return
            await pilot.pause(0.01)
        pytest.fail(f"never held on {pilot.app.screen}:\n{screen_text(pilot.app)}")

    return wait


@pytest.fixture
def shown() -> Callable[[Any], str]:
    """What stands on the screen, as text."""
    return screen_text


@pytest.fixture
def said() -> Callable[[Any], list[str]]:
    """The notices that are up."""
    return lambda app: [note.message for note in app._notifications]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB of its own; only root may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def screen_text(app: Any) -> str:
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines) + "\n"
