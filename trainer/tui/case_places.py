"""Where the palette can jump to in a case: only places the learner may know by now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from trainer.case.model import Finding, ValueFinding
from trainer.engine import views
from trainer.engine.offers import place_of
from trainer.presentation.words import title
from trainer.session import Session
from trainer.tui.places import Destination


def case_places(
    session: Session, open_pane: Callable[[str], object], open_question: Callable[[str], object]
) -> Iterator[Destination]:
    """Days, findings and questions; the open question is named only by its place."""
    case, state = session.case, session.state
    open_one = views.next_question(case, state)
    if open_one is not None:
        yield Destination(
            f"Question: {place_of(case, open_one)}", partial(open_question, open_one.id)
        )
    for name in state.locks:
        question = case.questions[name]
        yield Destination(
            f"Question of day {question.day}: {question.title}", partial(open_question, name)
        )
    findings = views.findings(case, state)
    for day in sorted({finding.day for finding in findings}):
        yield Destination(
            f"Day {day}", partial(open_pane, "today" if day == state.day else "history")
        )
    for name, finding in {title(case, finding): finding for finding in findings}.items():
        yield Destination(f"Finding: {name}", partial(open_pane, _pane(finding)))


def _pane(finding: Finding) -> str:
    return "results" if isinstance(finding, ValueFinding) else "history"
