"""A summary of the patient, beside a page of a case or in a line above it."""

from __future__ import annotations

from trainer.presentation.patient.panel import in_one_line, panel
from trainer.presentation.sight import Sight
from trainer.presentation.spans import Line
from trainer.tui.widgets.rows import Row, Rows, drawn


class _Patient(Rows, can_focus=False):
    """Drawn again if the run has moved on or the width has changed."""

    _sight: Sight | None = None
    _drawn: tuple[object, ...] = ()

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
        if self._sight is not None and width > 8 and wanted != self._drawn:
            self._drawn = wanted
            self.show(Row(drawn(line), wraps=False) for line in self._lines_of(self._sight, width))

    def _lines_of(self, sight: Sight, width: int) -> list[Line]:
        raise NotImplementedError


class PatientPanel(_Patient, can_focus=False):
    """The column beside a page."""

    def _lines_of(self, sight: Sight, width: int) -> list[Line]:
        return panel(sight, width)


class PatientLine(_Patient, can_focus=False):
    """The line below the title, used if there is no room for the panel."""

    def _lines_of(self, sight: Sight, width: int) -> list[Line]:
        return [in_one_line(sight, width)]
