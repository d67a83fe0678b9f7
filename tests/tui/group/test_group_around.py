"""What stands around the room's page: notes, what is not saved, keys, sizes, colours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any, get_args

from tests.tui.group.conftest import Server
from trainer.group import moves
from trainer.group.offers import Phase
from trainer.group.session import GroupSession
from trainer.tui.group.app import GroupApp
from trainer.tui.group.lookup import HIDES_AFTER, ProjectedNotes
from trainer.tui.group.room import RoomScreen
from trainer.tui.group.room_commands import ROOM, stands

Make = Callable[..., GroupSession]
SIZES = [(80, 24), (120, 40), (200, 60)]


async def test_notes_on_the_rooms_screen_ask_twice_and_hide(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "f")
        await until(pilot, lambda: "The room can see this screen" in shown(app))
        assert "Naming the illness" not in shown(app)
        await pilot.press("f")
        await until(pilot, lambda: "Now: Naming the illness" in shown(app))
        assert "The room can see this. esc hides it" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))
        await pilot.press("f", "f")
        await until(pilot, lambda: "Now: Naming the illness" in shown(app))
        peek = app.screen
        assert isinstance(peek, ProjectedNotes)
        now = peek.clock()
        peek.clock = lambda: now + HIDES_AFTER + 1
        await until(pilot, lambda: isinstance(app.screen, RoomScreen))


async def test_what_is_not_saved_is_told_at_the_foot(
    make_session: Make, until: Any, shown: Any
) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Not saved" not in shown(app)
        session.journal.problem = "No space left on device"
        await until(pilot, lambda: "Not saved: No space left on device" in shown(app))
        await pilot.press("f", "f")
        await until(pilot, lambda: "Not saved: No space left" in shown(app))
        await pilot.press("escape", "w")
        await until(pilot, lambda: "Not saved" not in shown(app))
        assert session.journal.problem == ""


async def test_a_key_goes_before_the_phones(make_session: Make) -> None:
    server = Server()
    app = GroupApp(make_session(), server)
    async with app.run_test(size=(80, 24)) as pilot:
        assert server.keys == 0
        await pilot.press("n")
        assert server.keys >= 1


async def test_leaving_asks_while_phones_could_still_keep_their_answers(
    make_session: Make, until: Any, shown: Any
) -> None:
    session, server = make_session(), Server()
    app = GroupApp(session, server)
    async with app.run_test(size=(80, 24)) as pilot:
        session.do(lambda _, state: moves.end(state))
        await until(pilot, lambda: "1 Votes" in shown(app))
        server.devices = 2
        await pilot.press("q")
        await until(pilot, lambda: "2 phones still connected" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "1 Votes" in shown(app))
        server.devices = 0
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_change_of_size_keeps_the_page(make_session: Make, until: Any, shown: Any) -> None:
    session = make_session()
    app = GroupApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "v")
        await until(pilot, lambda: session.state.voting)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda width=size[0]: app.screen.size.width == width)
            await until(
                pilot,
                lambda width=size[0]: (
                    all(len(line) <= width for line in shown(app).splitlines())
                    and "0 votes" in shown(app)
                    and "Close vote" in shown(app)
                ),
            )
        await pilot.resize_terminal(50, 15)
        await until(pilot, lambda: "A room needs 60 columns" in " ".join(shown(app).split()))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Close vote" in shown(app))


async def test_the_footer_holds_six_keys_at_every_phase(make_session: Make) -> None:
    app = GroupApp(make_session())
    everywhere = sum(c.footer for c in app.COMMAND_LIST)
    for phase in get_args(Phase):
        here = [c for c in ROOM if c.footer and stands(c.name, phase)]
        assert len(here) + everywhere <= 6


async def test_every_command_has_its_action() -> None:
    for command in ROOM:
        assert callable(getattr(RoomScreen, f"action_{command.name}"))


def test_hands_alone_need_nothing_installed() -> None:
    code = (
        "import sys\n"
        "import trainer.tui.group.app, trainer.tui.group.notes, trainer.tui.group.dialogs\n"
        "sys.exit(bool({'aiohttp', 'segno'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_light_and_dark(make_session: Make, until: Any) -> None:
    app = GroupApp(make_session())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not app.current_theme.dark)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: app.current_theme.dark)


async def test_what_is_said_again_takes_the_place_of_what_was_said(
    make_session: Make, until: Any, said: Any
) -> None:
    app = GroupApp(make_session())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "b", "b", "r")
        await until(pilot, lambda: any("First v opens" in text for text in said(app)))
        assert len(said(app)) == 1
