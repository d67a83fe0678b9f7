"""The list on the home screen: suggestions, and cases in columns that fit the width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Key
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.case.library.head import CaseHead
from trainer.presentation.home import Standing, Suggestion, run_standing
from trainer.presentation.spans import cells, left
from trainer.tui.widgets.line_input import LineInput

MUTED = "$foreground-muted"
MOST = 124
"""Columns of a line at most: in a longer one the eye would lose its place."""
LABEL = 11
"""Columns of a suggestion's label."""
NOTE = 25
"""Columns kept for the note at the right of a suggestion."""
SIDES = 6
"""Columns at both sides of a line, including the scrollbar."""


@dataclass(frozen=True, slots=True)
class CaseColumn:
    """A column of the list of cases, to the right of the titles."""

    name: str
    width: int
    text: Callable[[CaseHead, Standing | None], str]
    right: bool = False
    """Whether it is aligned right, as numbers are."""

    def cell(self, text: str) -> str:
        """``text`` padded or cut to the width of the column."""
        return "  " + (text.rjust(self.width) if self.right else left(text, self.width))


COLUMNS = (
    CaseColumn("questions", 9, lambda head, _: str(head.decisions), right=True),
    CaseColumn(
        "first play", 15, lambda _, standing: run_standing(standing.first) if standing else "new"
    ),
    CaseColumn("last", 9, lambda _, standing: standing.last if standing else ""),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that cannot be chosen."""

    text: str
    columns: bool = False
    """Whether the names of the columns are shown beside it."""


class HomeList(OptionList):
    """The list; when the bar moves, only the rows it leaves and enters are repainted."""

    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def __init__(
        self, rows: Sequence[object], standing: Mapping[str, Standing], width: int, id: str
    ) -> None:
        self.rows = rows
        self.standing = standing
        self._columns_wide = width
        super().__init__(*self._laid_out(), id=id, markup=False)
        self.highlighted = self._first

    @property
    def row(self) -> object:
        """The row under the bar; None if there is nothing to choose."""
        return None if self.highlighted is None else self.rows[self.highlighted]

    @property
    def _first(self) -> int | None:
        choosable = (n for n, row in enumerate(self.rows) if not isinstance(row, Heading))
        return next(choosable, None)

    def show(self, rows: Sequence[object], standing: Mapping[str, Standing]) -> None:
        """Show other rows; the bar stays on the same row if that is still there."""
        self.standing = standing
        place = None if self.highlighted == self._first else target(self.row)
        self.rows = rows
        self.clear_options()
        self.add_options(self._laid_out())
        alike = (n for n, row in enumerate(rows) if place is not None and target(row) == place)
        self.highlighted = next(alike, self._first)

    def lay_out(self, width: int) -> None:
        """Lay the same rows out for another width."""
        if width != self._columns_wide:
            self._columns_wide = width
            self.show(self.rows, self.standing)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        # A list of 25 rows takes 5 ms to paint at each key, two lines take 1.
        for index in (before, after):
            if index is not None and (row := self._index_to_line.get(index)) is not None:
                self.refresh_lines(row, self._heights[index])

    # How a line looks

    def _laid_out(self) -> list[Option]:
        width = min(self._columns_wide, MOST) - SIDES
        self._versions = Counter(r.id for r in self.rows if isinstance(r, CaseHead))
        titles = (self._title(row) for row in self.rows if isinstance(row, CaseHead))
        longest = max(map(cells, titles), default=0)
        repeated = any(standing.last for standing in self.standing.values())
        columns: Sequence[CaseColumn] = COLUMNS if repeated else COLUMNS[:-1]
        if not longest:
            columns = ()
        if longest > width - _width(columns):
            columns = columns[1:]
        room = min(width - _width(columns), longest + 2)
        return [
            Option(self._line(row, width, room, columns), disabled=isinstance(row, Heading))
            for row in self.rows
        ]

    def _title(self, head: CaseHead) -> str:
        several = self._versions[head.id] > 1
        return f"{head.title} (version {head.version})" if several else head.title

    def _line(self, row: object, width: int, room: int, columns: Sequence[CaseColumn]) -> Content:
        if isinstance(row, Suggestion):
            longest = room - 2
            return _suggestion(row, min(width, LABEL + max(longest, cells(row.text)) + NOTE))
        if isinstance(row, CaseHead) and not row.ok:
            return Content.assemble(f"{row.title}  ", (f"! cannot be played: {row.problem}", ""))
        if isinstance(row, CaseHead):
            standing = self.standing.get(row.path)
            facts = "".join(c.cell(c.text(row, standing)) for c in columns)
            return Content.assemble(
                left(self._title(row), room), (facts, "" if standing else MUTED)
            )
        assert isinstance(row, Heading)
        names = "".join(c.cell(c.name) for c in columns) if row.columns else ""
        text = left(row.text, max(room, cells(row.text)))
        return Content.assemble((text, "bold"), (names, MUTED))


class FilterInput(LineInput):
    """A filter in which the question mark still opens help."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field."""
        return character != "?" and super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Let the question mark go on to the app's binding."""
        if event.character == "?":
            event.prevent_default()


def target(row: object) -> object:
    """The part of a row that stays the same when the learner's standing changes."""
    return (row.kind, row.path) if isinstance(row, Suggestion) else getattr(row, "path", row)


def _suggestion(row: Suggestion, width: int) -> Content:
    room = width - LABEL - cells(row.text) - 2
    note = next((n for n in row.notes if len(n) <= room), min(row.notes, key=len, default=""))
    text = left(row.text, width - LABEL - 2 - len(note))
    return Content.assemble((row.label.ljust(LABEL), "bold"), text, f"  {note}")


def _width(columns: Iterable[CaseColumn]) -> int:
    return sum(2 + column.width for column in columns)
