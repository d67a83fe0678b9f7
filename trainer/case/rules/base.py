"""What a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.case.reading.diagnostics import Severity
from trainer.case.reading.shape import Loc

if TYPE_CHECKING:
    from trainer.case.catalogue import Catalogue
    from trainer.case.model import Scenario
    from trainer.case.rules.choices import Choice
    from trainer.case.rules.haystack import Haystack
    from trainer.case.rules.references import Reference
    from trainer.case.rules.texts import TextAt


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: the scenario, the plain data and text it came from, shared orders.

    ``dropped`` has the ids of parts that could not be read and are not in ``scenario``: a
    reference to them is no error of its own. ``whole`` is false if anything was left out: then
    nothing can be said of what is missing.
    """

    scenario: Scenario
    data: Any
    catalogue: Catalogue
    text: str = ""
    path: Path = Path("case.yaml")
    dropped: frozenset[str] = frozenset()
    whole: bool = True

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every place that names another part or cites a source."""
        from trainer.case.rules.references import references_of

        return tuple(references_of(self.scenario))

    @cached_property
    def texts(self) -> tuple[TextAt, ...]:
        """Every text of the file, with who reads it and from which day."""
        from trainer.case.rules.texts import texts_of

        return tuple(texts_of(self.scenario))

    @cached_property
    def haystack(self) -> Haystack:
        """All texts, to find words in."""
        from trainer.case.rules.haystack import Haystack

        return Haystack(self.texts)

    @cached_property
    def names(self) -> Haystack:
        """The id and the file's name: the library and the command line show both."""
        from trainer.case.rules.haystack import Haystack
        from trainer.case.rules.texts import TextAt

        s, stem = self.scenario, self.path.stem
        told = [TextAt(("id",), s.id, "head", s.clock.first_day)]
        if stem != s.id:
            told.append(TextAt((), stem, "head", s.clock.first_day))
        return Haystack(told)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every decision with options, and which of them are right."""
        from trainer.case.rules.choices import choices_of

        return tuple(choices_of(self.scenario))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken: its path in the file, what is wrong, what to do.

    ``fix`` is the YAML to put in the place of the scalar at ``loc``; only where it cannot change
    what the author means. ``line`` and ``column`` (0-based) are for what has no place in the data,
    such as a comment. ``about`` has the ids it speaks of: where one of them could not be read, an
    error is not told, for it may follow from that.
    """

    loc: Loc
    message: str
    advice: str
    fix: str | None = None
    line: int | None = None
    column: int = 0
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the check looks for. Its code never changes.

    ``bad`` and ``good`` are top-level keys in YAML that take the place of those of the example
    case; the first breaks this rule, the second does not. ``check`` is None for what is found
    while the file is read.
    """

    code: str
    severity: Severity
    title: str
    check: Callable[[Subject], Iterator[Hit]] | None
    reason: str = ""
    """Why it matters, with the source where there is one."""
    bad: str = ""
    good: str = ""
