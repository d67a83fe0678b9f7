"""Sources, reviews, and what is listed but never used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from trainer.case.model import Scenario
from trainer.case.reviewed import changed_since, reviewed_hash
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at
from trainer.clock import now
from trainer.values.base import Citation

# By key: the pattern of the identifier, a sample, and a pattern that takes it out of an address or
# label.
_FORMS = {
    "doi": (re.compile(r"10\.\d{4,9}/\S*[^\s.,;]"), "10.1186/s13256-024-04793-9",
            re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S*[^\s.,;])[\s.,;]*", re.IGNORECASE)),
    "pmid": (re.compile(r"[1-9]\d{0,8}"), "38123456",
             re.compile(r"(?:(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)([1-9]\d{0,8})[/\s.]*", re.IGNORECASE)),
    "pmcid": (re.compile(r"PMC[1-9]\d{0,8}"), "PMC11258510",
              re.compile(r"(?:(?:https?://)?(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/|pmcid:?\s*)?(pmc[1-9]\d{0,8})[/\s.]*", re.IGNORECASE)),
}  # fmt: skip


def w404_identifier(subject: Subject) -> Hits:
    """malformed DOI, PMID or PMCID

    The identifier is how a reader gets from the case to its source. Only the form is checked, without a network: DOI as in the DOI Handbook (10., a registrant, a slash, a suffix), PMID and PMCID as PubMed writes them. '--fix' removes a web address or label around a good one.

      sources:
        - id: made-up
          kind: case-report
          citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
    -     doi: https://doi.org/10.5555/12345678
    +     doi: 10.5555/12345678
          licence: CC0 1.0
          locators: {P1: First paragraph, P2: Second paragraph}
    """
    for loc, source in placed(subject.scenario.sources, "sources"):
        for key, (form, sample, around) in _FORMS.items():
            value = getattr(source, key)
            if value is None or form.fullmatch(value):
                continue
            fix = None
            if match := around.fullmatch(value):
                # Quoted, as a number alone would be read as a number.
                fix = f'"{match[1].upper() if key == "pmcid" else match[1]}"'
            advice = f"Write {fix}." if fix else f"Look it up again; one looks like {sample}."
            yield Hit((*loc, key), f"'{value}' is no {key.upper()}.", advice, fix)


def w405_source_never_cited(subject: Subject) -> Hits:
    """a source never cited

    Readers take the list of sources for what the case rests on; a source that nothing cites is left over, or its citations were forgotten. The source named by 'report' needs no citation.

      sources:
        - id: made-up
          kind: case-report
          citation: Nobody N. A cough. Journal of Nowhere 2024;1:1.
          licence: CC0 1.0
          locators: {P1: First paragraph, P2: Second paragraph}
    -   - {id: left-over, kind: review, citation: Somebody S. Coughs. Review of Nowhere 2023;2:2., licence: CC0 1.0, locators: {T1: First table}}
    """
    used = {subject.scenario.report, *(name for name, _ in subject.cited)}
    for loc, source in placed(subject.scenario.sources, "sources"):
        if source.id not in used:
            advice = "Cite it where it is used, or take it out of the list."
            yield Hit((*loc, "id"), f"nothing cites '{source.id}'.", advice)


def w406_finding_never_needed(subject: Subject) -> Hits:
    """a finding never needed

    A finding after the last decision, and after everything that is scored by day, cannot change an answer. It is worth its place if the debrief comes back to it: by a hindsight, learning point or source note that names it or cites the same place.

      findings:
        - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
        - {id: film, kind: image, day: 2, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    -   - {id: ferritin-5, kind: value, day: 5, analyte: ferritin, value: 30, cite: made-up P1}
    +   - {id: ferritin-2, kind: value, day: 2, analyte: ferritin, value: 30, cite: made-up P1}
        - {id: crp-1, kind: value, day: 1, analyte: crp, value: 12, cite: made-up P1}
    """
    s = subject.scenario
    last = s.decisions[-1]
    until = max([last.day, *(w.last for w in s.watches), *(a.window.last for a in s.timed)])
    late = [
        (loc, f) for loc, f in placed(s.findings, "findings")
        if f.day > until or (f.day == until == last.day and f.after == last.id)
    ]  # fmt: skip
    named = {name for note in s.source_notes for name in note.about}
    cited = frozenset(_cited_after_play(s) if late else ())
    for loc, finding in late:
        if finding.id not in named and cited.isdisjoint(finding.cite):
            message = f"'{finding.id}' comes after the last decision, and no hindsight or learning point refers to it."
            advice = "Let a hindsight, learning point or source note use it, ask about it, or leave it out."
            yield Hit(loc, message, advice)


def _cited_after_play(s: Scenario) -> Iterator[Citation]:
    """The citations of texts that are read after play."""
    for path in ("timed,watches,decisions", "decisions.options"):
        for _, part in values_at(s, path):
            if vars(part).get("hindsight"):  # looking up a missing field on a model is slow
                yield from part.hindsight_cite or part.cite
    for _, citation in values_at(s, "learning_points,source_notes.cite"):
        yield citation


def w425_no_review(subject: Subject) -> Hits:
    """no review

    A program cannot check whether distractors are plausible and the medicine is true: a signed entry says who has reviewed them, and learners see it. An entry that honestly says 'open' is enough for the check, since the learner sees it; that nobody has accepted the file is a fact to show, not a fault of its form.

    - review: []
    + review:
    +   - {by: Nobody yet, date: 2026-01-01, scope: Nothing of this example, verdict: open}
    """
    if not subject.scenario.review:
        advice = (
            "Add 'review:' with by, date, scope and verdict; 'verdict: open' if nobody has yet."
        )
        yield Hit(("review",), "nothing says who has reviewed this file.", advice)


def w427_changed_since_review(subject: Subject) -> Hits:
    """changed since its review

    A review is about the text that the reviewer read, not about later changes. The hash is that of the file without its reviews; comments and layout do not change it. A review that lists 'questions' is about each of them separately: it still holds for those that have not changed.

      format: 2
      review:
    -   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted, hash: "000000000000"}
    +   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted, hash: "280356c73cb5"}
    """
    s = subject.scenario
    closed = [(i, r) for i, r in enumerate(s.review) if r.verdict != "open"] if s.format > 1 else []
    if not closed:
        return
    hash_now = reviewed_hash(subject.data)
    for i, review in closed:
        if review.questions:
            for name in changed_since(review, s.decisions):
                message = f"the question '{name}' has changed since the review by {review.by}."
                advice = "Have it reviewed as it is ('trainer proof' prints it with its hash), or take it out of the review."
                yield Hit(("review", i, "questions", name), message, advice)
            continue
        if review.hash is None:
            message = f"the review by {review.by} does not say which text it was of."
        elif hash_now.startswith(review.hash):
            continue
        else:
            message = f"the file has changed since the review by {review.by}."
        yield Hit(
            ("review", i),
            message,
            f"Have it reviewed as it is, then write 'hash: \"{hash_now[:12]}\"' into the review.",
        )


_PARTS = re.compile(r"[^\w.]+")


def w445_unused(subject: Subject) -> Hits:
    """listed and never used

    A place that nothing cites, an analyte that nothing measures or a term that no text has is left over from an edit, or the part that should use it has a slip.

      analytes:
        - {id: ferritin, name: Ferritin, unit: ng/mL, orders: [ferritin]}
        - {id: crp, name: C-reactive protein, unit: mg/L, orders: [c-reactive-protein]}
    -   - {id: sodium, name: Sodium, unit: mmol/L, orders: [electrolytes]}
    """
    s = subject.scenario
    if not subject.whole:
        return
    cited: dict[str, set[str]] = {}
    for source, locator in subject.cited:
        cited.setdefault(source, set()).update((locator, *_PARTS.split(locator)))
    for loc, part in placed(s.sources, "sources"):
        places = cited.get(part.id, set())
        # 'C4-C6' includes C5; W405 reports a source without any citation.
        if places and not any("-" in p or " to " in p for p in places):
            for name in part.locators.keys() - places:
                advice = "Take it out, or cite it where its facts are used."
                place = (*loc, "locators", name)
                yield Hit(place, f"nothing cites '{part.id} {name}'.", advice, about=(name,))
    measured = {f.analyte for _, f in subject.results}
    # A finding of an unknown analyte (R302) may be the missing one.
    for loc, analyte in placed(
        s.analytes if measured <= subject.analytes.keys() else (), "analytes"
    ):
        if analyte.id not in measured:
            advice = "Take it out, or add the finding that should have it."
            yield Hit(loc, f"no finding measures '{analyte.id}'.", advice, about=(analyte.id,))
    for loc, term in placed(s.glossary, "glossary"):
        if any(at.loc[:2] != loc for at in subject.texts.having(term.term)):
            continue
        word = term.term.casefold()
        within = f"{term.term} {term.expansion} {term.meaning or ''}".casefold().count(word)
        # Names of sources and licences count, too, because the debrief shows them.
        exact = subject.text.count(term.term)  # usually enough, without the text in small letters
        if exact <= within and subject.small_letters.count(word) <= within:
            advice = "Take it out, or write it as the texts do."
            yield Hit((*loc, "term"), f"no text has '{term.term}'.", advice)


def w446_review_in_the_future(subject: Subject) -> Hits:
    """a review in the future

    Nobody can have reviewed the file on a day in the future: the year or the month is a slip.

      review:
    -   - {by: Nobody (made up), date: 2226-01-01, scope: Everything in this example, verdict: accepted}
    +   - {by: Nobody (made up), date: 2026-01-01, scope: Everything in this example, verdict: accepted}
    """
    # East of Greenwich it may be tomorrow already.
    latest = str((now() + timedelta(days=1)).date())
    for loc, review in placed(subject.scenario.review, "review"):
        if str(review.date) > latest:
            message = f"{review.date} is in the future."
            yield Hit((*loc, "date"), message, "Correct the date of the review.")
