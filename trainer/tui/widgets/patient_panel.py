"""The patient beside a page of a case, or in a line above it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from trainer.presentation.patient.panel import in_one_line, panel
from trainer.presentation.sight import Sight
from trainer.tui.widgets.rows import drawn


class _Patient(Static):
    """Draws itself again when the run has moved on, or at another width."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._sight: Sight | None = None
        self._drawn: tuple[object, ...] = ()

    def on_resize(self) -> None:
        """Draw at the new width."""
        self._draw()

    def show(self, sight: Sight) -> None:
        """Draw what is known by now."""
        self._sight = sight
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        wanted = (self._sight, width)
        if self._sight is not None and width > 8 and wanted != self._drawn:
            self._drawn = wanted
            self.update(self.lines(self._sight, width), layout=False)

    def lines(self, sight: Sight, width: int) -> Content:
        """What is drawn."""
        raise NotImplementedError


class PatientPanel(_Patient):
    """The column beside a page."""

    def lines(self, sight: Sight, width: int) -> Content:
        """All of the panel."""
        return Content("\n").join(map(drawn, panel(sight, width)))


class PatientLine(_Patient):
    """The line under the head, where there is no room for the panel."""

    def lines(self, sight: Sight, width: int) -> Content:
        """As much as has room."""
        return drawn(in_one_line(sight, width))
