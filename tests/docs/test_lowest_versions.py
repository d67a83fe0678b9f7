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
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    listed = [re.fullmatch(r"([\w-]+)==([\d.]+)(; python_version (<|>=) \"[\d.]+\")?", line)
              for line in lines]  # fmt: skip
    assert all(listed), lines
    lowest = {each[1]: parts(each[2]) for each in listed if each and each[4] != ">="}
    assert lowest == bounds
    assert list(lowest) == sorted(lowest)
    for each in listed:  # what a newer Python takes instead is higher
        assert each
        assert each[4] != ">=" or parts(each[2]) > bounds[each[1]]
