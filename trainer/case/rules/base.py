"""What a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.case.diagnostics import Severity
from trainer.case.shape import Loc

if TYPE_CHECKING:
    from trainer.case.catalogue import Catalogue
    from trainer.case.model import Scenario


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the scenario, the plain data it came from, and the shared orders."""

    scenario: Scenario
    data: Any
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken: its path in the file, what is wrong, what to do."""

    loc: Loc
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the check looks for. Its code never changes."""

    code: str
    severity: Severity
    title: str
    check: Callable[[Subject], Iterator[Hit]]
