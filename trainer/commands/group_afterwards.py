"""Saved group sessions: list, report, panel, delete."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from trainer.commands import saves_folder as saves_of
from trainer.commands import say, say_in, say_or_write, warn
from trainer.counting import some
from trainer.errors import Failure, StoreError
from trainer.group.saved import KeptSession, Sessions, sessions
from trainer.shell import shell_line


def run(arguments: argparse.Namespace) -> int:
    """Run the action that the first word names."""
    return _ACTIONS[arguments.what](arguments, sessions(saves_of(arguments)))


def _list(arguments: argparse.Namespace, store: Sessions) -> int:
    saved_sessions = store.sessions()
    lines = [_line(k) for k in saved_sessions] or [f"No group sessions in {store.folder}."]
    say_in(arguments.format, [_entry(k) for k in saved_sessions], lines)
    return 0


def _line(kept: KeptSession) -> str:
    when = datetime.fromtimestamp(kept.header.created, UTC).strftime("%Y-%m-%d %H:%M")
    state = "over" if kept.finished else "to be resumed"
    return f"{kept.header.session}  {when} UTC  {kept.header.scenario}  {state}"


def _entry(kept: KeptSession) -> dict[str, object]:
    h = kept.header
    return {
        "session": h.session, "scenario": h.scenario, "version": h.scenario_version,
        "created": h.created, "finished": kept.finished, "events": len(kept.events),
    }  # fmt: skip


def _delete(arguments: argparse.Namespace, store: Sessions) -> int:
    if not (arguments.all or arguments.session):
        raise Failure("Name a session (see: trainer group list), or give --all.")
    names = store.names() if arguments.all else [arguments.session]
    if not names:
        say(f"No group sessions in {store.folder}.")
        return 0
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise Failure("Deleting asks first; without a terminal add --yes.")
        if input(f"Delete {len(names)} session(s) for good? [y/N] ").strip().casefold() != "y":
            return 1
    code = 0
    for name in names:
        try:
            store.delete(name)
            say(f"Deleted: {name}")
        except StoreError as error:
            if not arguments.all:
                raise
            warn(str(error))
            code = 2
    return code


def _report(arguments: argparse.Namespace, store: Sessions) -> int:
    from trainer.commands.group_sitting import case_of
    from trainer.group import report
    from trainer.group.summary import summary

    kept = kept_session(arguments, store)
    session = summary(case_of(kept.header), kept.events, kept.header.created, arguments.reasons)
    text = report.FORMS[arguments.format](session)
    say_or_write(arguments.output, text, f"Written: {arguments.output}")
    return 0


def _panel(arguments: argparse.Namespace, store: Sessions) -> int:
    from trainer.author.check.corrections import rewritten, write
    from trainer.case.reading.text import read_raw, text_of
    from trainer.commands.group_sitting import case_of
    from trainer.group.panel import as_yaml, panels, stored
    from trainer.questions.option import SMALLEST_PANEL

    kept = kept_session(arguments, store)
    path = arguments.into
    before = b"" if path is None else read_raw(path)
    text = text_of(before, str(path))
    question_panels = panels(case_of(kept.header), kept.events)
    size = min(p.size for p in question_panels)
    who = arguments.who or ""
    if size < SMALLEST_PANEL:
        few = f"Only {size} voted on at least one question"
        warn(f"{few}: a panel under {SMALLEST_PANEL} says little.")
    if path is None:
        for name, block in as_yaml(question_panels, who, "    ").items():
            say(f"  # {name}\n{block}")
        return 0
    write(rewritten(path, before, stored(text, path, question_panels, who)))
    change = f"Put {some(len(question_panels), 'panel')} into {path}"
    say(f"{change}: give it a new version, then {shell_line('check', path)}")
    return 0


def kept_session(arguments: argparse.Namespace, store: Sessions) -> KeptSession:
    """The named session, else the newest. Raises ``Failure`` or the store's errors."""
    if arguments.session:
        return store.load(arguments.session)
    newest = next(iter(store.sessions()), None)
    if newest is None:
        raise Failure(f"There are no group sessions in {store.folder}.")
    return newest


_ACTIONS: dict[str, Callable[[argparse.Namespace, Sessions], int]] = {
    "list": _list, "report": _report, "panel": _panel, "delete": _delete,
}  # fmt: skip
WORDS = frozenset(_ACTIONS)
