"""Literal text in a few styles, put together line by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Finding, SourceNote, ValueFinding
from trainer.presentation import words

DIM = "$foreground-muted"
HEAD = "bold $text-primary"
WARN = "bold $text-warning"
JUDGED = {
    "critical": "bold $text-success", "recommended": "bold $text-success", "acceptable": "bold",
    "unnecessary": WARN, "harmful": "bold $text-error",
}  # fmt: skip
"""How an option's judgement is shown, which the word alone tells as well."""


class Page:
    """A page of literal text; no line of it is ever read as markup."""

    def __init__(self) -> None:
        self._lines: list[Content] = []

    def head(self, text: str) -> Page:
        """A heading, with a blank line before it."""
        if self._lines:
            self.gap()
        return self.line(text, HEAD)

    def line(self, text: str, style: str = "") -> Page:
        """A paragraph."""
        self._lines.append(Content.styled(text, style) if style else Content(text))
        return self

    def parts(self, *parts: tuple[str, str]) -> Page:
        """A paragraph of several styles: (text, style)."""
        self._lines.append(Content.assemble(*parts))
        return self

    def gap(self) -> Page:
        """A blank line."""
        self._lines.append(Content(""))
        return self

    def add(self, piece: Content) -> Page:
        """Another page below this one."""
        self._lines.append(piece)
        return self

    @property
    def empty(self) -> bool:
        """Whether nothing has been written."""
        return not self._lines

    def content(self) -> Content:
        """The page as one piece."""
        return Content("\n").join(self._lines)

    def finding(self, case: Case, finding: Finding, when: bool = False) -> Page:
        """A finding with its citation; ``when`` puts its day first."""
        lead, dated = _dated(case, finding, when)
        marked = isinstance(finding, ValueFinding) and words.flag(case, finding)
        return self.parts(
            (lead, DIM),
            (words.title(case, finding), "bold"),
            (dated, DIM),
            (": ", "bold"),
            (words.told(case, finding), WARN if marked else ""),
            (f"  {words.cites(finding.cite)}", DIM),
        )

    def findings(self, case: Case, found: Sequence[Finding], when: bool = False) -> Page:
        """Findings in their order; values of one sheet and citation share a paragraph."""
        for sheet, together in groupby(found, key=lambda f: _sheet(case, f)):
            several = list(together)
            if sheet is None or len(several) == 1:
                for finding in several:
                    self.finding(case, finding, when)
            else:
                self._sheet(case, several, when)
        return self

    def _sheet(self, case: Case, values: Sequence[Finding], when: bool) -> None:
        first = values[0]
        lead, dated = _dated(case, first, when)
        group = case.analytes[first.analyte].group if isinstance(first, ValueFinding) else None
        parts = [(lead, DIM), (group or "", "bold"), (dated, DIM)]
        parts.append((": " if group or dated else "", "bold"))
        for value in values:
            assert isinstance(value, ValueFinding)
            analyte = case.analytes[value.analyte]
            text = f"{analyte.label} {words.value_text(case, value)}"
            parts.append((text, WARN if words.flag(case, value) else ""))
            parts.append(("; " if value is not values[-1] else "  ", ""))
        self.parts(*parts, (words.cites(first.cite), DIM))

    def source_note(self, note: SourceNote) -> Page:
        """A contradiction or silence of the source."""
        first, *rest = words.note_lines(note)
        self.line(first, WARN)
        for text in rest:
            self.line(text)
        return self


def _dated(case: Case, finding: Finding, when: bool) -> tuple[str, str]:
    """What goes before a finding's name, and what after it: its day, or how the report dates it."""
    if when:
        return f"{words.day_text(case, finding.day, finding.when)}  ", ""
    return "", f" ({finding.when})" if finding.when else ""


def _sheet(case: Case, finding: Finding) -> tuple[object, ...] | None:
    """What values that can share a paragraph have in common; None for anything else."""
    if not isinstance(finding, ValueFinding) or finding.note or finding.versions:
        return None
    group = case.analytes[finding.analyte].group
    return finding.day, finding.when, group, words.cites(finding.cite)
