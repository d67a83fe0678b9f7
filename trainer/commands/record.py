"""Commands for saved runs as plain files: export, merge, backup, restore."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import saves_folder, say, say_json, store, warn
from trainer.commands.declared import SAVES, argument, command, formats, path
from trainer.counting import some
from trainer.errors import Failure, titled

if TYPE_CHECKING:
    from trainer.store.merging import Merged

_LEARNER_OF_ALL = argument("--learner", metavar="NAME", help="whose runs (default: everybody's)")


@command(
    argument("runs", nargs="*", metavar="RUN", help="runs by id (default: all)"),
    formats("csv", "json"),
    SAVES,
    _LEARNER_OF_ALL,
)
def export(arguments: Namespace) -> None:
    """Print runs with every event and its time, for other programs."""
    from trainer.store.records import to_document

    run_store = store(arguments)
    names = arguments.runs
    if not names:
        listed = run_store.summaries(learner=arguments.learner)
        warn(*listed.notices)
        names = [run.run for run in reversed(listed.runs)]
    records = [run_store.load(name).record for name in names]
    if arguments.format == "json":
        say_json([to_document(record) for record in records])
        return
    from trainer.store.table import event_table

    say(event_table(records).removesuffix("\n"))


@command(
    path(
        "paths",
        "FILE|FOLDER",
        "saves, a backup or an export (default: conflict copies of a sync tool)",
        nargs="*",
    ),
    argument("--learner", metavar="NAME", help="merge them as runs of this learner"),
    SAVES,
)
def merge(arguments: Namespace) -> int:
    """Merge runs from another machine's saves; nothing that is here is lost."""
    from trainer.store.incoming import conflict_copies
    from trainer.store.merging import merge_file

    run_store = store(arguments)
    copies = [] if arguments.paths else conflict_copies(run_store.folder / "runs")
    paths = arguments.paths or copies
    if not paths:
        raise Failure("There are no copies of a sync tool here. Name a file or a folder of saves.")
    code = 0
    for source in paths:
        if source.is_dir() and source.resolve() == run_store.folder.resolve():
            raise Failure(f"{source} is this program's own folder of saves. Name another one.")
        with titled(f"Not merged: {source}."):
            merged = merge_file(run_store, source, arguments.learner)
        _say_merged(source, merged)
        code = max(code, int(bool(merged.problems)))
        if source in copies and not merged.problems:
            # Everything in it has been merged.
            with contextlib.suppress(OSError):
                source.unlink()
    return code


@command(
    path("file", "FILE", "default: case-trainer-TIME.zip in this folder", nargs="?"),
    SAVES,
)
def backup(arguments: Namespace) -> None:
    """Write everything that is saved into one zip of plain files."""
    from trainer.store.backup import back_up

    file = arguments.file or Path(f"case-trainer-{clock.now():%Y%m%d-%H%M%S}.zip")
    with titled("No backup was made."):
        count = back_up(saves_folder(arguments), file)
    say(f"{some(count, 'file')} in {file}. Restore it with: trainer restore {file}")


@command(path("file", "FILE", "a backup"), SAVES)
def restore(arguments: Namespace) -> int:
    """Restore what is missing here from a backup; nothing that is here is lost."""
    from trainer.store.backup import put_back
    from trainer.store.merging import merge_file

    run_store = store(arguments)
    with titled("Not restored."):
        count, differing = put_back(run_store.folder, arguments.file)
        merged = merge_file(run_store, arguments.file)
    _say_merged(arguments.file, merged)
    say(f"Other files restored: {count}.")
    say(*(f"{name} differs here and stays as it is." for name in differing))
    return int(bool(merged.problems))


def _say_merged(source: Path, merged: Merged) -> None:
    counts = merged.counts
    total = some(sum(counts.values()), "run")
    say(
        f"{source}: {total}: {counts['added']} new, {counts['continued']} continued,"
        f" {counts['known']} known already, {counts['apart']} kept apart."
    )
    if merged.reviews:
        say(f"New answers of reviews: {merged.reviews}.")
    apart = "holds a run that was continued both here and there; both are kept."
    say(*(f"{name} {apart}" for name in merged.apart))
    warn(*merged.problems)
