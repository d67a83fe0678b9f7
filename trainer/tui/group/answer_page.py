"""The group's answer once it is locked; then what was reported, and each option judged."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trainer.case.model import Decision
from trainer.group.state import GroupState
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.round import HOW
from trainer.presentation.blocks.verdict import headed, revealed
from trainer.tui.widgets.hanging import BLANK, NOTHING, Hanging, Line, plain
from trainer.tui.widgets.marks import MARK, mark
from trainer.tui.widgets.text import DIM

_HEAD = "bold underline"
_BESIDE = Content(" " * MARK)


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
    shown = _groups_answer(state, asked)
    for block in headed(revealed(asked, state.run.locks[asked.id].answer, "The group's")):
        if block.kind == "judgement":  # beside what was reported
            reported = shown.pop()[1]
            said = f"   {block.lead}", (block.text, "bold")
            shown.append((_BESIDE, Content.assemble(reported, *said)))
        else:
            shown += _laid(block, bool(asked.choices))
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


def _laid(block: Block, marked: bool) -> Iterator[Line]:
    match block.kind:
        case "heading":
            yield from (BLANK, plain((block.text, _HEAD)))
        case "answer":
            yield from (plain((block.text, "bold")), plain((block.cite, DIM)))
        case "item" if block.mark is not None:
            pick = f"   {block.label.lower()}" if block.picked else ""
            named = Content.assemble((block.text, "bold"), pick)
            yield from (BLANK, (mark(block.mark), named))
        case "reported":
            yield _BESIDE, Content(block.text.capitalize())
        case "why":
            cited = Content.assemble(block.text, (f"  {block.cite}", DIM))
            yield _BESIDE if marked else NOTHING, cited
        case _:
            yield from (BLANK, plain((f"{block.lead}{block.text}", "bold")))
