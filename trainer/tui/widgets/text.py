"""Literal text in a few styles, put together line by line; how blocks look on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from trainer.presentation.blocks import Block
from trainer.tui.widgets.option_lines import number

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

    def blocks(self, blocks: Iterable[Block]) -> Page:
        """Blocks below each other."""
        for block in blocks:
            self.block(block)
        return self

    def block(self, block: Block) -> None:
        """One block, in the look of its role."""
        text, cite = block.text, (f"  {block.cite}" if block.cite else "", DIM)
        match block.kind:
            case "heading":
                self.head(text)
            case "patient":
                self.parts((f"{block.label}. ", "bold"), (text, ""))
            case "setting":
                self.gap().line(text, DIM)
            case "caution":
                self.gap().line(text, WARN)
            case "aside":
                self.line(text, DIM)
            case "note":
                self.line(text, WARN)
            case "item" if block.mark is not None:
                self._lines += (Content(), self.option(block, block.mark))
            case "item":
                self.parts(("- ", ""), (block.lead, "bold"), (text, ""), cite)
            case "finding":
                self._finding(block)
            case "answer":
                self.line(text)
                if block.cite:
                    self.line(block.cite, DIM)
            case "reported":
                self.line(text.capitalize())
            case "judgement":  # beside what was reported, never in one word with it
                self._lines[-1] += Content.assemble((f"   {block.lead}", DIM), (text, JUDGED[text]))
            case "why":
                self.parts((text, ""), cite)
            case "text":
                self.parts((block.lead, "bold"), (text, ""), cite)

    def option(self, block: Block, place: int) -> Content:
        """An option of a verdict: its number, and whether it was picked."""
        return Content.assemble(
            "[x] " if block.picked else "[ ] ",
            (f"{number(place)}  {block.text}", "bold" if block.picked else ""),
            (f" ({block.label.lower()})" if block.picked else "", DIM),
        )

    def _finding(self, block: Block) -> None:
        text = Content(block.text)
        for start, end in block.flagged:
            text = text.stylize(WARN, start, end)
        when = f" ({block.when})" if block.when else ""
        self._lines.append(
            Content.assemble(
                (f"{block.day}  " if block.day else "", DIM), (block.label, "bold"), (when, DIM),
                (": " if block.label or when else "", "bold"), text, (f"  {block.cite}", DIM),
            )
        )  # fmt: skip
