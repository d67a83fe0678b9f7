"""The rules of ``trainer check``: one function each, in the module of what it checks.

A function is named by the rule's code and subject: ``r301_duplicate_id``. R are errors in what the
file says (modules ``errors_...``), W are warnings (``warnings_...``, which play never loads). Its
docstring has the title, the reason and an example, separated by blank lines (``example.py`` says
how an example is written). It yields a ``Hit`` for each place where the rule is broken. What other
code finds is described in ``codes_of_reading.yaml``.
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
    import yaml  # imported late: needed only to explain rules

    text = (Path(__file__).parent / "codes_of_reading.yaml").read_text("utf-8")
    for entry in yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        yield Rule(**entry)


@cache
def rules(*, warnings: bool) -> tuple[Rule, ...]:
    """The rules that check a whole scenario, by code: errors, and with ``warnings`` also those."""
    kinds = ("errors_", "warnings_") if warnings else "errors_"
    names = (m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith(kinds))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    checks = {name: value for module in modules for name, value in vars(module).items()}
    return tuple(_rule(checks[name]) for name in sorted(checks) if re.match(r"[rw]\d{3}_", name))


def _rule(check: FunctionType) -> Rule:
    # Without docstrings (python -OO) rules still check, but their explanations are empty.
    title, _, text = (check.__doc__ or "").partition("\n\n")
    reason, _, example = dedent(text).partition("\n\n")
    return Rule(check.__name__[:4].upper(), title, reason, example, check)
