"""A source in the list that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    used = {name for _, key, name, _ in subject.references if key == "source"} | {
        subject.scenario.report
    }
    for i, source in enumerate(subject.scenario.sources):
        if source.id not in used:
            yield Hit(
                ("sources", i, "id"), f"nothing cites '{source.id}'.",
                "Cite it where it is used, or take it out of the list.",
            )  # fmt: skip


RULE = Rule(
    "W405",
    "warning",
    "a source never cited",
    _check,
    reason="A list of sources is read as what the case rests on; one that nothing cites is left over, or its citations were forgotten. The report itself is named by 'report'.",
    bad="""
sources:
  - id: made-up
    kind: case-report
    citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
    licence: CC0 1.0
    locators: {P1: First paragraph, P2: Second paragraph}
  - {id: left-over, kind: review, citation: Somebody S. Coughs. Review of Nowhere 2023;2:2., licence: CC0 1.0, locators: {T1: First table}}
""",
    good="""
sources:
  - id: made-up
    kind: case-report
    citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
    licence: CC0 1.0
    locators: {P1: First paragraph, P2: Second paragraph}
""",
)
