"""Notices in the corner."""

from __future__ import annotations

from trainer.tui.terminal_app import TerminalApp


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
