"""Home: what to do tonight, and the cases with the learner's standing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from trainer.case.library.head import CaseHead
from trainer.case.library.played import runs_by_file
from trainer.counting import some
from trainer.errors import CannotRead
from trainer.presentation import home
from trainer.presentation.home import TOUR, Standing, Suggestion
from trainer.store.index import remembered
from trainer.store.records import RunSummary
from trainer.tui.commands import Command, CommandScreen, Letter, rules
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.places import Destination
from trainer.tui.widgets.home_list import FilterInput, Heading, HomeList, target
from trainer.tui.widgets.key_line import KeyLine

TITLE = "Case trainer"
ABOUT_TOUR = (
    "Shows how a case is played, by doing: nothing of it is kept, and the case stays new."
    "\nOffered once; later it is found by its name: {commands}, tour."
)


class HomeScreen(CommandScreen[None]):
    """A list of suggestions and cases, with details of the highlighted line."""

    COMMAND_LIST = (
        Command("open", "enter", "Open", "Open the line under the bar.", footer=True),
        Command("find", "slash", "Find", f"Find cases: {home.FILTER}.", footer=True),
        Command("runs", Letter.RUNS, "My runs", "Your runs and their debriefs.", footer=True),
        Command("app.progress", Letter.PROGRESS, "Progress", "How you are doing.", footer=True),
        Command("app.change_theme", Letter.THEME, "Theme", "Choose the colours."),
        Command("learner", Letter.LEARNER, "Learner", "Choose who plays."),
        Command("citations", Letter.CITATIONS, "Citations", "Show citations, or hide them."),
        Command("clear", "escape", "All cases", "Leave the filter.", footer=True),
        Command("app.quit", f"{Letter.LEAVE},ctrl+q", "Quit", "Leave; everything is saved.", True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('down')", show=False),
        Binding("up", "move('up')", show=False),
    ]
    DEFAULT_CSS = rules("home")

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[CaseHead] = []
        self.runs: tuple[RunSummary, ...] = ()
        self.standing: dict[str, Standing] = {}
        self.review: Suggestion | None = None
        """The review that is due, once it is counted; listed between the other suggestions."""
        self.fresh: CaseHead | None = None
        """The unplayed case that best trains the learner's weak principles."""
        self.tonight: list[Suggestion] = []
        self.rows: tuple[object, ...] = ()
        self._resumed = False
        self._old_notices: set[str] = set()

    def compose(self) -> ComposeResult:
        """The learner, the list, and the details of the highlighted line."""
        self.cases = self.app.heads()
        known = remembered(self.app.saves, self.app.learner)
        self._use_runs(sorted(known, key=lambda run: (run.updated, run.run), reverse=True))
        yield Static(self._head(), id="home-title")
        yield FilterInput(placeholder=home.FILTER, id="filter")
        self.rows = tuple(self._rows(""))
        yield HomeList(self.rows, self.standing, self.app.size.width, id="cases")
        with Vertical(id="about"):
            yield Static(id="summary")
            yield Static(id="trust")
        yield KeyLine()

    @property
    def scene(self) -> object:
        """The listed lines."""
        return tuple(map(target, self.rows))

    @property
    def shown(self) -> list[CaseHead]:
        """The listed cases."""
        return [row for row in self.rows if isinstance(row, CaseHead)]

    def on_mount(self) -> None:
        """Show what the indexes hold; read the run files after the first paint."""
        self.query_one(HomeList).focus()
        self._describe()
        self.app.after_first_paint(self.load_standing)

    def on_resize(self, event: Resize) -> None:
        """Lay out the lines for the new width."""
        self.query_one(HomeList).lay_out(event.size.width)
        self.opening("")

    def on_screen_resume(self) -> None:
        """Reload the standing after a case."""
        if self._resumed:
            self.opening("")
            self.load_standing()
        self._resumed = True

    @work(group="standing", exclusive=True)
    async def load_standing(self) -> None:
        """Read how far the learner is in each case, in a thread: there may be many runs."""
        learner = self.app.learner
        try:
            runs = await asyncio.to_thread(lambda: self.app.store.summaries(learner=learner))
        except CannotRead as error:  # cases can be played all the same
            self.app.notice(str(error), "error")
            return
        for notice in runs.notices:
            if notice not in self._old_notices:  # once, not each time the learner comes back
                self._old_notices.add(notice)
                self.app.notice(notice, "warning")
        if runs.runs != self.runs or (TOUR in self.tonight and self.app.setting("tour")):
            self._use_runs(runs.runs)
            self._show()
        if self.runs:
            await self._count_due()
        if self.cases:
            await self.app.read_ahead(Path(self.cases[0].path))

    async def _count_due(self) -> None:
        """Count the due questions, in a thread, and suggest a review of them."""
        try:
            review, fresh = await asyncio.to_thread(self.app.for_tonight)
        except CannotRead:  # ``load_standing`` has shown the error
            return
        if (review, fresh) != (self.review, self.fresh):
            self.review, self.fresh = review, fresh
            self._use_runs(self.runs)
            self._show()

    def _use_runs(self, runs: Sequence[RunSummary]) -> None:
        self.runs = tuple(runs)
        by_file = runs_by_file(self.runs, self.cases)
        self.standing = {path: Standing.of(own) for path, own in by_file.items()}
        unseen = self.app.setting("tour") is None
        self.tonight = home.tonight(self.cases, self.runs, by_file, self.review, unseen, self.fresh)

    def opening(self, title: str) -> None:
        """Show which case is being opened; an empty title removes the message."""
        if title:  # on return, keys are commands, not letters of the filter
            self.query_one(HomeList).focus()
        line = self.query_one("#home-title", Static)
        line.set_class(bool(title), "-opening")
        line.update(Content(f"Opening {title} ...") if title else self._head(), layout=False)

    def _head(self) -> Content:
        right = f"{some(len(self.cases), 'case')} · learner: {self.app.learner}"
        room = self.app.size.width - 4 - len(TITLE)
        return Content.assemble(TITLE, (right.rjust(room)[:room], "not bold $foreground-muted"))

    # What is listed

    def _rows(self, query: str) -> Iterator[object]:
        """A row for each line: something to do, a case with its standing, or a heading."""
        if not query.strip() and self.tonight:
            yield Heading("Tonight")
            yield from self.tonight
            yield Heading("")
        fitting = [c for c in self.cases if home.matches(c, self.standing.get(c.path), query)]
        yield Heading(home.heading(len(fitting), len(self.cases), query), columns=bool(fitting))
        yield from fitting

    def _show(self) -> None:
        query = self.query_one("#filter", Input).value
        self.rows = tuple(self._rows(query))
        self.query_one(HomeList).show(self.rows, self.standing)
        self._describe()

    def _describe(self) -> None:
        """Show details of the highlighted line, and how far its case can be trusted."""
        listing = self.query_one(HomeList)
        row, about, reliance = listing.row, Content(""), ""
        path = row.path if isinstance(row, Suggestion | CaseHead) else ""
        head = next((case for case in self.cases if case.path == path), None)
        if row == TOUR:
            about = Content(in_words(ABOUT_TOUR, keymap_in(self.app)))
        elif head is None and not self.shown:
            query = self.query_one("#filter", Input).value
            about = Content(f"No case has '{query}'." if query else "")
        elif head is not None and not head.ok:
            about = Content(f"{head.path}: {head.problem}")
        elif head is not None:
            muted = "$foreground-muted"
            standing = home.standing_facts(head, self.standing.get(head.path))
            lines = ((head.title, "bold"), (head.summary, ""), (home.facts(head), muted))
            about = Content("\n").join(
                Content.styled(*line) for line in (*lines, (standing, muted))
            )
            reliance = home.trust(head)
        self.query_one("#summary", Static).update(about, layout=False)
        self.query_one("#trust", Static).update(Content(reliance), layout=False)

    def on_option_list_option_highlighted(self) -> None:
        """Describe the highlighted line."""
        self._describe()

    # Finding

    def action_find(self) -> None:
        """Open the filter."""
        field = self.query_one("#filter", Input)
        field.add_class("-open")
        field.focus()
        field.select_all()  # typing replaces an older search

    def on_input_changed(self) -> None:
        """Filter as typed."""
        self._show()

    def on_input_submitted(self) -> None:
        """Enter in the filter opens the case under the bar."""
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now: the palette and help list only these."""
        if action == "clear":
            return any(field.has_class("-open") for field in self.query("#filter"))
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Clear the filter."""
        field = self.query_one("#filter", Input)
        field.value = ""
        field.remove_class("-open")
        self.query_one(HomeList).focus()
        self.refresh_bindings()  # the list may have had the focus already

    async def action_move(self, direction: str) -> None:
        """Move up or down in the list."""
        await self.query_one(HomeList).run_action(f"cursor_{direction}")

    def places(self) -> Iterator[Destination]:
        """The cases that can be played."""
        for case in self.cases:
            if case.ok:
                yield Destination(f"Case: {case.title}", partial(self._open, case.title, case.path))

    # Opening

    def on_option_list_option_selected(self) -> None:
        """A click or enter opens a line."""
        self.action_open()

    def action_open(self) -> None:
        """Open the suggestion or the case under the bar."""
        row = self.query_one(HomeList).row
        if isinstance(row, Suggestion) and row.kind in ("tour", "review"):
            self.run_worker(self.app.run_action(row.kind), exit_on_error=True)
        elif isinstance(row, Suggestion) and row.run is not None:
            self.go_on(row.run)
        elif isinstance(row, Suggestion) and row.path:
            self._open(row.text, row.path)
        elif isinstance(row, CaseHead) and row.ok:
            self._open(row.title, row.path)
        elif isinstance(row, CaseHead):
            self.app.notice(f"This file cannot be played: {row.problem}.", "error")

    def _open(self, title: str, path: str) -> None:
        self.opening(title)
        self.app.open_case(Path(path))

    def go_on(self, run: RunSummary) -> None:
        """Go on with a run, or read its debrief, with no question in between."""
        self.opening(run.title)
        self.app.open_run(run)

    # Runs, learner, citations

    def action_runs(self) -> None:
        """List the learner's runs, those of the highlighted case first."""
        from trainer.tui.screens.runs import RunsScreen

        row = self.query_one(HomeList).row
        path = row.path if isinstance(row, Suggestion | CaseHead) else ""
        case = next((case.id for case in self.cases if case.path == path), "")
        self.ask(RunsScreen(self.runs, case), self.go_on)

    def action_learner(self) -> None:
        """Choose who plays."""
        from trainer.tui.screens.learner import LearnerScreen

        names = {run.learner for run in remembered(self.app.saves)}
        self.ask(LearnerScreen(self.app.learner, names), self._use_learner)

    def _use_learner(self, name: str) -> None:
        self.app.learner = name
        self.review = self.fresh = None  # they were the previous learner's
        self.app.keep_setting("learner", name)  # for the next start without a name
        self.opening("")
        self.load_standing()

    def action_citations(self) -> None:
        """Show citations, or hide them; remembered."""
        self.app.citations = not self.app.citations
        self.say(f"Citations are {'shown' if self.app.citations else 'hidden'}.")
