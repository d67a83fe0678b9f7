"""The group's answer once it is locked; then what was reported, and each option judged."""

from __future__ import annotations

from typing import Self

from textual.content import Content

from trainer.case.model import Decision
from trainer.group.state import GroupState
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.round import HOW
from trainer.presentation.blocks.verdict import headed, revealed
from trainer.tui.widgets.indented import NOTHING, Indented
from trainer.tui.widgets.marks import MARK, mark
from trainer.tui.widgets.text import Page


class _AnswerPage(Page):
    heading = "bold underline"

    def option(self, block: Block, place: int) -> None:
        """An option by its mark; what is said of it stands beside that."""
        self.beside = Content(" " * MARK)
        pick = f"   {block.label.lower()}" if block.picked else ""
        self.gap().add(Content.assemble((block.text, "bold"), pick), mark(place))

    def groups_answer(self, state: GroupState, asked: Decision) -> Self:
        """What the group answered, and how that was found."""
        lock = state.run.locks[asked.id]
        if lock.answer is None:
            return self.line("The group passed this question.", "bold")
        self.head(f"The group's answer, {HOW[state.how.get(asked.id, 'facilitator')]}")
        places = {option.id: place for place, option in enumerate(asked.choices)}
        leads = [mark(places[pick]) for pick in lock.picks] or [NOTHING]
        for lead, text in zip(leads, asked.in_words(lock.answer) or ("none",), strict=True):
            self.add(Content.styled(text, "bold"), lead)
        return self


def locked_page(state: GroupState, asked: Decision) -> Indented:
    """What the group has committed itself to; nothing of the key."""
    page = _AnswerPage().line(asked.prompt, "bold").groups_answer(state, asked)
    return Indented(page.gap().line("Locked. The report comes next.").lines)


def revealed_page(state: GroupState, asked: Decision) -> Indented:
    """The report's answer, why, what was sound that day; no hindsight."""
    given = state.run.locks[asked.id].answer
    page = _AnswerPage().groups_answer(state, asked)
    return Indented(page.blocks(headed(revealed(asked, given, "The group's"))).lines)
