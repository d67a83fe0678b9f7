"""The references of a scenario: every place that names another part or cites a source."""

from __future__ import annotations

from trainer.case.model import Scenario
from trainer.case.reading.shape import Loc
from trainer.case.rules.paths import values_along

Reference = tuple[Loc, str, str, str]
"""A place, its key, the id at that place, and for a citation the place in the source.

The key shows what the id is of; it is 'source' for a citation. A plain tuple, because a file has
about a thousand of them.
"""

# The paths are listed because visiting every field of every part takes four times as long; a test
# compares the list with the model.
_NAMES = (
    "report findings.analyte timed.picks source_notes.about"
    " analytes,findings,course,timed,watches,reasonable,harmful_orders.orders"
    " decisions.options.orders decisions.principles timed.alternatives.orders,picks"
    " findings,course,source_notes,decisions.after decisions.moves.finding,towards,away"
    " decisions.final,must_not_miss.diagnoses"
)
_CITATIONS = (
    "patient,findings,course,source_notes,decisions,timed,watches,glossary,learning_points"
    ",reasonable,harmful_orders,follow_up"
    ".cite,hindsight_cite decisions.options,answer,elements.cite,hindsight_cite"
    " decisions.final,unproven,must_not_miss,moves.cite decisions.moves.ratio_cite"
    " findings,source_notes.versions.cite analytes.reference.cite timed.window,alternatives.cite"
)


def references_of(s: Scenario) -> list[Reference]:
    """Every reference, citations last."""
    names, citations = _NAMES.split(), _CITATIONS.split()
    values = values_along(s, (*names, *citations))
    references = []
    for path in names:
        for loc, name in values[path]:
            key = loc[-1] if isinstance(loc[-1], str) else loc[-2]
            # The order of an option is not a plain id, because it may have an interval.
            references.append((loc, str(key), name if isinstance(name, str) else name.id, ""))
    for path in citations:
        references += [(loc, "source", c.source, c.locator) for loc, c in values[path]]
    return references
