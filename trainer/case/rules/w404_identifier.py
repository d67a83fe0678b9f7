"""malformed DOI, PMID or PMCID

The identifier is how a reader gets from the case to its source. Only the form is checked, without a network: DOI as in the DOI Handbook (10., a registrant, a slash, a suffix), PMID and PMCID as PubMed writes them. A web address or label around a good one is taken off by a fix.

  sources:
    - id: made-up
      kind: case-report
      citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
-     doi: https://doi.org/10.5555/12345678
+     doi: 10.5555/12345678
      licence: CC0 1.0
      locators: {P1: First paragraph, P2: Second paragraph}
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, placed

# By key: what it must be, how it is written, and what is left when an address or label goes.
_FORMS = {
    "doi": (re.compile(r"10\.\d{4,9}/\S*[^\s.,;]"), "10.1186/s13256-024-04793-9",
            re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S*[^\s.,;])[\s.,;]*", re.IGNORECASE)),
    "pmid": (re.compile(r"[1-9]\d{0,8}"), "38123456",
             re.compile(r"(?:(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)([1-9]\d{0,8})[/\s.]*", re.IGNORECASE)),
    "pmcid": (re.compile(r"PMC[1-9]\d{0,8}"), "PMC11258510",
              re.compile(r"(?:(?:https?://)?(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/|pmcid:?\s*)?(pmc[1-9]\d{0,8})[/\s.]*", re.IGNORECASE)),
}  # fmt: skip


def check(subject: Subject) -> Hits:
    for loc, source in placed(subject.scenario.sources, "sources"):
        for key, (form, like, around) in _FORMS.items():
            value = getattr(source, key)
            if value is None or form.fullmatch(value):
                continue
            fix = None
            if match := around.fullmatch(value):
                # Quoted, as a number alone would be read as a number.
                fix = f'"{match[1].upper() if key == "pmcid" else match[1]}"'
            advice = f"Write {fix}." if fix else f"Look it up again; one looks like {like}."
            yield Hit((*loc, key), f"'{value}' is no {key.upper()}.", advice, fix)
