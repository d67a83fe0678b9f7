"""What holds for the whole suite: no deadlines, no waste between tests, long tests first."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.long import many
from trainer import unexpected

# A busy machine is no fault of the code.
settings.register_profile("suite", deadline=None, max_examples=many(100))
settings.load_profile("suite")

# Each of some hundred commands would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# As the trainer has it; a test's own app would draw each frame of each tab's underline.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# A screen makes and drops so many small parts that a quarter of the time went to looking for
# cycles among all that the tests before have left.
gc.set_threshold(50_000, 20, 50)

LONGEST = (
    "test_hostile.py",  # with all that need its case, which takes a second to make
    "test_case.py::test_every_pane_opens",
    "test_pack_kill.py",
    "browser/",
    "test_authoring.py::test_the_page_is_true",
)
"""They start first, so that no worker is left with one of them when the others are done."""


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are cores: much of the time is waiting for a browser or a terminal."""
    cores = yield
    return cores if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else cores + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((i for i, part in enumerate(LONGEST) if part in item.nodeid), len(LONGEST))

    items.sort(key=place)


def pytest_sessionfinish() -> None:
    """Pytest collects garbage five times as it ends, through all that the tests have left."""
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_remembered() -> Generator[None]:
    """What a test has end in the background is not told by the next test's command."""
    yield
    unexpected._remembered.clear()


@pytest.fixture(scope="session", autouse=True)
def short_waits() -> None:
    """Textual's pilot looks more often whether a screen is at rest; where it can be told to."""
    try:
        from textual import _wait
    except ImportError:
        return
    if hasattr(_wait, "SLEEP_GRANULARITY"):
        _wait.SLEEP_GRANULARITY = 1 / 100


@pytest.fixture(scope="session", autouse=True)
def shared_styles() -> None:
    """Each app parses the same style sheets again; the rules of a text are always the same."""
    try:
        from textual.css.stylesheet import Stylesheet
    except ImportError:
        return
    parse, known = Stylesheet._parse_rules, {}

    def parsed(self: Stylesheet, *given: object, **named: object) -> object:
        key = (*self._variables.items(), given, *named.items())
        if key not in known:
            known[key] = parse(self, *given, **named)
        return known[key]

    Stylesheet._parse_rules = parsed
