"""Values by analyte and day."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from trainer.case.compiled import Case
from trainer.case.model import ValueFinding
from trainer.presentation import words
from trainer.presentation.blocks.day import values
from trainer.session import Session
from trainer.tui.widgets.text import DIM

KEYS = "H high  L low  A abnormal  ↑↓ since the last value  ← → other days"
FIXED = ("Measured", "Unit", "")
WIDE = 100
"""From so many columns on a name has more room."""
LONGEST = 24
"""Cells are cut after this many characters; the line below tells the row in full."""


class ResultsPane(Vertical):
    """A table of all days, the latest in sight, and what the row it stands on says in full."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"results--flag"}

    KEYS = "#results-table"
    session: Session | None = None

    def compose(self) -> ComposeResult:
        """What the signs mean, the table and a line."""
        yield Static(Content.styled(KEYS, DIM), id="results-keys")
        yield DataTable(id="results-table", cursor_type="row", fixed_columns=len(FIXED))
        yield Static(id="results-range")

    def on_mount(self) -> None:
        """Flags take another theme's colours."""
        self.app.theme_changed_signal.subscribe(
            self, lambda _: self.show(self.session) if self.session else None
        )

    def show(self, session: Session) -> None:
        """Draw from the session."""
        self.session = session
        case, style = session.case, self.get_component_rich_style("results--flag", partial=True)
        table: DataTable[Text] = self.query_one("#results-table", DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        by_analyte = values(case, session.state)
        days = sorted({f.day for series in by_analyte.values() for f in series})
        for head in (*FIXED, *(f"Day {d}" for d in days)):
            table.add_column(Text(head))
        name_room = 16 if self.app.size.width < WIDE else 28
        for name, series in by_analyte.items():
            analyte = case.analytes[name]
            cells = [_cell(case, [f for f in series if f.day == d], style) for d in days]
            lead = (_cut(analyte.label, name_room), _cut(analyte.shown_unit, 9), _trend(series))
            table.add_row(*map(Text, lead), *cells, key=name)
        if table.row_count:
            table.move_cursor(row=min(row, table.row_count - 1))
        self.call_after_refresh(self._to_latest)

    def on_show(self) -> None:
        """The latest days first: there is no width to scroll in while the pane is hidden."""
        self.call_after_refresh(self._to_latest)

    def _to_latest(self) -> None:
        for table in self.query(DataTable):  # none if the screen was left meanwhile
            table.scroll_to(x=table.max_scroll_x, animate=False)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say the row in full: every value, the range and where it comes from."""
        name = event.row_key.value
        if self.session is None or name is None or name not in self.session.case.analytes:
            return
        case = self.session.case
        analyte = case.analytes[name]
        results = [
            f"day {f.day} {words.value_text(case, f)}"
            for f in values(case, self.session.state).get(name, ())
        ]
        text = "no reference range cited"
        if (ref := analyte.reference) is not None:
            low, high = ref.low, ref.high
            span = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
            text = f"range {span} {analyte.shown_unit} ({words.cites(ref.cite)})"
            text += f"  {ref.note}" if ref.note else ""
        full = Content.assemble(
            (f"{analyte.name}: ", "bold"), "; ".join(results), (f"; {text}", DIM)
        )
        self.query_one("#results-range", Static).update(full)


def _cell(case: Case, findings: list[ValueFinding], style: Style) -> Text:
    cell = Text()
    for i, finding in enumerate(findings):
        cell.append("; " if i else "")
        cell.append(_cut(str(finding.value or finding.result or finding.silent), LONGEST))
        if mark := words.flag(case, finding):
            cell.append(f" {mark}", style=style)
    return cell


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _trend(series: list[ValueFinding]) -> str:
    numbers = [f.value.number for f in series if f.value is not None]
    if len(numbers) < 2:
        return ""
    return "↑" if numbers[-1] > numbers[-2] else "↓" if numbers[-1] < numbers[-2] else "="
