"""What ``trainer check`` looks for: a rule a function, in the module of what it looks at.

A rule is named by its code and what it looks for: ``r301_duplicate_id``. R are errors of what the
file says (modules ``errors_...``), W are warnings (``warnings_...``, which play never loads). Its
docstring has, parted by blank lines, the title, the reason and an example (``example.py`` says how
it is written); it yields a ``Hit`` for each place where the rule is broken. What is found otherwise
stands in ``codes_of_reading.yaml``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from types import FunctionType

from trainer.case.rules.base import Hit, Rule, Subject

__all__ = ["Hit", "Rule", "Subject", "all_rules", "rules"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(sorted((*_codes_of_reading(), *rules(warnings=True)), key=lambda r: r.code))


def _codes_of_reading() -> Iterator[Rule]:
    import yaml  # only where a rule is explained

    text = (Path(__file__).parent / "codes_of_reading.yaml").read_text("utf-8")
    for entry in yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        yield Rule(**entry)


@cache
def rules(*, warnings: bool) -> tuple[Rule, ...]:
    """The rules that look at a whole scenario, by code: errors, and ``warnings`` if wanted."""
    kinds = ("errors_", "warnings_") if warnings else "errors_"
    names = (m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith(kinds))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    checks = {name: value for module in modules for name, value in vars(module).items()}
    return tuple(_rule(checks[name]) for name in sorted(checks) if re.match(r"[rw]\d{3}_", name))


def _rule(check: FunctionType) -> Rule:
    # A Python that drops docstrings explains nothing, and checks as ever.
    title, _, text = (check.__doc__ or "").partition("\n\n")
    reason, _, example = dedent(text).partition("\n\n")
    return Rule(check.__name__[:4].upper(), title, reason, example, check)
