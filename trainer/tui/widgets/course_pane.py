"""One value over the days, with the treatments known so far below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.model import ValueFinding
from trainer.engine import views
from trainer.presentation.blocks.day import values
from trainer.session import Session
from trainer.tui.widgets.chart import Treatment, chart

NAME = 15
"""Columns of a name in the list together with its count."""

Series = tuple[str, tuple[ValueFinding, ...]]


class CoursePane(Horizontal):
    """A list of values, and the chart of the one it stands on."""

    KEYS = "#course-list"
    session: Session | None = None
    series: tuple[Series, ...] = ()

    def compose(self) -> ComposeResult:
        """List and chart."""
        yield OptionList(id="course-list", markup=False)
        with Vertical(id="course-side"):
            yield Static(id="course-title")
            with VerticalScroll(id="course-scroll"):
                yield Static(id="course-chart")

    def on_resize(self) -> None:
        """Draw at the new size."""
        self.call_after_refresh(self._draw)

    def show(self, session: Session) -> None:
        """Draw from the session: values with the most days first."""
        self.session = session
        numbers = [
            (name, tuple(f for f in series if f.value is not None))
            for name, series in values(session.case, session.state).items()
        ]
        kept, listed = self.chosen, self.query_one("#course-list", OptionList)
        # Those with as many days stay in the order of the case's list.
        self.series = tuple(sorted((s for s in numbers if s[1]), key=lambda s: -len(s[1])))
        listed.clear_options()
        for name, points in self.series:
            label, room = session.case.analytes[name].label, NAME - len(str(len(points)))
            short = label if len(label) <= room else label[: room - 1] + "…"
            listed.add_option(Option(Content(f"{short} ({len(points)})")))
        names = [name for name, _ in self.series]
        if names:
            listed.highlighted = names.index(kept) if kept in names else 0
        self._draw()

    @property
    def chosen(self) -> str | None:
        """The analyte the list stands on."""
        at = self.query_one("#course-list", OptionList).highlighted
        return self.series[at][0] if at is not None and at < len(self.series) else None

    def on_option_list_option_highlighted(self) -> None:
        """Draw that value."""
        self._draw()

    def _draw(self) -> None:
        if not self.query("#course-chart"):  # the screen was left meanwhile
            return
        room = self.query_one("#course-scroll").size
        title, drawn = self.query_one("#course-title", Static), self.query_one("#course-chart")
        if self.session is None or not room.width:
            return
        if self.chosen is None:
            title.update(Content("No number has been told yet."))
            return
        session, series = self.session, dict(self.series)[self.chosen]
        analyte = session.case.analytes[self.chosen]
        points = [(f.day, float(f.value.number)) for f in series if f.value is not None]
        first = min(session.case.scenario.clock.starts_at, points[0][0])
        days = range(first, max(session.state.day, first + 1) + 1)
        title.update(Content(f"{analyte.name} ({analyte.shown_unit}), day {first} to {days[-1]}"))
        assert isinstance(drawn, Static)
        drawn.update(chart(points, courses(session, days[-1]), days, room.width - 1, room.height))


def courses(session: Session, last: int) -> dict[str, list[Treatment]]:
    """The treatments known so far by name, each with all its courses."""
    treatments: dict[str, list[Treatment]] = {}
    for entry in views.course(session.case, session.state):
        for order in entry.orders:
            spans = treatments.setdefault(session.case.order(order).name, [])
            if entry.action == "start":
                until = entry.until if isinstance(entry.until, int) else last
                spans.append(Treatment(entry.day, None if entry.until == "unknown" else until))
            elif entry.action == "stop" and spans:
                spans[-1] = Treatment(spans[-1].start, entry.day)
    return {name: spans for name, spans in treatments.items() if spans}
