"""A debrief as one HTML page that needs no other file."""

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
    """An item, and the labelled blocks that belong to it."""

    block: Block
    terms: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class PagePart:
    """The blocks under a heading: paragraphs, then labelled blocks, then items."""

    heading: str = ""
    summary: str = ""
    """Replaces the heading if the part is folded."""
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
    """The whole debrief; ``head`` has the dates of the run and the version it was played on."""
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
    """The blocks in their order, each in the part and below the item that it belongs to."""
    page_parts = [PagePart()]
    for block in blocks:
        last = page_parts[-1]
        if block.kind == "heading":
            page_parts.append(PagePart(block.text))
        elif block.kind == "rest":
            page_parts.append(PagePart(summary=block.text))
        elif block.kind == "item":
            last.items.append(PageItem(block))
        elif block.kind in ("answer", "own words"):  # they belong to no item
            page_parts.append(PagePart(terms=[block]))
        elif block.label:
            (last.items[-1] if last.items else last).terms.append(block)
        elif last.items or last.terms:
            page_parts.append(PagePart(paragraphs=[block]))
        else:
            last.paragraphs.append(block)
    return page_parts


def _about(case: Case, head: RunSummary) -> str:
    version = case.scenario.version
    start, end = head.created[:10], head.updated[:10]
    days = f"on {start}" if start == end else f"from {start} to {end}"
    played = "" if head.scenario_version == version else f" on version {head.scenario_version}"
    return f"Case {case.scenario.id}, version {version}. Played{played} {days} (UTC)."
