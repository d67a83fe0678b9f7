"""The course: values on one time axis with the treatments, and a chosen day below."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from trainer.counting import some
from trainer.presentation.patient.course import Course, course
from trainer.presentation.patient.course_table import course_table
from trainer.presentation.patient.drawing import course_drawing, fitting, height
from trainer.presentation.patient.results import detail
from trainer.presentation.patient.today import summary
from trainer.presentation.sight import Sight
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.widgets.rows import Row, Rows, drawn
from trainer.tui.widgets.text import DIM

BELOW = 4
"""Rows kept below the drawing for the chosen day and the keys."""


class CoursePane(Vertical):
    """The drawing; at first of as many values as fit, those with the latest figures first."""

    KEYS = "#course-rows"

    def __init__(self) -> None:
        super().__init__()
        self._sight: Sight | None = None
        self._course: Course | None = None
        self._only: tuple[str, ...] = ()
        """The value the learner chose to see alone, or none."""
        self._drawn: tuple[object, ...] = ()
        self.all = False
        """Whether all values are drawn, not only those that fit."""
        self.as_table = False
        self.day: int | None = None
        """The day summarised below the drawing; None until one is chosen."""
        self._cites = False

    def compose(self) -> ComposeResult:
        """The rows of the drawing."""
        yield Rows(id="course-rows")

    def on_resize(self) -> None:
        """Draw again at the new size."""
        self._draw()

    def show(self, sight: Sight, cites: bool) -> None:
        """Draw what is known by now."""
        if self._sight is None or self._sight.state.day != sight.state.day:
            self._only, self.day = (), None
        self._sight, self._course, self._cites = sight, course(sight), cites
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
        """Switch between all values and those that fit."""
        self.all, self._only = bool(self._only) or not self.all, ()
        self._draw()

    def turn(self) -> None:
        """Switch between the drawing and the table."""
        self.as_table = not self.as_table
        self._draw()

    def step(self, by: int) -> None:
        """Choose an earlier or a later day; the first step chooses the last day."""
        if self._sight is None or self._course is None:
            return
        days = sorted(day for day in self._sight.days if day in self._course.days)
        at = days.index(self.day) + by if self.day in days else len(days) - 1
        self.day = days[max(0, min(at, len(days) - 1))]
        self._draw()

    @property
    def curves(self) -> bool:
        """Whether there are values to draw or to put into a table."""
        return self._course is not None and bool(self._course.curves)

    @property
    def more(self) -> int:
        """How many values are not drawn."""
        return 0 if self._course is None else len(self._course.curves) - len(self._names())

    def _names(self) -> tuple[str, ...]:
        data = self._course
        if data is None or self.all:
            return tuple(c.analyte.id for c in data.curves) if data else ()
        fit = fitting(data, self.size.height - BELOW)
        return self._only or tuple(c.analyte.id for c in data.curves[:fit])

    def _draw(self) -> None:
        width, sight, data = self.size.width - 4, self._sight, self._course
        if data is None or sight is None or width < 20:
            return
        names = self._names()
        rows = height(data, self.size.height - BELOW, len(names))
        wanted = (data, names, width, rows, self.as_table, self.day, self._cites)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        if self.as_table and self.curves:
            lines = course_table(data, width, names)
        else:
            lines = course_drawing(data, width, names, rows, self.day)
        page = [Row(drawn(line), wraps=False) for line in lines]
        page += [Row(Content("")), *self._rows_below(sight)]
        self.query_one(Rows).show(page)

    def _rows_below(self, sight: Sight) -> Iterator[Row]:
        """The chosen day, the chosen value in full, and the keys."""
        if self.day is not None:
            lead = Content.styled(f"Day {self.day}  ", "bold")
            yield Row(Content(summary(sight, self.day)), lead, wraps=False)
        for name in self._names() if self._cites else self._only:
            yield Row(drawn(detail(sight, name, cites=True)))
        values = "space values that fit" if self.all else f"space {some(self.more, 'more value')}"
        keys = [values] if self.more or self.all else []
        keys += ["← → day by day"] if len(sight.days) > 1 else []
        if self.curves:
            keys += ["{theme} drawing" if self.as_table else "{theme} table"]
        yield Row(Content.styled(in_words("   ".join(keys), keymap_in(self.app)), DIM))
