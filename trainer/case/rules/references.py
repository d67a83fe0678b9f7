"""The references of a scenario: every place that names another part, or cites a source."""

from __future__ import annotations

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc
from trainer.case.rules.paths import values_at

Reference = tuple[Loc, str, str, str]
"""A place, its key, the name it has, and for a citation the place in the source.

The key says what is named: 'source' for a citation. A bare tuple, as there are a thousand in a
file.
"""

# Written down, because going through every field of every part takes four times as long; a test
# holds it against the model.
_NAMES = {
    "report": "report",
    "analyte": "findings.analyte",
    "orders": "analytes.orders findings.orders course.orders decisions.options.orders timed.orders"
    " watches.orders",
    "after": "findings.after course.after source_notes.after decisions.after",
    "picks": "timed.picks",
    "about": "source_notes.about",
}
_CITATIONS = (
    "patient.cite analytes.reference.cite findings.cite findings.versions.cite course.cite"
    " source_notes.cite source_notes.versions.cite decisions.cite decisions.hindsight_cite"
    " decisions.options.cite decisions.options.hindsight_cite decisions.answer.cite timed.cite"
    " timed.hindsight_cite watches.cite watches.hindsight_cite glossary.cite learning_points.cite"
)


def references_of(s: Scenario) -> list[Reference]:
    """Every reference, citations last."""
    references = [
        (loc, key, name, "")
        for key, paths in _NAMES.items()
        for path in paths.split()
        for loc, name in values_at(s, path)
    ]
    for path in _CITATIONS.split():
        references += [(loc, "source", c.source, c.locator) for loc, c in values_at(s, path)]
    return references
