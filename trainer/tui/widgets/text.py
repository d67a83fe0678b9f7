"""Pages of literal text in a few styles, made line by line or from blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Self

from textual.content import Content

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import OPTION
from trainer.questions.words import WORDS, judgement_word
from trainer.tui.widgets.indented import BLANK, NOTHING, Line
from trainer.tui.widgets.option_lines import number

DIM = "$foreground-muted"
HEAD = "bold $text-primary"
WARN = "bold $text-warning"
_JUDGED = {
    "critical": "bold $text-success", "recommended": "bold $text-success", "acceptable": "bold",
    "unnecessary": WARN, "harmful": "bold $text-error",
}  # fmt: skip
JUDGED = {
    judgement_word(topic, judgement): style
    for topic in (None, *WORDS)
    for judgement, style in _JUDGED.items()
}
"""The style of each judgement, by its word; the word alone says the same."""


class Page:
    """A page of literal text; no line of it is ever read as markup."""

    heading = HEAD

    def __init__(self, cites: bool = True) -> None:
        self.cites = cites
        """Whether citations are shown."""
        self.lines: list[Line] = []
        self.beside = NOTHING
        """The indent of the lines that belong to the option or label above them."""

    def head(self, text: str) -> Self:
        """Add a heading, with a blank line before it."""
        if self.lines and self.lines[-1] != BLANK:
            self.gap()
        return self.line(text, self.heading)

    def line(self, text: str, style: str = "") -> Self:
        """Add a paragraph."""
        return self.add(Content.styled(text, style))

    def parts(self, *parts: tuple[str, str]) -> Self:
        """Add a paragraph of (text, style) pairs."""
        return self.add(Content.assemble(*parts))

    def gap(self) -> Self:
        """Add a blank line."""
        self.lines.append(BLANK)
        return self

    def add(self, piece: Content, lead: Content = NOTHING) -> Self:
        """Add a paragraph with its lead."""
        self.lines.append((lead, piece))
        return self

    def content(self) -> Content:
        """The whole page as one text."""
        return Content("\n").join(lead + text for lead, text in self.lines)

    def blocks(self, blocks: Iterable[Block]) -> Self:
        """Add blocks below each other."""
        for block in blocks:
            self.block(block)
        return self

    def block(self, block: Block) -> None:
        """Add one block in the style of its kind."""
        block = block if self.cites else replace(block, cite="")
        text, cite = block.text, (f"  {block.cite}" if block.cite else "", DIM)
        match block.kind:
            case "heading":
                self.head(text)
            case "patient":
                self.parts((f"{block.label}. ", "bold"), (text, ""))
            case "setting" | "caution":
                self.gap().line(text, WARN if block.kind == "caution" else DIM)
            case "aside":
                self.line(text, DIM)
            case "prompt" | "chart":
                self.line(text)
            case "hint":
                self.parts((block.lead, WARN), (text, ""))
            case "note":
                style = "" if block.lead else "$text-warning"
                self.parts((block.lead, "$text-warning"), (text, style))
            case "item" if block.mark is not None:
                self.option(block, block.mark)
            case "item":
                piece = Content.assemble((block.lead, "bold"), (text, ""), cite)
                self.add(piece, Content("- "))
            case "finding":
                self._finding(block)
            case "answer":
                self.line(block.lead + text, "bold")
                if block.cite:
                    self.line(block.cite, DIM)
            case "reported":
                self.add(Content(text.capitalize()), self.beside)
            case "judgement":  # beside what the report did, never merged with it
                lead, reported = self.lines.pop()
                verdict = (f"   {block.lead}", DIM), (text, JUDGED[text])
                self.add(Content.assemble(reported, *verdict), lead)
            case "why":
                self.add(Content.assemble(text, cite), self.beside)
            case "text":
                self.parts((block.lead, "bold"), (text, ""), cite)

    def option(self, block: Block, place: int) -> None:
        """Add an option of a verdict: its number, and whether it was picked."""
        self.gap().parts(
            ("[x] " if block.picked else "[ ] ", ""),
            (f"{number(place)}  {block.text}", "bold" if block.picked else ""),
            ("" if block.label == OPTION else f" ({block.label.lower()})", DIM),
            (f"  {block.cite}" if block.cite else "", DIM),
        )

    def _finding(self, block: Block) -> None:
        text = Content(block.text)
        for start, end in block.flagged:
            text = text.stylize(WARN, start, end)
        when = f" ({block.when})" if block.when else ""
        day = f"{block.day}  " if block.day else ""
        colon = ": " if block.label or when else ""
        lead = (day, DIM), (block.label, "bold"), (when, DIM), (colon, "bold")
        cite = (f"  {block.cite}" if block.cite else "", DIM)
        self.add(Content.assemble(*lead, text, cite))
