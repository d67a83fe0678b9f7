"""Values by analyte and day."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from trainer.case.model import ValueFinding
from trainer.engine import views
from trainer.report import words
from trainer.session import Session


class ResultsPane(Vertical):
    """A table of the latest days that fit, and the range of the row it stands on."""

    DEFAULT_CSS = """
    ResultsPane { padding: 1 2 0 2; height: 1fr; }
    #results-table { height: 1fr; }
    #results-range { height: auto; min-height: 2; padding-top: 1; }
    """

    session: Session | None = None

    def compose(self) -> ComposeResult:
        """The table and a line."""
        yield DataTable(id="results-table", cursor_type="row", zebra_stripes=True)
        yield Static(id="results-range")

    def on_resize(self) -> None:
        """Show as many days as fit."""
        if self.session is not None:
            self.show(self.session)

    def show(self, session: Session) -> None:
        """Draw from the session."""
        self.session = session
        case = session.case
        table: DataTable[Text] = self.query_one("#results-table", DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        found = [f for f in views.findings(case, session.state) if isinstance(f, ValueFinding)]
        fits = max(2, ((self.size.width or 76) - 34) // 15)
        days = sorted({f.day for f in found})[-fits:]
        for head in ("Measured", "Unit", "", *(f"Day {d}" for d in days)):
            table.add_column(Text(head))
        for analyte in case.scenario.analytes:
            values = [f for f in found if f.analyte == analyte.id]
            if not values:
                continue
            cells = [_cell(session, [f for f in values if f.day == d]) for d in days]
            table.add_row(
                Text(analyte.label[:16]), Text(analyte.shown_unit[:9]), Text(_trend(values)),
                *cells, key=analyte.id,
            )  # fmt: skip
        if table.row_count:
            table.move_cursor(row=min(row, table.row_count - 1))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say the range and where it comes from."""
        event.stop()
        if self.session is None or event.row_key.value is None:
            return
        analyte = self.session.case.analytes[event.row_key.value]
        text = f"{analyte.name}: no reference range cited"
        if (ref := analyte.reference) is not None:
            low, high = ref.low, ref.high
            span = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
            text = f"{analyte.name}: {span} {analyte.shown_unit} ({words.cites(ref.cite)})"
            text += f"  {ref.note}" if ref.note else ""
        self.query_one("#results-range", Static).update(Content(text))


def _cell(session: Session, values: list[ValueFinding]) -> Text:
    cell = Text()
    for i, finding in enumerate(values):
        mark = words.flag(session.case, finding)
        said = str(finding.value or finding.result or finding.silent)
        cell.append(("; " if i else "") + (said if len(said) <= 14 else said[:13] + "…"))
        if mark:
            cell.append(f" {mark}", style="bold red" if mark != "L" else "bold cyan")
    return cell


def _trend(values: list[ValueFinding]) -> str:
    numbers = [f.value.number for f in values if f.value is not None]
    if len(numbers) < 2:
        return ""
    return "↑" if numbers[-1] > numbers[-2] else "↓" if numbers[-1] < numbers[-2] else "="
