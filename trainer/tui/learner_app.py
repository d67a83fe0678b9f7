"""The part of the app that the learner's screens use."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.tui.ordered_keys import OrderedKeys
from trainer.tui.themes import THEMES

if TYPE_CHECKING:
    from trainer.case.library.head import CaseHead
    from trainer.case.loader import Loaded
    from trainer.history import History
    from trainer.presentation.home import Suggestion
    from trainer.session import Session
    from trainer.store.records import Mode, RunSummary
    from trainer.store.runs import RunStore
    from trainer.store.settings import Settings


class LearnerApp(OrderedKeys):
    """Keeps a learner's cases, runs and settings; ``TrainerApp`` chooses the next screen."""

    library: Callable[[], None]
    """Go back to the library, and close the run being played."""
    play: Callable[[Session], None]
    """Play a run."""
    debrief: Callable[[Session], None]
    """Show a finished run's debrief in place of the case."""
    review: Callable[[], object]
    """Start a review."""
    for_tonight: Callable[[], tuple[Suggestion | None, CaseHead | None]]
    """The suggestion to review, if anything is due, and a case. Raises ``CannotRead``."""
    progress: Callable[[], object]
    """Show how the learner is doing."""
    open_case: Callable[[Path], object]
    """Ask how to play a case, then play it."""
    read_ahead: Callable[[Path], Awaitable[None]]
    """Read a case, so that what opening any case needs is loaded before one is opened."""
    open_run: Callable[[RunSummary], object]
    """Go on with a run, or show its debrief; asks only if its case has changed since."""

    def __init__(
        self,
        saves: Path,
        learner: str = "me",
        mode: Mode | None = None,
        case: Loaded | None = None,
        folders: Iterable[Path] | None = None,
        seed: int | None = None,
    ) -> None:
        super().__init__()
        for name in self.available_themes:
            self.unregister_theme(name)
        for theme in THEMES:
            self.register_theme(theme)
        self.stylesheet.set_variables(self.get_css_variables())  # for the theme it starts with
        self.saves = saves
        self.learner = learner
        self.mode = mode
        self.case = case
        self.seed = seed
        """Decides the order of options in new runs; if None, each run draws its own."""
        self.folders = None if folders is None else tuple(folders)
        self.session: Session | None = None
        self.animation_level = "none"
        self.keymap: Mapping[str, str] = {}
        """The keys the learner chose, by meaning."""
        self.last_history: History | None = None
        """The learner's history when it was last read."""
        self._painted = False
        self._waiting: list[Callable[[], object]] = []

    @cached_property
    def settings(self) -> Settings:
        """The learner's settings, read at the first use."""
        from trainer.store.settings import Settings

        return Settings(self.saves)

    @cached_property
    def store(self) -> RunStore:
        """The store of the runs."""
        from trainer.store.runs import RunStore

        return RunStore(self.saves)

    @property
    def citations(self) -> bool:
        """Whether the screens show citations in their text; not by default."""
        return bool(self.setting("citations", default=False))

    @citations.setter
    def citations(self, shown: bool) -> None:
        self.keep_setting("citations", shown)

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting; without a settings file this is ``default``, and no file is made."""
        if "settings" not in vars(self) and not any(self.saves.glob("settings.json*")):
            return default
        return self.settings.get(key, default)

    def keep_setting(self, key: str, value: Any) -> None:
        """Save a setting; if that fails, warn the learner, and use it until the app ends."""
        if self.setting(key) != value and (problem := self.settings.put(key, value)):
            self.notice(str(problem), "warning")

    def heads(self) -> list[CaseHead]:
        """The heads of the available cases."""
        from trainer.case.library.cases import heads, scenario_folders

        folders = self.folders or scenario_folders(os.environ)
        return heads(folders, self.saves / "cases-index.json")

    def after_first_paint(self, callback: Callable[[], object]) -> None:
        """Call after the first paint; Textual's ``call_after_refresh`` would call before it."""
        if self._painted:
            self.call_later(callback)
        else:
            self._waiting.append(callback)

    def post_display_hook(self) -> None:
        """Call what waits for the first paint."""
        super().post_display_hook()
        self._painted = True
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            self.call_later(callback)
