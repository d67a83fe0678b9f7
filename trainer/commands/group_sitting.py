"""Beginning or resuming a group session, on a screen or by a script."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from trainer import clock
from trainer.case.compiled import Case
from trainer.commands import compiled, load_case, saves_folder, seed, warn
from trainer.errors import CannotServe, Failure
from trainer.files.outside import is_handed, read_bytes, sentence
from trainer.group import headless, moves
from trainer.group.codes import new_code, new_secret
from trainer.group.saved import OpenSession, Sessions, Settler, case_file, sessions
from trainer.group.script import actions
from trainer.group.session import GroupSession
from trainer.scoring.stored import SCORING
from trainer.shell import shell_line
from trainer.store.room.journal import Header
from trainer.store.room.sessions import new_name

if TYPE_CHECKING:
    from trainer.group.web import Server
    from trainer.group.web.steer import Steering

_PORT = 8642
"""The port tried first, so that a room's address stays the same."""
_STEER_PORT = 8643
"""The default port of the facilitator's page behind a proxy."""
_STAY = 2.0
"""Default seconds for which the page stays up after the end, if phones are connected."""
_LONGEST_STAY = 3600.0
_LONGEST_LINE = 100_000
_LONGEST_SCRIPT = 1_000_000


def run(arguments: argparse.Namespace) -> int:
    """Run the session until it ends or is left, to be resumed later."""
    store = sessions(saves_folder(arguments))
    if arguments.resume is not None:
        case, opened = _resumed(arguments, store)
    else:
        case, opened = _begun(arguments, store)
    warn(*opened.kept.notices)
    session = GroupSession(case, opened.kept.header, opened.journal, opened.kept.events)
    if arguments.headless:  # with a screen, the room's page shows it
        warn(*session.lost)
    settler = Settler(opened, session)
    try:
        with _phones(session, arguments) as server:
            if arguments.headless:
                return _scripted(arguments, session, server)
            if server is not None and server.steer_url:
                _show_steer(server.steer_url)
            from trainer.tui.group.app import GroupApp
            from trainer.tui.terminal_app import run_terminal

            return run_terminal(GroupApp(session, server, arguments.wifi or ""))
    finally:
        problem = settler.finish()
        opened.close(ended=session.state.run.finished and not problem)
        if problem:
            warn(problem)


def _begun(arguments: argparse.Namespace, store: Sessions) -> tuple[Case, OpenSession]:
    loaded, dice = load_case(arguments.what), seed(arguments)
    case, now = compiled(loaded).shuffled(dice), clock.seconds()
    scenario = case.scenario
    named = map(str.strip, (arguments.teams or "").split(","))
    teams = tuple(dict.fromkeys(t for t in named if t))
    for team in teams:
        if len(team) > 30 or not team.isprintable():
            raise Failure(f"A team's name has at most 30 printable characters: {team[:40]!r}.")
    lan = arguments.lan
    host = arguments.host or _listening(lan, arguments.public_url or arguments.steer_url or "")
    _check_steering(arguments, host, arguments.public_url or "")
    header = Header(
        session=new_name(scenario.id, now),
        code=new_code(),
        secret=new_secret(),
        scenario=scenario.id,
        scenario_version=scenario.version,
        scenario_hash=loaded.content_hash,
        scenario_path=str(loaded.path.resolve()),
        created=now,
        teams=teams,
        ask_confidence=arguments.confidence,
        ask_reason=arguments.reasons,
        countdown=arguments.countdown,
        host=host,
        port=_port(host, arguments.port) if host else 0,
        lan=lan,
        public=arguments.public_url or "",
        seed=dice,
        scoring=SCORING,
    )
    return case, store.begin(header)


def _listening(lan: bool, public: str) -> str:
    """The address to listen at: all networks, this machine only (for a proxy), or none."""
    return "0.0.0.0" if lan else "127.0.0.1" if public else ""


def _resumed(arguments: argparse.Namespace, store: Sessions) -> tuple[Case, OpenSession]:
    case = compiled(load_case(arguments.what)).scenario.id if arguments.what else ""
    open_ones = (
        k.header.session for k in store.sessions()
        if not k.finished and case in ("", k.header.scenario)
    )  # fmt: skip
    name = arguments.resume or next(open_ones, "")
    if not name:
        on_case = f" of {case}" if case else ""
        raise Failure(f"There is no session{on_case} to resume (see: trainer group list).")
    kept = store.load(name)
    if case and kept.header.scenario != case:
        raise Failure(f"The session {name} is of {kept.header.scenario}, not of {case}.")
    if kept.finished:
        raise Failure(f"The session {name} is over. Read it: {shell_line('group report', name)}")
    return case_of(kept.header), store.resume(name)


def case_of(header: Header) -> Case:
    """The case of a session. Raises ``NoSuchCase`` or ``Failure``."""
    path = case_file(header)
    loaded = load_case(str(path))
    if loaded.content_hash != header.scenario_hash:
        warn(f"{path} has changed since the session began.")
    return compiled(loaded).shuffled(header.seed)


def _port(host: str, wanted: int | None) -> int:
    for port in (_PORT, 0) if wanted is None else (wanted,):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with (
            contextlib.suppress(OSError),
            socket.create_server((host, port), family=family) as trial,
        ):
            free: int = trial.getsockname()[1]
            return free
    raise Failure(f"{host}:{wanted} cannot be used: choose another --port or --host.")


@contextlib.contextmanager
def _phones(session: GroupSession, arguments: argparse.Namespace) -> Iterator[Server | None]:
    # The address of the header, of a resumed session unless the arguments name another.
    header = session.header
    lan = header.lan or arguments.lan
    public = arguments.public_url or header.public
    host = arguments.host or header.host or _listening(lan, public or arguments.steer_url or "")
    named = arguments.port is None or arguments.resume is None
    port = header.port if header.host and named else arguments.port or 0
    _check_steering(arguments, host, public)
    if not host:
        yield None
        return
    try:
        from trainer.group.web import Server
    except ImportError as error:
        raise Failure(f"{error} Without --lan the room votes by hands.") from None
    try:
        server = Server(session, host, port, lan, public, _steering(arguments))
    except CannotServe as error:
        raise Failure(f"{error} Nothing is lost: trainer group --resume") from None
    if not session.secret and not session.state.run.finished:
        # A session of an older version has no secret for its link yet; its code stays.
        session.do(lambda _, s: moves.change_code(s, session.code, new_secret()))
    try:
        yield server
    finally:
        server.stop()


def _check_steering(arguments: argparse.Namespace, host: str, public: str) -> None:
    """Raise ``Failure`` if the options for the facilitator's own page contradict each other."""
    url = arguments.steer_url
    if url and url == public:
        raise Failure(
            f"{url} is the participants' address: --steer-url needs another name, or another port."
        )
    if arguments.steer and not host:
        raise Failure("--steer is for a room with phones: add --lan or --public-url.")
    if arguments.steer_port is not None and not (url or arguments.steer):
        raise Failure("--steer-port is for the facilitator's page: add --steer or --steer-url.")


def _steering(arguments: argparse.Namespace) -> Steering | None:
    """The options of the facilitator's own page; None if it was not asked for."""
    from trainer.group.web.steer import Steering

    url, port = arguments.steer_url or "", arguments.steer_port
    if not (url or arguments.steer):
        return None
    return Steering((_STEER_PORT if url else 0) if port is None else port, url)


def _show_steer(url: str) -> None:
    """Show the link to the facilitator's page before the room's screen is projected."""
    from trainer.commands import say
    from trainer.group.web import qr

    # White on black in any theme: the QR code draws its light parts.
    say("\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in qr(url)))
    say(f"\nFor your own phone, and for nobody else: {url}")
    input("It has the key. Scan it while the room cannot see this, then press enter: ")
    print("\x1b[2J\x1b[3J\x1b[H", end="", flush=True)  # noqa: T201 - nothing left in the scrollback


def _scripted(arguments: argparse.Namespace, session: GroupSession, server: Server | None) -> int:
    import json

    def say(value: dict[str, Any]) -> None:
        if server is not None and value["event"] in ("started", "code"):
            value = value | {"join_url": server.join_url, "code": session.code}
        if server is not None and "participants" in value:
            value = value | {"connected": server.devices}
        print(json.dumps(value, ensure_ascii=False), flush=True)  # noqa: T201

    header = session.header
    first = headless.line(session, session.state, None)
    first |= {"event": "started", "session": header.session}
    if server is not None:
        first |= {"url": server.join_url, "urls": server.urls, "port": server.port}
        if server.steer_url:
            first |= {"steer_url": server.steer_url}
    say(first | {"scenario": header.scenario})
    # Exit at once: an exception could be raised inside a lock and leave it held. Events are on disk
    # before they are acknowledged, so no acknowledged event is lost.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    headless.run(session, actions(_lines(arguments.script)), say)
    if server is not None and session.state.run.finished:
        # Leave phones time to learn of the end and save their own answers.
        seconds = (_STAY if server.devices else 0.0) if arguments.stay is None else arguments.stay
        time.sleep(min(max(0.0, seconds), _LONGEST_STAY))
    return 0


def _lines(script: Path | None) -> Iterator[str]:
    """The script's lines. Raises ``Failure``."""
    try:
        if script is None or str(script) == "-":
            yield from _live(sys.stdin)
        elif script.is_fifo() or is_handed(script):  # each line is carried out at once
            with script.open(encoding="utf-8") as live:
                yield from _live(live)
        else:
            # Split as editors do, because messages give line numbers.
            yield from read_bytes(script, _LONGEST_SCRIPT).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise Failure(f"{script or 'The script'} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise Failure(sentence(script or Path("-"), error, "a script")) from None


def _live(stream: TextIO) -> Iterator[str]:
    """The lines of a pipe as they arrive. Raises ``Failure`` for a line that is too long."""
    while text := stream.readline(_LONGEST_LINE + 1):
        if len(text) > _LONGEST_LINE:
            raise Failure(f"A line of the script has more than {_LONGEST_LINE:,} characters.")
        yield text
