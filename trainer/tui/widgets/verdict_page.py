"""The page of a verdict: first the verdict, then its parts, each beside its label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content

from trainer.engine.offers import may
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import verdict_in_run
from trainer.questions import RepresentationQuestion
from trainer.questions.differential import MISSED, MOVES, NOT_MISSED
from trainer.session import Session
from trainer.tui.widgets.indented import Indented, tied, wrapped
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

LABEL = 11
"""Columns of a label with its gap."""
DEGREES = {0.0: "bold $text-error", 1.0: "bold $text-success"}
"""The style of the first line by its credit; its words alone say the same."""
BETWEEN = WARN
SHORT = {
    RepresentationQuestion.answer_label: "Author",
    NOT_MISSED: "Not missed",
    MISSED: "Missed",
    MOVES: "Moves",
}
"""Short forms of labels that are too long for their column."""
COLUMNS, ROWS = 76, 20
"""The room for a verdict on a terminal of 80x24, on which it must fit without scrolling."""


class VerdictPage(Page):
    """Lays out the blocks of a verdict; ``rest`` shows folded ones, ``cites`` adds citations."""

    def __init__(self, *, rest: bool = False, cites: bool = False) -> None:
        super().__init__()
        self.rest = rest
        self.cites = cites
        self.beside = Content(" " * LABEL)
        self._label = ""
        self._roomy = False

    def page(self, blocks: Iterable[Block], hint: str = "") -> Indented:
        """The whole page; a ``hint`` on what to do now is shown right below the first line."""
        blocks = [*blocks]
        folded = VerdictPage(cites=self.cites)
        folded._fill(blocks, hint, roomy=True)
        rows = sum(len(wrapped(*line, COLUMNS)) for line in folded.lines)
        self._fill(_with_notes(blocks) if self.rest else blocks, hint, roomy=rows <= ROWS)
        return Indented(self.lines)

    def _fill(self, blocks: Iterable[Block], hint: str, *, roomy: bool) -> None:
        """Add the blocks; if ``roomy``, with a blank line before each label."""
        self._roomy = roomy
        for block in blocks:
            self.block(block)
            if block.kind == "verdict" and hint:
                self.line(hint, WARN)
            if block.kind == "verdict":
                self.gap()

    def block(self, block: Block) -> None:
        """Add one block beside its label."""
        if block.folded and not self.rest:
            return
        text = Content(block.text)
        match block.kind:
            case "verdict":
                beside = [(f"   {tied(text)}", DIM) for text in block.beside]
                style = HEAD if block.share is None else DEGREES.get(block.share, BETWEEN)
                self.parts((block.text, style), *beside)
            case "item" if block.mark is not None and block.label in ("", "You", "Best"):
                note = f"   {tied(block.note)}" if block.note else ""
                piece = Content.assemble((block.text, "bold"), (note, DIM))
                self.add(piece, self._lead(block))
            case "item" if block.mark is not None:  # an element that can be marked
                if self._roomy and block.mark == 0:
                    self.gap()
                mark = f"[{'x' if block.picked else ' '}] {block.mark + 1}  "
                style = "bold" if block.picked else ""
                name = block.label.partition(",")[0]
                self.add(Content.assemble((f"{name}: ", DIM), (block.text, style)), Content(mark))
            case "item" | "answer":
                self.add(text, self._lead(block))
            case "own words":
                self.add(text.stylize("italic"), self._lead(block))
            case "why" | "text":
                label = "" if block.kind == "why" else block.lead
                self.add(Content.assemble((label, DIM), block.text), self.beside)
            case "rest":
                sign = "▾" if self.rest else "▸"
                answers, *more = block.text.split("; ")
                self.gap().parts((f"{sign} {'; '.join([answers, *map(tied, more)])}", HEAD))
            case _:
                super().block(block)
                self._label = block.kind
                return
        if self.cites and block.cite:
            self.add(Content.styled(block.cite, DIM), self.beside)

    def _lead(self, block: Block) -> Content:
        """The label of a block, or an indent if the block before has the same label."""
        label = SHORT.get(block.label, block.label)
        if label == self._label:
            return self.beside
        if self._roomy and self._label and block.kind != "own words" and not block.folded:
            self.gap()
        self._label = label
        if len(label) < LABEL:
            return Content.styled(label.ljust(LABEL), DIM)
        self.line(label, DIM)
        return self.beside


def _with_notes(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with what the report did added to the note of its option."""
    items: list[Block] = []
    for block in blocks:
        if block.kind == "reported":
            note = "; ".join(filter(None, (items[-1].note, block.text)))
            items[-1] = replace(items[-1], note=note)
        else:
            items.append(block)
    return items


def answer(session: Session, name: str, *, rest: bool = False, cites: bool = False) -> Indented:
    """The verdict on an answer; ``rest`` shows the folded blocks, ``cites`` adds citations."""
    case, state = session.case, session.state
    question = case.questions[name]
    marking = may(case, state, "mark", name)
    hint = f"1 to {len(question.markable)} mark what yours has" if marking else ""
    page = VerdictPage(rest=rest, cites=cites)
    return page.page(verdict_in_run(case, state, name), hint)
