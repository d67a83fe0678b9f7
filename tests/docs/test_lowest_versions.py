"""The file of lower bounds says what pyproject.toml says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def parts(version: str) -> tuple[int, ...]:
    """8.2 and 8.2.0 are one version."""
    return tuple(map(int, re.sub(r"(\.0)+$", "", version).split(".")))


def test_each_lower_bound_is_in_the_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["group"], *extras["test"]]
    found = [re.match(r"([\w-]+)>=([\d.]+)", each) for each in asked]
    assert [each for each, bound in zip(asked, found, strict=True) if not bound] == [
        "case-trainer[group]"
    ]
    bounds = {bound[1].lower(): parts(bound[2]) for bound in found if bound}

    text = (ROOT / "constraints-lowest.txt").read_text("utf-8")
    listed = [line for line in text.splitlines() if not line.startswith("#")]
    lowest = {name: parts(version) for name, version in (line.split("==") for line in listed)}
    assert lowest == bounds
    assert list(lowest) == sorted(lowest)
