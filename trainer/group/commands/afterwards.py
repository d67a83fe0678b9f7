"""Sessions that are over: listed, reported, made a panel of, deleted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from trainer.commands import Failure, say, say_json
from trainer.commands import saves_folder as saves_of
from trainer.group.store import GroupStore, Kept
from trainer.store.errors import StoreError


def run(arguments: argparse.Namespace) -> int:
    """Do what the first word says."""
    try:
        return _DO[arguments.what](arguments, GroupStore(saves_of(arguments)))
    except StoreError as error:
        raise Failure(str(error)) from None


def _list(arguments: argparse.Namespace, store: GroupStore) -> int:
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


def _entry(kept: Kept) -> dict[str, object]:
    h = kept.header
    return {
        "session": h.session, "scenario": h.scenario, "version": h.scenario_version,
        "created": h.created, "finished": kept.finished, "events": len(kept.events),
    }  # fmt: skip


def _delete(arguments: argparse.Namespace, store: GroupStore) -> int:
    names = [arguments.session] if arguments.session else []
    if arguments.all:
        names = [k.header.session for k in store.sessions()]
    if not names:
        raise Failure("Name a session (see: trainer group list), or give --all.")
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise Failure("Deleting asks first; without a terminal add --yes.")
        if input(f"Delete {len(names)} session(s) for good? [y/N] ").strip().casefold() != "y":
            return 1
    for name in names:
        store.load(name)
        store.delete(name)
        say(f"Deleted: {name}")
    return 0


def kept_session(arguments: argparse.Namespace, store: GroupStore) -> Kept:
    """The session that is named, else the newest. Raises ``Failure`` or the store's errors."""
    if arguments.session:
        return store.load(arguments.session)
    newest = next(iter(store.sessions()), None)
    if newest is None:
        raise Failure(f"There are no group sessions in {store.folder}.")
    return newest


_DO: dict[str, Callable[[argparse.Namespace, GroupStore], int]] = {"list": _list, "delete": _delete}
WORDS = frozenset(_DO)
