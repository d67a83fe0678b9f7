"""LICENSE.txt and CREDITS.txt of a pack: for people, and the same on every computer."""

from __future__ import annotations

import re
from textwrap import fill

from trainer.case.model import Scenario, Source

_NO_ADAPTATIONS = re.compile(r"\bND\b|no[ -]?deriv", re.IGNORECASE)


def forbids_adaptations(source: Source) -> bool:
    """Whether the source's licence lets nobody share what is adapted from it."""
    return bool(_NO_ADAPTATIONS.search(source.licence))


def adaptations_note(source: Source) -> str:
    """What its licence means for whoever hands the pack on."""
    return (
        f"{source.id} is under {source.licence}: adaptations of it may not be shared."
        " Make sure that none of its sentences, tables or images is in the file;"
        " facts may be retold."
    )


def licence_text(scenario: Scenario) -> str:
    """Whose words the scenario is, and under which licence."""
    return _page(
        f"{scenario.title} ({scenario.id} {scenario.version})",
        f"Authors: {'; '.join(scenario.authors)}",
        f"Licence of the words of this file: {scenario.licence}",
        f"Provenance: {scenario.provenance}",
        "For education, not medical advice.",
    )


def credits_text(scenario: Scenario) -> str:
    """Every source with its citation, its numbers and its licence."""
    return _page(
        f"Sources of {scenario.id} {scenario.version}",
        "The licence of the scenario does not extend to them.",
        *(_credit(source) for source in scenario.sources),
    )


def _credit(source: Source) -> str:
    numbers = [
        f"https://doi.org/{source.doi}" if source.doi else "",
        f"PMID {source.pmid}" if source.pmid else "",
        source.pmcid or "",
    ]
    lines = [
        f"{source.id}: {source.citation}",
        " · ".join(n for n in numbers if n),
        f"Licence: {source.licence}",
        source.licence_note or "",
    ]
    return "\n".join(line for line in lines if line)


def _page(*paragraphs: str) -> str:
    # Lines that authors broke stay broken; a long word such as a DOI is never cut.
    return "\n\n".join(
        "\n".join(
            fill(line, 78, break_long_words=False, break_on_hyphens=False)
            for line in paragraph.splitlines()
        )
        for paragraph in paragraphs
    ) + "\n"  # fmt: skip
