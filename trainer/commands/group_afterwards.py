"""Sessions that are over: listed, reported, made a panel of, deleted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from trainer.commands import saves_folder as saves_of
from trainer.commands import say, say_json, warn
from trainer.counting import some
from trainer.errors import Failure, StoreError
from trainer.files.outside import write_text
from trainer.group.saved import KeptSession, Sessions, sessions
from trainer.shell import shell_line


def run(arguments: argparse.Namespace) -> int:
    """Do what the first word says."""
    return _DO[arguments.what](arguments, sessions(saves_of(arguments)))


def _list(arguments: argparse.Namespace, store: Sessions) -> int:
    kept = store.sessions()
    if arguments.format == "json":
        say_json([_entry(k) for k in kept])
        return 0
    for k in kept:
        when = datetime.fromtimestamp(k.header.created, UTC).strftime("%Y-%m-%d %H:%M")
        state = "over" if k.finished else "to be resumed"
        say(f"{k.header.session}  {when} UTC  {k.header.scenario}  {state}")
    if not kept:
        say(f"No group sessions in {store.folder}.")
    return 0


def _entry(kept: KeptSession) -> dict[str, object]:
    h = kept.header
    return {
        "session": h.session, "scenario": h.scenario, "version": h.scenario_version,
        "created": h.created, "finished": kept.finished, "events": len(kept.events),
    }  # fmt: skip


def _delete(arguments: argparse.Namespace, store: Sessions) -> int:
    names = [arguments.session] if arguments.session else []
    if arguments.all:
        names = store.names()
    if arguments.all and not names:
        say(f"No group sessions in {store.folder}.")
        return 0
    if not names:
        raise Failure("Name a session (see: trainer group list), or give --all.")
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise Failure("Deleting asks first; without a terminal add --yes.")
        if input(f"Delete {len(names)} session(s) for good? [y/N] ").strip().casefold() != "y":
            return 1
    kept = 0
    for name in names:
        try:
            store.delete(name)
        except StoreError as error:
            if not arguments.all:
                raise
            kept += 1
            warn(str(error))
            continue
        say(f"Deleted: {name}")
    return 2 if kept else 0


def _report(arguments: argparse.Namespace, store: Sessions) -> int:
    from trainer.commands.group_sitting import case_of
    from trainer.group import report
    from trainer.group.summary import summary

    kept = kept_session(arguments, store)
    session = summary(case_of(kept.header), kept.events, kept.header.created, arguments.reasons)
    text = report.FORMS[arguments.format](session)
    if arguments.output is None:
        say(text.removesuffix("\n"))
    else:
        write_text(arguments.output, text)
        say(f"Written: {arguments.output}")
    return 0


def _panel(arguments: argparse.Namespace, store: Sessions) -> int:
    from trainer.author.check.corrections import Outcome, write
    from trainer.case.reading.text import read_raw, text_of
    from trainer.commands.group_sitting import case_of
    from trainer.group.panel import as_yaml, panels, stored
    from trainer.questions.option import SMALLEST_PANEL

    kept = kept_session(arguments, store)
    path = arguments.into
    before = b"" if path is None else read_raw(path)
    text = text_of(before, str(path))
    made = panels(case_of(kept.header), kept.events)
    size = min(p.size for p in made)
    who = arguments.who or ""
    if size < SMALLEST_PANEL:
        warn(
            f"Only {size} voted on at least one question: a panel under {SMALLEST_PANEL}"
            " says little."
        )
    if path is None:
        for name, block in as_yaml(made, who, "    ").items():
            say(f"  # {name}\n{block}")
        return 0
    ends = "\r\n" if b"\r\n" in before else "\n"
    after = stored(text, path, made, who).replace("\n", ends).encode("utf-8")
    write(Outcome(path, (), (), before, after))
    put = f"Put {some(len(made), 'panel')} into {path}"
    say(f"{put}: give it a new version, then {shell_line('check', path)}")
    return 0


def kept_session(arguments: argparse.Namespace, store: Sessions) -> KeptSession:
    """The session that is named, else the newest. Raises ``Failure`` or the store's errors."""
    if arguments.session:
        return store.load(arguments.session)
    newest = next(iter(store.sessions()), None)
    if newest is None:
        raise Failure(f"There are no group sessions in {store.folder}.")
    return newest


_DO: dict[str, Callable[[argparse.Namespace, Sessions], int]] = {
    "list": _list, "report": _report, "panel": _panel, "delete": _delete,
}  # fmt: skip
WORDS = frozenset(_DO)
