"""The group's answer once it is locked; then what was reported, and each option judged."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trainer.case.compiled import Case
from trainer.case.model import Decision, EstimateDecision, Option
from trainer.engine.state import Lock
from trainer.group.state import GroupState
from trainer.report.debrief_blocks import REPORTED
from trainer.report.words import cites
from trainer.tui.group.marks import mark
from trainer.tui.group.question_page import MARK

HOW = {
    "majority": "by majority",
    "facilitator": "entered by the facilitator",
    "passed": "passed",
}


def locked_page(case: Case, state: GroupState, asked: Decision) -> Group:
    """What the group has committed itself to; nothing of the key."""
    return Group(
        Text(asked.prompt, style="bold"),
        Text(),
        *_groups_answer(case, state, asked),
        Text(),
        Text("Locked. The report comes next."),
    )


def revealed_page(case: Case, state: GroupState, asked: Decision) -> Group:
    """The report's answer, why, what was sound that day; no hindsight."""
    lock = state.run.locks[asked.id]
    parts: list[RenderableType] = [
        *_groups_answer(case, state, asked),
        Text(),
        Text("What the report did", style="bold underline"),
        Text(asked.answer.text, style="bold"),
        Text(cites(asked.answer.cite), style="dim"),
        Text(),
    ]
    if isinstance(asked, EstimateDecision):
        number = f"The report's number: {asked.value:g} {asked.unit}"
        parts += [Text(number, style="bold"), _why(asked.why, cites(asked.cite))]
        return Group(*parts)
    parts.append(Text("Each option, on what was known that day", style="bold underline"))
    for index, option in enumerate(asked.options):
        parts += [Text(), _option(index, option, lock)]
    return Group(*parts)


def _groups_answer(case: Case, state: GroupState, asked: Decision) -> list[RenderableType]:
    lock = state.run.locks[asked.id]
    how = HOW[state.how.get(asked.id, "facilitator")]
    parts: list[RenderableType] = [Text(f"The group's answer, {how}", style="bold underline")]
    if lock.passed:
        return [Text("The group passed this question.", style="bold")]
    if isinstance(asked, EstimateDecision):
        said = "none" if lock.value is None else f"{lock.value:g} {asked.unit}"
        return [*parts, Text(said, style="bold")]
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(width=MARK - 2)
    rows.add_column(ratio=1)
    order = list(case.options[asked.id])
    for pick in lock.picks:
        option = case.options[asked.id][pick]
        rows.add_row(mark(order.index(pick)), Text(option.text, style="bold"))
    return [*parts, rows]


def _option(index: int, option: Option, lock: Lock) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(width=MARK - 2)
    rows.add_column(ratio=1)
    text = Text(option.text, style="bold")
    if option.id in lock.picks:
        text.append("   the group's pick", style="not bold")
    rows.add_row(mark(index), text)
    judged = Text(REPORTED[option.reported].capitalize()).append("   Sound that day: ")
    rows.add_row("", judged.append(option.judgement, style="bold"))
    rows.add_row("", _why(option.why, cites(option.cite)))
    return rows


def _why(why: str, cite: str) -> Padding:
    return Padding(Text(why).append(f"  {cite}", style="dim"), 0)
