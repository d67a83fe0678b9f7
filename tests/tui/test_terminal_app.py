"""What all apps of the trainer share."""

from __future__ import annotations

from collections import Counter

import pytest

from trainer.tui.app import TrainerApp
from trainer.tui.group.app import GroupApp
from trainer.tui.preview import PreviewApp
from trainer.tui.terminal_app import TerminalApp


@pytest.mark.parametrize("app", [TrainerApp, PreviewApp, GroupApp])
def test_no_app_replaces_a_private_method_of_its_base_by_chance(app: type[TerminalApp]) -> None:
    own = [base for base in app.__mro__ if base.__module__.startswith("trainer.")]
    private = Counter(
        name
        for base in own
        for name, member in vars(base).items()
        if name.startswith("_") and not name.startswith("__") and callable(member)
    )
    assert private["_handle_exception"] == 1
    assert not [name for name, count in private.items() if count > 1]


async def test_a_notice_that_is_still_there_is_not_put_up_again() -> None:
    app = TerminalApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        toasts = app.screen.query("Toast")
        for _ in range(3):
            app.notice("The number must lie between 0 and 100.", "warning")
        app.notice("Something else.")
        await pilot.pause()
        assert len(toasts) == 2
        app.clear_notifications()
        await pilot.pause()
        assert len(app.screen.query("Toast")) == 0
        app.notice("Something else.")
        await pilot.pause()
        assert len(app.screen.query("Toast")) == 1
