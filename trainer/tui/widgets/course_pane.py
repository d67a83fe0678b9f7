"""One value over the days, with the treatments told so far below."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.model import ValueFinding
from trainer.engine import views
from trainer.session import Session

BARS = 6


class CoursePane(Horizontal):
    """A list of values, and the chart of the one it stands on."""

    DEFAULT_CSS = """
    CoursePane { padding: 1 1 0 1; height: 1fr; }
    #course-list { width: 20; height: 1fr; border: none; }
    #course-chart { width: 1fr; height: 1fr; }
    """

    session: Session | None = None
    series: tuple[tuple[str, tuple[ValueFinding, ...]], ...] = ()

    def compose(self) -> ComposeResult:
        """List and chart."""
        yield OptionList(id="course-list", markup=False)
        yield Static(id="course-chart")

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._draw()

    def show(self, session: Session) -> None:
        """Draw from the session: values with the most days first."""
        self.session = session
        by_analyte: dict[str, list[ValueFinding]] = {}
        for f in views.findings(session.case, session.state):
            if isinstance(f, ValueFinding) and f.value is not None:
                by_analyte.setdefault(f.analyte, []).append(f)
        order = list(session.case.analytes)
        ranked = sorted(by_analyte.items(), key=lambda kv: (-len(kv[1]), order.index(kv[0])))
        kept, listed = self.chosen, self.query_one("#course-list", OptionList)
        self.series = tuple((name, tuple(values)) for name, values in ranked)
        listed.clear_options()
        for name, values in self.series:
            label = session.case.analytes[name].label[:13]
            listed.add_option(Option(Content(f"{label} ({len(values)})")))
        names = [name for name, _ in self.series]
        if names:
            listed.highlighted = names.index(kept) if kept in names else 0
        self._draw()

    @property
    def chosen(self) -> str | None:
        """The analyte the list stands on."""
        at = self.query_one("#course-list", OptionList).highlighted
        return self.series[at][0] if at is not None and at < len(self.series) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Draw that value."""
        event.stop()
        self._draw()

    def _draw(self) -> None:
        chart = self.query_one("#course-chart", Static)
        if self.session is None or not chart.size.width or self.chosen is None:
            return
        values = dict(self.series)[self.chosen]
        chart.update(_chart(self.session, self.chosen, values, chart.size.width, chart.size.height))


def _chart(
    session: Session, name: str, values: tuple[ValueFinding, ...], width: int, height: int
) -> Text:
    import plotext  # loaded only when a chart is looked at

    analyte, state = session.case.analytes[name], session.state
    points = [(f.day, float(f.value.number)) for f in values if f.value is not None]
    first = min(session.case.scenario.clock.starts_at, points[0][0])
    last = max(state.day, first + 1)
    bars = _bars(session, first, last, width)
    figure = plotext.figure
    figure.clear()
    figure.plot_size(width, max(6, height - len(bars) - 3))
    figure.theme("colorless")
    signal = figure.signal([p[0] for p in points], [p[1] for p in points], marker="o")
    figure.draw(signal)
    figure.ruler("x").lim(first, last)
    figure.ruler("x").ticks(_ticks(first, last, width))
    plot = Text.from_ansi(str(figure.build()))
    head = Text(f"{analyte.name} ({analyte.shown_unit}), day {first} to {last}\n", style="bold")
    return head + plot + Text("\n" + "\n".join(bars))


def _ticks(first: int, last: int, width: int) -> list[int]:
    """Whole days, as many as can be read."""
    step = max(1, -(-(last - first) // max(2, width // 10)))
    return list(range(first, last + 1, step))


def _bars(session: Session, first: int, last: int, width: int) -> list[str]:
    """A line for each treatment: its name, and = on the days it is told to have gone on."""
    told = views.course(session.case, session.state)
    spans: dict[str, tuple[int, int]] = {}
    for entry in told:
        for order in entry.orders:
            if entry.action == "start":
                until = entry.until if isinstance(entry.until, int) else last
                spans[order] = (entry.day, min(last, until))
            elif entry.action == "stop" and order in spans:
                spans[order] = (spans[order][0], entry.day)
    room = max(10, width - 20)
    lines = []
    for order, (start, end) in list(spans.items())[-BARS:]:
        a, b = ((d - first) * (room - 1) // (last - first) for d in (max(start, first), end))
        lines.append(f"{session.case.order(order).name[:16]:<17}" + " " * a + "=" * (b - a + 1))
    return lines
