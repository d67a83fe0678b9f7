"""What ``trainer check`` looks for: one rule a file, found by its name.

A file is named by its code and what it looks for: ``r301_duplicate_id.py``. R are errors of what
the file says, W are warnings. What is found before there is anything to look at has its code and
its reason in ``found_in_reading.yaml``.
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
    return tuple(sorted((*_found_in_reading(), *map(_rule, _names())), key=lambda r: r.code))


def _found_in_reading() -> Iterator[Rule]:
    import yaml  # only where a rule is explained

    text = (Path(__file__).parent / "found_in_reading.yaml").read_text("utf-8")
    for rule in yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        yield Rule(severity="error", check=None, **rule)


@cache
def rules(*, warnings: bool) -> tuple[Rule, ...]:
    """The rules that look at a whole scenario: errors, and ``warnings`` if wanted."""
    kinds = "rw" if warnings else "r"
    return tuple(rule for name in _names() if name[0] in kinds and (rule := _rule(name)).check)


@cache
def _names() -> tuple[str, ...]:
    found = (m.name for m in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in found if re.match(r"[a-z]\d{3}_", name)))


def _rule(name: str) -> Rule:
    rule: Rule = importlib.import_module(f"{__name__}.{name}").RULE
    return rule
