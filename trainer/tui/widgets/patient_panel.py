"""A summary of the patient, beside a page of a case or in a line above it."""

from __future__ import annotations

from textual.widgets import Static

from trainer.presentation.patient.panel import in_one_line, panel
from trainer.presentation.sight import Sight
from trainer.tui.widgets.rows import Row, Rows, drawn


class PatientPanel(Rows, can_focus=False):
    """The column beside a page; drawn again if the run has moved on or the width has changed."""

    _sight: Sight | None = None
    _panel: tuple[object, ...] = ()

    def on_resize(self) -> None:
        """Draw at the new width."""
        self._draw()

    def show_patient(self, sight: Sight) -> None:
        """Draw what is known by now."""
        self._sight = sight
        self._draw()

    def _draw(self) -> None:
        width = self.columns
        wanted = (self._sight, width)
        if self._sight is not None and width > 8 and wanted != self._panel:
            self._panel = wanted
            self.show(Row(drawn(line), wraps=False) for line in panel(self._sight, width))


class PatientLine(Static):
    """The line below the title, used if there is no room for the panel."""

    _sight: Sight | None = None
    _line: tuple[object, ...] = ()

    def on_resize(self) -> None:
        """Draw at the new width."""
        self._draw()

    def show_patient(self, sight: Sight) -> None:
        """Draw what is known by now."""
        self._sight = sight
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        wanted = (self._sight, width)
        if self._sight is not None and width > 8 and wanted != self._line:
            self._line = wanted
            self.update(drawn(in_one_line(self._sight, width)), layout=False)
