"""A new day of a case, and its course, over a bare app that shows the same text in one widget.

    python benchmarks/case_screen.py

Milliseconds of processor time until the screen has come to rest: other work on the machine does not
count. The aims are 100 ms for a day and 150 for the course.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from big_case import big_case
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.engine import moves
from trainer.engine.events import Event
from trainer.engine.state import State
from trainer.session import Session
from trainer.tui.app import TrainerApp

SHIPPED = Path(__file__).parent.parent / "scenarios" / "anti-mda5-ild.yaml"
SIZES = ((80, 24), (120, 40), (200, 60))


class Bare(App[None]):
    """One widget."""

    def compose(self) -> ComposeResult:
        yield Static(id="text")


async def took(pilot: Pilot[None], work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    await pilot.pause()
    return (time.process_time() - start) * 1000


async def bare(texts: list[str], size: tuple[int, int]) -> float:
    app = Bare()
    async with app.run_test(size=size) as pilot:
        static = app.query_one("#text", Static)
        shown = [await took(pilot, partial(static.update, Content(t))) for t in texts]
    return statistics.median(shown)


def _go(day: int, case: Case, state: State) -> Event:
    return moves.go(case, state, day)


async def case(file: Path, size: tuple[int, int]) -> tuple[list[float], list[float], list[str]]:
    """Milliseconds of each day and of the course on it, and the text of each day."""
    days, courses, texts = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        app = TrainerApp(Path(folder), folders=[SHIPPED.parent])
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            session = Session.start(load(file), app.store)
            app.play(session)
            await pilot.pause()
            await pilot.pause()
            gc.collect()
            gc.freeze()  # as the trainer does once it has started
            screen: Any = app.screen
            for day in session.case.event_days[1:]:
                for asked in session.case.questions_on.get(session.state.day, ()):
                    session.lock(moves.pass_by(session.case, session.state, asked.id))
                going = partial(screen.do, partial(_go, day))
                days.append(await took(pilot, going))
                texts.append(screen.panes.today.text)
                courses.append(await took(pilot, lambda: screen.panes.open("course")))
                screen.panes.open_today()
                await pilot.pause()
    return days, courses, texts


async def main() -> None:
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.yaml"
        big.write_text(big_case(), "utf-8")
        for name, file in (("shipped", SHIPPED), ("40 days", big)):
            for size in SIZES:
                days, courses, texts = await case(file, size)
                plain = await bare(texts, size)
                day, course = statistics.median(days), statistics.median(courses)
                print(
                    f"{name}, {size[0]}x{size[1]}: a day {day:.0f} ms ({day / plain:.1f} x bare,"
                    f" slowest {max(days):.0f}), the course {course:.0f} ms"
                    f" ({course / plain:.1f} x bare, slowest {max(courses):.0f})"
                )


if __name__ == "__main__":
    asyncio.run(main())
