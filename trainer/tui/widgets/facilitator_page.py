"""What a facilitator reads of a day, as a page: keyed options with a star. Never projected."""

from __future__ import annotations

from textual.content import Content

from trainer.case.compiled import Case
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.facilitator import facilitator
from trainer.questions.marks import LETTERS
from trainer.tui.widgets.text import Page


class _KeyPage(Page):
    def option(self, block: Block, place: int) -> None:
        """An option by its letter, with a star if the report did it."""
        self.beside = Content("    ")
        lead = f"{'*' if block.keyed else ' '} {LETTERS[place]} "
        self.parts((lead, "bold"), (block.text, "bold" if block.keyed else ""))


def facilitator_page(case: Case, day: int) -> Content:
    """The page of a day."""
    return _KeyPage().blocks(facilitator(case, day)).content()
