"""The reveal: the room's first and last vote beside what the report did, then why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from trainer.case.model import AnyQuestion
from trainer.counting import some
from trainer.group.state import GroupState
from trainer.group.summary import question_row
from trainer.presentation.blocks import round as words
from trainer.presentation.blocks.round import OptionRow, QuestionRow, RoundRow
from trainer.presentation.blocks.verdict import headed, revealed
from trainer.questions import Answer
from trainer.tui.group.pages import AnswerPage
from trainer.tui.widgets.indented import BLANK, NOTHING, Indented, Line, plain
from trainer.tui.widgets.question_page import MARK, bar_colour, mark
from trainer.tui.widgets.text import JUDGED

WIDE = 100
"""Columns from which bars and the judgements are shown, too."""
_FIGURES, _REPORT = 10, 10
_SHORT, _LONG = 8, 15
"""Columns of a bar: as many as the texts of the options leave."""
_SOUND = "Sound that day"
_DID = {"yes": "● yes", "part": "◐ partly", "no": "  no", "silent": "  silent"}


def revealed_page(
    state: GroupState, question: AnyQuestion, width: int, dark: bool = True
) -> Indented:
    """Both votes and the report beside each other, then the reasons. No hindsight."""
    answer = state.run.locks[question.id].answer
    row = question_row(state, question)
    page = AnswerPage()
    if row.rounds:
        group = _group_lines(state, question)
        if row.options:
            page.lines += _table(row, group, width, dark)
        else:
            page.lines += [plain((": ".join(group), "bold")), BLANK, *_numbers(question, row)]
        page.lines += [plain(text) for text in words.by_team(row)]
    else:
        page.groups_answer(state, question)
    return Indented(page.blocks(headed(revealed(question, answer, "The group's"))).lines)


def _group_lines(state: GroupState, question: AnyQuestion) -> tuple[str, str]:
    """A heading and the group's answer, as letters or a number, in two short lines."""
    answer = state.run.locks[question.id].answer
    if answer is None:
        return "The group's answer", "passed"
    letters = [letter for letter, option in question.lettered if option.id in answer.picks]
    named = " ".join(letters) or "; ".join(question.in_words(answer))
    return "The group's answer", f"{named}, {words.HOW[state.how.get(question.id, 'facilitator')]}"


def _table(row: QuestionRow, group: tuple[str, str], width: int, dark: bool) -> Iterator[Line]:
    """One or more lines for each option, with its figures beside the first."""
    wide, rounds = width >= WIDE, words.first_and_last(row.rounds)
    sound_width = max(map(len, (_SOUND, *(o.word or "" for o in row.options))))
    sides = MARK + _FIGURES * len(rounds) + _REPORT + (sound_width if wide else 0)
    longest = max(len(option.text) for option in row.options)
    left = (width - sides - longest - 1) // len(rounds)
    bar = min(_LONG, max(_SHORT, left)) if wide else 0
    room = max(12, width - sides - bar * len(rounds))
    indent = Content(" " * MARK)
    yield from _heads(group, rounds, MARK + room, bar)
    for place, option in enumerate(row.options):
        first, *rest = Content.styled(option.text, "bold").wrap(room) or [NOTHING]
        first = first.rstrip()
        cells = [first, Content(" " * (room - first.cell_length))]
        colour = bar_colour(place, dark)
        cells += [_votes(r, option, colour, bar) for r in rounds]
        cells.append(Content(f" {_DID[option.reported or 'silent']:<{_REPORT - 1}}"))
        if wide and option.word:
            cells.append(Content.styled(option.word, JUDGED[option.word]))
        yield mark(place), Content.assemble(*cells)
        yield from ((indent, line.rstrip()) for line in rest)


def _heads(
    group: tuple[str, str], rounds: Sequence[RoundRow], room: int, bar: int
) -> Iterator[Line]:
    gap = " " * bar
    names = "".join(f"{f'Round {r.number}':>{_FIGURES}}{gap}" for r in rounds)
    voters = "".join(f"{some(r.voters, 'vote'):>{_FIGURES}}{gap}" for r in rounds)
    sound = _SOUND if bar else ""
    yield plain((f"{group[0]:<{room}}{names} {'Report':<{_REPORT - 1}}{sound}", "bold"))
    yield plain((f"{group[1]:<{room}}", "bold"), voters)


def _votes(row: RoundRow, option: OptionRow, colour: str, bar: int) -> Content:
    share = row.shares.get(option.id, 0.0)
    length = max(round(share * (bar - 2)), 1 if row.counts[option.id] and bar else 0)
    figures = f"{row.counts[option.id]:>4} {words.percent(share):>5}"
    # The figures first: between two bars it would not be clear whose they are.
    return Content.assemble(
        figures, " " * bool(bar), ("█" * length, colour), " " * (bar - length - bool(bar))
    )


def _numbers(question: AnyQuestion, row: QuestionRow) -> Iterator[Line]:
    """The median of each round and the share of votes near the report's number, then that."""
    for votes in words.first_and_last(row.rounds):
        middle = "; ".join(question.in_words(Answer(value=votes.median))) or "none"
        near = "" if votes.agreement is None else f"   {words.percent(votes.agreement)} near"
        yield plain(f"{words.head(votes):<22}", (f"median {middle}", "bold"), near)
    yield plain(f"{'Report':<22}", ("; ".join(question.key_in_words()), "bold"))
