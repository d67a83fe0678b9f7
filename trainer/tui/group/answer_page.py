"""The group's answer once it is locked; then what was reported, and each option judged."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.case.model import Citation, Decision
from trainer.group.state import GroupState
from trainer.presentation.blocks.debrief import REPORTED
from trainer.presentation.words import cites
from trainer.questions import Explained
from trainer.tui.widgets.hanging import BLANK, NOTHING, Hanging, Line, plain
from trainer.tui.widgets.marks import MARK, mark
from trainer.tui.widgets.text import DIM

_HEAD = "bold underline"
_BESIDE = Content(" " * MARK)
HOW = {
    "majority": "by majority",
    "facilitator": "entered by the facilitator",
    "passed": "passed",
}


def locked_page(state: GroupState, asked: Decision) -> Hanging:
    """What the group has committed itself to; nothing of the key."""
    return Hanging(
        [
            plain((asked.prompt, "bold")),
            BLANK,
            *_groups_answer(state, asked),
            BLANK,
            plain("Locked. The report comes next."),
        ]
    )


def revealed_page(state: GroupState, asked: Decision) -> Hanging:
    """The report's answer, why, what was sound that day; no hindsight."""
    lock = state.run.locks[asked.id]
    shown = [
        *_groups_answer(state, asked),
        BLANK,
        plain(("What the report did", _HEAD)),
        plain((asked.answer.text, "bold")),
        plain((cites(asked.answer.cite), DIM)),
        BLANK,
    ]
    if asked.choices:
        shown.append(plain(("Each option, on what was known that day", _HEAD)))
    for index, part in enumerate(asked.explained(lock.answer, hindsight=False)):
        shown += _explained(index, part)
    return Hanging(shown)


def _groups_answer(state: GroupState, asked: Decision) -> list[Line]:
    lock = state.run.locks[asked.id]
    how = HOW[state.how.get(asked.id, "facilitator")]
    shown = [plain((f"The group's answer, {how}", _HEAD))]
    if lock.answer is None:
        return [plain(("The group passed this question.", "bold"))]
    if not asked.choices:
        said = "; ".join(asked.in_words(lock.answer)) or "none"
        return [*shown, plain((said, "bold"))]
    options = list(enumerate(asked.choices))
    picked = [(i, o) for pick in lock.picks for i, o in options if o.id == pick]
    return [*shown, *((mark(i), Content.styled(o.text, "bold")) for i, o in picked)]


def _explained(index: int, part: Explained) -> list[Line]:
    why = _why(part.why or "", part.cite)
    if part.judgement is None:
        number = f"The report's number: {part.text.partition(';')[0]}"
        return [plain((number, "bold")), (NOTHING, why)]
    pick = "   the group's pick" if part.picked else ""
    return [
        BLANK,
        (mark(index), Content.assemble((part.text, "bold"), pick)),
        (_BESIDE, Content.assemble(
            f"{REPORTED[part.reported or 'silent'].capitalize()}   Sound that day: ",
            (part.judgement, "bold"),
        )),
        (_BESIDE, why),
    ]  # fmt: skip


def _why(why: str, cite: Sequence[Citation]) -> Content:
    return Content.assemble(why, (f"  {cites(cite)}", DIM))
