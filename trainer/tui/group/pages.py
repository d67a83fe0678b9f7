"""The pages of the room: the day, what is known, the group's answer, what was reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import AnyQuestion
from trainer.engine import views
from trainer.engine.offers import place_of
from trainer.engine.state import State
from trainer.group import tally
from trainer.group.state import GroupState
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.order import order_text
from trainer.presentation.blocks.round import HOW
from trainer.questions.marks import LETTERS
from trainer.tui.group import block_letters
from trainer.tui.widgets.indented import BLANK, NOTHING, Indented, plain
from trainer.tui.widgets.question_page import MARK, mark, question_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


class _DayPage(Page):
    """A page with a blank line after each finding: a room reads slower than a learner."""

    def block(self, block: Block) -> None:
        """A block, and a blank line after a finding."""
        super().block(block)
        if block.kind == "finding":
            self.gap()


def day_page(case: Case, run: State) -> Content:
    """The day; once all is answered, what the team did stands above the findings."""
    page = _DayPage().blocks(day.opening(case, run))
    nothing = "The report tells nothing new on this day."
    page.blocks(day.today(case, run, nothing, _ordered(case, run)))
    questions = views.questions_today(case, run)
    for question in case.questions_on.get(run.day, ()):
        if question not in questions:
            page.head("Say it aloud").line(question.prompt, "bold")
    if questions:
        page.head(f"Asked today: {len(questions)}")
    waiting = views.next_question(case, run)
    for question in questions:
        lead, style = ("> ", HEAD) if question is waiting else ("  ", "")
        if question.id in run.locks:
            page.parts((lead, WARN), (question.title, style), ("   answered", DIM))
        else:
            page.parts((lead, WARN), (place_of(case, question).capitalize(), style))
    return page.content()


def _ordered(case: Case, run: State) -> Iterator[Block]:
    if ordered := [v for v in views.orders(case, run) if v.active or v.placed.day == run.day]:
        yield Block("heading", "What the room ordered")
        yield from (Block("item", order_text(view)) for view in ordered)


def known_page(case: Case, run: State) -> Content:
    """The days so far, the latest first; nothing of the key."""
    return _DayPage().blocks(day.timeline(case, run, "The room")).content()


class AnswerPage(Page):
    """A page of answers; its options have their marks."""

    heading = "bold underline"

    def option(self, block: Block, place: int) -> None:
        """An option with its mark; the lines about it are indented as far."""
        self.beside = Content(" " * MARK)
        pick = f"   {block.label.lower()}" if block.picked else ""
        cite = f"  {block.cite}" if block.cite else ""
        self.gap().add(Content.assemble((block.text, "bold"), pick, (cite, DIM)), mark(place))

    def groups_answer(self, state: GroupState, question: AnyQuestion) -> Self:
        """The group's answer, and how it was chosen."""
        lock = state.run.locks[question.id]
        if lock.answer is None:
            return self.line("The group passed this question.", "bold")
        self.head(f"The group's answer, {HOW[state.how.get(question.id, 'facilitator')]}")
        places = {option.id: place for place, option in enumerate(question.choices)}
        words = question.in_words(lock.answer) or ("none",)
        leads = [mark(places[pick]) for pick in lock.picks] or [NOTHING] * len(words)
        for lead, text in zip(leads, words, strict=True):
            self.add(Content.styled(text, "bold"), lead)
        return self


def numbered(case: Case, question: AnyQuestion, width: int, height: int) -> Indented:
    """The question below its number of today in large figures, if there are rows for both."""
    today = [each.id for each in case.questions_on[question.day]]
    number = block_letters.tall(str(today.index(question.id) + 1)).split("\n")
    large = [plain((f"{row}   ", HEAD)) for row in number]
    large[-1] = plain((f"{number[-1]}   ", HEAD), (f"of {len(today)} today", DIM))
    page = question_page(question, width, height - len(large) - 1)
    whole = Indented([*large, BLANK, *page.lines])
    return (
        whole if whole.get_height({}, width) <= height else question_page(question, width, height)
    )


def reasons_page(state: GroupState, question: AnyQuestion) -> Indented:
    """The reasons given in the last round, by choice and without names."""
    page = AnswerPage().line(question.prompt, "bold").head("In the voters' own words")
    for votes in state.counting(question.id)[-1:]:
        for choice, reason in tally.reasons(question, votes):
            is_letter = len(choice) == 1 and choice in LETTERS
            lead = (
                mark(LETTERS.index(choice)) if is_letter else Content.styled(f"{choice}  ", "bold")
            )
            page.gap().add(Content(reason), lead)
    return Indented(page.lines)


def locked_page(state: GroupState, question: AnyQuestion) -> Indented:
    """The answer that the group has locked; nothing of the key."""
    page = AnswerPage().line(question.prompt, "bold").groups_answer(state, question)
    return Indented(page.gap().line("Locked. The report comes next.").lines)
