"""The course: what has changed and what today is about, on one time axis with the treatments."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from trainer.counting import some
from trainer.presentation.patient.course import Course, course
from trainer.presentation.patient.drawing import course_drawing, fitting, height
from trainer.presentation.patient.results import detail
from trainer.presentation.sight import Sight
from trainer.tui.widgets.rows import Row, Rows, drawn
from trainer.tui.widgets.text import DIM


class CoursePane(Vertical):
    """The drawing; at first of as many values as fit, the latest to change among them."""

    KEYS = "#course-rows"

    def __init__(self) -> None:
        super().__init__()
        self._sight: Sight | None = None
        self._course: Course | None = None
        self._only: tuple[str, ...] = ()
        """The value that was asked for, or none."""
        self._drawn: tuple[object, ...] = ()
        self.all = False
        """Whether every value is drawn, below each other."""

    def compose(self) -> ComposeResult:
        """The drawing."""
        yield Rows(id="course-rows")

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._draw()

    def show(self, sight: Sight, cites: bool) -> None:  # noqa: ARG002 - as all panes
        """Draw what is known by now."""
        self._sight, self._course, self._only = sight, course(sight), ()
        self._draw()

    def choose(self, name: str) -> bool:
        """Draw one value; False if it has no course."""
        data = self._course
        if data is None or name not in (c.analyte.id for c in data.curves):
            return False
        self.all, self._only = False, (name,)
        self._draw()
        return True

    def toggle(self) -> None:
        """Every value, or those that fit."""
        self.all, self._only = bool(self._only) or not self.all, ()
        self._draw()

    @property
    def more(self) -> int:
        """How many values are not drawn."""
        return 0 if self._course is None else len(self._course.curves) - len(self._names())

    def _names(self) -> tuple[str, ...]:
        data = self._course
        if data is None or self.all:
            return tuple(c.analyte.id for c in data.curves) if data else ()
        fit = fitting(data, self.size.height - 2)
        return self._only or tuple(c.analyte.id for c in data.curves[:fit])

    def _draw(self) -> None:
        width = self.size.width - 4
        if self._course is None or width < 20:
            return
        names = self._names()
        rows = height(self._course, self.size.height - 2, len(names))
        wanted = (self._course, names, width, rows)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        lines = course_drawing(self._course, width, names, rows)
        page = [Row(drawn(line), wraps=False) for line in lines]
        if self._sight is not None:
            told = (detail(self._sight, name, cites=True) for name in self._only)
            page += [Row(Content("")), *(Row(drawn(line)) for line in told)]
        if self.more or self.all:
            fewer = "space draws those that fit"
            text = fewer if self.all else f"space draws {some(self.more, 'more value')}"
            page += [Row(Content("")), Row(Content.styled(text, DIM))]
        self.query_one(Rows).show(page)
