"""The first minutes: offered once, taught by doing, and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

from trainer.tui.screens.case import CaseScreen
from trainer.tui.screens.decide import DecideScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.tour import STEPS, TourLine


async def begun(app, pilot, until) -> None:
    await until(pilot, lambda: app.screen.tonight[0].kind == "tour")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.query(TourLine))


def step(app) -> str:
    return str(app.screen.query_one(TourLine).content)


async def test_from_its_first_step_to_its_last(make_app, until, said, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(app, pilot, until)
        assert step(app).startswith("1/")
        for keys, number in (
            (["3"], 2),
            (["o", *"ferritin", "enter"], 3),
            (["escape", "d"], 4),
            (["3", "right", "right", "s"], 5),
            (["n"], 6),
        ):
            await pilot.press(*keys)
            await until(pilot, lambda n=number: step(app).startswith(f"{n}/{len(STEPS)}"))
        assert app.session.state.orders
        await pilot.press("escape", "q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.tour is None
        assert not app.screen.query(TourLine)
        assert said(app) == ["The tour is over; nothing of it is kept."]
        await until(pilot, lambda: [s.kind for s in app.screen.tonight] == ["new"])
    assert not list((tmp_path / "saves").glob("runs/*"))


async def test_it_can_be_skipped_at_any_step_and_is_not_offered_again(
    make_app, until, said, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(app, pilot, until)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DecideScreen))
        await until(pilot, lambda: "skips" in step(app))
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert said(app) == ["The tour is over; nothing of it is kept."]
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: [s.kind for s in again.screen.tonight] == ["new"])
        assert again.check_action("tour", ())
        assert not again.check_action("end_tour", ())
    assert not list((tmp_path / "saves").glob("runs/*"))
