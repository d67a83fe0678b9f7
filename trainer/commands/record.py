"""The learner's record as plain files: written out, brought in from elsewhere, kept safe."""

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

    kept = store(arguments)
    names = arguments.runs
    if not names:
        listed = kept.summaries(learner=arguments.learner)
        warn(*listed.notices)
        names = [run.run for run in reversed(listed.runs)]
    records = [kept.load(name).record for name in names]
    if arguments.format == "json":
        say_json([to_document(record) for record in records])
        return
    from trainer.store.table import event_table

    say(event_table(records).removesuffix("\n"))


@command(
    path(
        "paths",
        "FILE|FOLDER",
        "saves, a backup or an export (default: copies a sync tool left here)",
        nargs="*",
    ),
    argument("--learner", metavar="NAME", help="take all of them for runs of this learner"),
    SAVES,
)
def merge(arguments: Namespace) -> int:
    """Bring in runs from another machine's saves; what is here already stays as it is."""
    from trainer.store.incoming import conflict_copies
    from trainer.store.merging import merge_file

    kept = store(arguments)
    copies = [] if arguments.paths else conflict_copies(kept.folder / "runs")
    paths = arguments.paths or copies
    if not paths:
        raise Failure("No copies of a sync tool lie here. Name a file or a folder of saves.")
    code = 0
    for source in paths:
        if source.is_dir() and source.resolve() == kept.folder.resolve():
            raise Failure(f"{source} is this program's own folder of saves. Name another one.")
        with titled(f"Not merged: {source}."):
            merged = merge_file(kept, source, arguments.learner)
        _say_merged(source, merged)
        code = max(code, int(bool(merged.problems)))
        if source in copies and not merged.problems:
            # All that it held is here now.
            with contextlib.suppress(OSError):
                source.unlink()
    return code


@command(
    path("file", "FILE", "where to (default: case-trainer-TIME.zip in this folder)", nargs="?"),
    SAVES,
)
def backup(arguments: Namespace) -> None:
    """Write all that is saved into one zip of plain files."""
    from trainer.store.backup import back_up

    file = arguments.file or Path(f"case-trainer-{clock.now():%Y%m%d-%H%M%S}.zip")
    with titled("No backup was made."):
        count = back_up(saves_folder(arguments), file)
    say(f"{some(count, 'file')} in {file}. Put back with: trainer restore {file}")


@command(path("file", "FILE", "made by trainer backup"), SAVES)
def restore(arguments: Namespace) -> int:
    """Put back what a backup holds and is missing here; nothing that is here is lost."""
    from trainer.store.backup import put_back
    from trainer.store.merging import merge_file

    kept = store(arguments)
    with titled("Not restored."):
        count, differing = put_back(kept.folder, arguments.file)
        merged = merge_file(kept, arguments.file)
    _say_merged(arguments.file, merged)
    say(f"Other files put back: {count}.")
    say(*(f"{name} is another one here and stays." for name in differing))
    return int(bool(merged.problems))


def _say_merged(source: Path, merged: Merged) -> None:
    counts = merged.counts
    total = some(sum(counts.values()), "run")
    say(
        f"{source}: {total}: {counts['added']} new, {counts['continued']} continued,"
        f" {counts['known']} known already, {counts['apart']} kept apart."
    )
    if merged.reviews:
        say(f"Answers of reviews that are new: {merged.reviews}.")
    apart = "went on here and there, so that theirs is a run of its own."
    say(*(f"{name} {apart}" for name in merged.apart))
    warn(*merged.problems)
