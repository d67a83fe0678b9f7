"""What ``trainer check`` looks for: one rule a file, found by its name.

A file is named by its code and what it looks for: ``r301_duplicate_id.py``. R are errors of what
the file says, W are warnings. Its docstring has, parted by blank lines, the title, the reason and
an example (``example.py`` says how it is written); its ``check`` finds where the rule is broken.
What is found before there is anything to look at stands in ``codes_of_reading.yaml``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from trainer.case.rules.base import Hit, Rule, Subject

__all__ = ["Hit", "Rule", "Subject", "all_rules", "rules"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(sorted((*_codes_of_reading(), *map(rule, _names())), key=lambda r: r.code))


def _codes_of_reading() -> Iterator[Rule]:
    import yaml  # only where a rule is explained

    text = (Path(__file__).parent / "codes_of_reading.yaml").read_text("utf-8")
    for entry in yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        yield Rule(**entry)


@cache
def rules(*, warnings: bool) -> tuple[Rule, ...]:
    """The rules that look at a whole scenario: errors, and ``warnings`` if wanted."""
    kinds = "rw" if warnings else "r"
    return tuple(r for name in _names() if name[0] in kinds and (r := rule(name)).check)


@cache
def _names() -> tuple[str, ...]:
    names = (m.name for m in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if re.match(r"[a-z]\d{3}_", name)))


@cache
def rule(name: str) -> Rule:
    """The rule in the file of that name."""
    module = importlib.import_module(f"{__name__}.{name}")
    # A Python that drops docstrings explains nothing, and checks as ever.
    title, _, text = (module.__doc__ or "").partition("\n\n")
    reason, _, example = text.partition("\n\n")
    return Rule(name[:4].upper(), title, reason, example, getattr(module, "check", None))
