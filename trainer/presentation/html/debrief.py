"""A debrief as one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trainer.case.compiled import Case
from trainer.engine.state import State
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import SECTIONS, intro, section
from trainer.presentation.html import page
from trainer.presentation.html.course import picture
from trainer.presentation.patient.course import course
from trainer.presentation.patient.spoken import course_lines
from trainer.presentation.sight import Sight
from trainer.scoring.debrief import debrief
from trainer.store.records import RunSummary


@dataclass(slots=True)
class PageItem:
    """An item, and what is said of it under labels of its own."""

    block: Block
    terms: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class PagePart:
    """What stands under a heading: paragraphs, then what has a label, then items."""

    heading: str = ""
    summary: str = ""
    """In the place of a heading, where the part is folded."""
    paragraphs: list[Block] = field(default_factory=list)
    terms: list[Block] = field(default_factory=list)
    items: list[PageItem] = field(default_factory=list)


def debrief_html(
    case: Case,
    state: State,
    head: RunSummary,
    changed: Sequence[str] = (),
    first: State | None = None,
) -> str:
    """The whole debrief; ``head`` says when the run was played, and on which version."""
    data = debrief(case, state, changed, first)
    return page(
        "debrief.html",
        title=data.title,
        about=_about(case, head),
        intro=parts(intro(data)),
        course=picture(course(Sight(case, state), beside=True)),
        course_lines=course_lines(case, state),
        sections={name: parts(section(data, name)) for name in SECTIONS},
    )


def parts(blocks: Iterable[Block]) -> list[PagePart]:
    """Blocks, in their order, with each under what it belongs to."""
    made = [PagePart()]
    for block in blocks:
        last = made[-1]
        if block.kind == "heading":
            made.append(PagePart(block.text))
        elif block.kind == "rest":
            made.append(PagePart(summary=block.text))
        elif block.kind == "item":
            last.items.append(PageItem(block))
        elif block.kind in ("answer", "own words"):  # of the whole, not of the last item
            made.append(PagePart(terms=[block]))
        elif block.label:
            (last.items[-1] if last.items else last).terms.append(block)
        elif last.items or last.terms:
            made.append(PagePart(paragraphs=[block]))
        else:
            last.paragraphs.append(block)
    return made


def _about(case: Case, head: RunSummary) -> str:
    version = case.scenario.version
    begun, ended = head.created[:10], head.updated[:10]
    days = f"on {begun}" if begun == ended else f"from {begun} to {ended}"
    then = "" if head.scenario_version == version else f" on version {head.scenario_version}"
    return f"Case {case.scenario.id}, version {version}. Played{then} {days} (UTC)."
