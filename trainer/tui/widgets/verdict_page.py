"""A verdict on the screen: first the verdict, then what it is of, each beside its label."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from trainer.engine.offers import may
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import moved, verdict
from trainer.session import Session
from trainer.tui.widgets.indented import Indented
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page

LABEL = 11
"""Columns of a label with its gap."""
DEGREES = {0.0: "bold $text-error", 1.0: "bold $text-success"}
"""How the first line looks by its credit, which the words alone tell as well."""
BETWEEN = WARN


class VerdictPage(Page):
    """Lays out the blocks of a verdict; ``rest`` unfolds what is folded, ``cites`` adds sources."""

    def __init__(self, *, rest: bool = False, cites: bool = False) -> None:
        super().__init__()
        self.rest = rest
        self.cites = cites
        self.beside = Content(" " * LABEL)
        self._label = ""

    def page(self, blocks: Iterable[Block], hint: str = "") -> Indented:
        """The whole; a ``hint`` of what to do now stands right below the first line."""
        for block in blocks:
            self.block(block)
            if block.kind == "verdict" and hint:
                self.line(hint, WARN)
            if block.kind == "verdict":
                self.gap()
        return Indented(self.lines)

    def block(self, block: Block) -> None:
        """One block, beside its label."""
        if block.folded and not self.rest:
            return
        text, lead = Content(block.text), self._lead(block)
        if len(block.label) >= LABEL:  # beside so long a label there would be no room
            text, lead = Content.assemble((block.lead, DIM), block.text), self.beside
        match block.kind:
            case "verdict":
                beside = [(f"   {text}", DIM) for text in block.beside]
                style = HEAD if block.share is None else DEGREES.get(block.share, BETWEEN)
                self.parts((block.text, style), *beside)
            case "item" if block.mark is not None and block.label in ("", "You", "Best"):
                note = f"   {block.note}" if block.note else ""
                self.add(Content.assemble((block.text, "bold"), (note, DIM)), lead)
            case "item" if block.mark is not None:  # an element that can be marked
                mark = f"[{'x' if block.picked else ' '}] {block.mark + 1}  "
                style = "bold" if block.picked else ""
                name = block.label.partition(",")[0]
                self.add(Content.assemble((f"{name}: ", DIM), (block.text, style)), Content(mark))
            case "item":
                self.add(text, lead)
            case "reported":
                before, piece = self.lines.pop()
                self.add(Content.assemble(piece, (f"; {block.text}", DIM)), before)
            case "answer":
                self.add(text, lead)
            case "own words":
                self.add(text.stylize("italic"), lead)
            case "why" | "text":
                label = "" if block.kind == "why" else block.lead
                self.add(Content.assemble((label, DIM), block.text), self.beside)
            case "rest":
                sign = "▾" if self.rest else "▸"
                self.gap().parts((f"{sign} {block.text}", HEAD))
            case _:
                super().block(block)
                return
        if self.cites and block.cite:
            self.add(Content.styled(block.cite, DIM), self.beside)

    def _lead(self, block: Block) -> Content:
        """The label, once for all that stands under it."""
        label = "" if block.label == self._label else block.label
        if block.kind in ("item", "answer", "own words"):
            self._label = block.label
        return Content.styled(label.ljust(LABEL), DIM)


def answer(
    session: Session, decision_id: str, *, rest: bool = False, cites: bool = False
) -> Indented:
    """The verdict of an answer; with ``rest`` what is folded, with ``cites`` the citations."""
    case, state = session.case, session.state
    question = case.decisions[decision_id]
    blocks = verdict(question, state.locks[decision_id].answer)
    marking = may(case, state, "mark", decision_id)
    hint = f"1 to {len(question.markable)} mark what yours has" if marking else ""
    page = VerdictPage(rest=rest, cites=cites)
    return page.page([*blocks, *moved(case, state, decision_id)], hint)
