"""The group's answer once it is locked; then what was reported, and each option judged."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from trainer.case.compiled import Case
from trainer.case.model import Citation, Decision, EstimateDecision, Option
from trainer.engine.state import Lock
from trainer.group.state import GroupState
from trainer.report.debrief_blocks import REPORTED
from trainer.report.words import cites
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


def locked_page(case: Case, state: GroupState, asked: Decision) -> Hanging:
    """What the group has committed itself to; nothing of the key."""
    return Hanging(
        [
            plain((asked.prompt, "bold")),
            BLANK,
            *_groups_answer(case, state, asked),
            BLANK,
            plain("Locked. The report comes next."),
        ]
    )


def revealed_page(case: Case, state: GroupState, asked: Decision) -> Hanging:
    """The report's answer, why, what was sound that day; no hindsight."""
    lock = state.run.locks[asked.id]
    shown = [
        *_groups_answer(case, state, asked),
        BLANK,
        plain(("What the report did", _HEAD)),
        plain((asked.answer.text, "bold")),
        plain((cites(asked.answer.cite), DIM)),
        BLANK,
    ]
    if isinstance(asked, EstimateDecision):
        number = f"The report's number: {asked.value:g} {asked.unit}"
        return Hanging([*shown, plain((number, "bold")), (NOTHING, _why(asked.why, asked.cite))])
    shown.append(plain(("Each option, on what was known that day", _HEAD)))
    for index, option in enumerate(asked.options):
        shown += [BLANK, *_option(index, option, lock)]
    return Hanging(shown)


def _groups_answer(case: Case, state: GroupState, asked: Decision) -> list[Line]:
    lock = state.run.locks[asked.id]
    how = HOW[state.how.get(asked.id, "facilitator")]
    shown = [plain((f"The group's answer, {how}", _HEAD))]
    if lock.passed:
        return [plain(("The group passed this question.", "bold"))]
    if isinstance(asked, EstimateDecision):
        said = "none" if lock.value is None else f"{lock.value:g} {asked.unit}"
        return [*shown, plain((said, "bold"))]
    options = list(enumerate(case.options[asked.id].values()))
    picked = [(i, o) for pick in lock.picks for i, o in options if o.id == pick]
    return [*shown, *((mark(i), Content.styled(o.text, "bold")) for i, o in picked)]


def _option(index: int, option: Option, lock: Lock) -> list[Line]:
    pick = "   the group's pick" if option.id in lock.picks else ""
    return [
        (mark(index), Content.assemble((option.text, "bold"), pick)),
        (_BESIDE, Content.assemble(
            f"{REPORTED[option.reported].capitalize()}   Sound that day: ",
            (option.judgement, "bold"),
        )),
        (_BESIDE, _why(option.why, option.cite)),
    ]  # fmt: skip


def _why(why: str, cite: Sequence[Citation]) -> Content:
    return Content.assemble(why, (f"  {cites(cite)}", DIM))
