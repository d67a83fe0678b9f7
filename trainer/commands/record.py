"""The learner's record as plain files: written out, brought in from elsewhere, kept safe."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import saves_folder, say, say_json, store, warn
from trainer.commands.declared import SAVES, argument, command, formats
from trainer.counting import some
from trainer.errors import Failure, titled

if TYPE_CHECKING:
    from trainer.store.incoming import Incoming
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
        for notice in listed.notices:
            warn(notice)
        names = [run.run for run in reversed(listed.runs)]
    records = [kept.load(name).record for name in names]
    if arguments.format == "json":
        say_json([to_document(record) for record in records])
        return
    from trainer.store.table import event_table

    say(event_table(records).removesuffix("\n"))


@command(
    argument("paths", nargs="*", type=Path, metavar="FILE|FOLDER",
             help="saves, a backup or an export (default: copies a sync tool left here)"),
    argument("--learner", metavar="NAME", help="take all of them for runs of this learner"),
    SAVES,
)  # fmt: skip
def merge(arguments: Namespace) -> int:
    """Bring in runs from another machine's saves; what is here already stays as it is."""
    from trainer.store.incoming import conflict_copies, incoming, review_files
    from trainer.store.merging import merge as bring_in
    from trainer.store.merging import merge_reviews

    kept = store(arguments)
    copies = [] if arguments.paths else conflict_copies(kept.folder / "runs")
    paths = arguments.paths or copies
    if not paths:
        raise Failure("No copies of a sync tool lie here. Name a file or a folder of saves.")
    code = 0
    for path in paths:
        if path.is_dir() and path.resolve() == kept.folder.resolve():
            raise Failure(f"{path} is this program's own folder of saves. Name another one.")
        with titled(f"Not merged: {path}."):
            merged = bring_in(kept, incoming(path), arguments.learner)
            merge_reviews(kept, review_files(path), merged, arguments.learner)
        _say_merged(path, merged)
        code = max(code, int(bool(merged.problems)))
        if path in copies and not merged.problems:
            # All that it held is here now.
            with contextlib.suppress(OSError):
                path.unlink()
    return code


@command(
    argument("file", nargs="?", type=Path, metavar="FILE",
             help="where to (default: case-trainer-TIME.zip in this folder)"),
    SAVES,
)  # fmt: skip
def backup(arguments: Namespace) -> None:
    """Write all that is saved into one zip of plain files."""
    from trainer.store.backup import back_up

    name = f"case-trainer-{clock.now():%Y%m%d-%H%M%S}.zip"
    file = arguments.file or Path(name)
    with titled("No backup was made."):
        count = back_up(saves_folder(arguments), file)
    say(f"{some(count, 'file')} in {file}. Put back with: trainer restore {file}")


@command(argument("file", type=Path, metavar="FILE", help="made by trainer backup"), SAVES)
def restore(arguments: Namespace) -> int:
    """Put back what a backup holds and is missing here; nothing that is here is lost."""
    from trainer.store.backup import put_back
    from trainer.store.incoming import incoming, review_files
    from trainer.store.merging import merge as bring_in
    from trainer.store.merging import merge_reviews

    kept = store(arguments)
    with titled("Not restored."):
        count, differing = put_back(kept.folder, arguments.file)
        merged = bring_in(kept, _runs_of(arguments.file, incoming(arguments.file)))
        merge_reviews(kept, review_files(arguments.file), merged)
    _say_merged(arguments.file, merged)
    say(f"Other files put back: {count}.")
    for name in differing:
        say(f"{name} is another one here and stays.")
    return int(bool(merged.problems))


def _runs_of(file: Path, found: Iterable[Incoming]) -> Iterable[Incoming]:
    import zipfile

    if not zipfile.is_zipfile(file):
        raise Failure(f"{file} is no backup. To bring in runs: trainer merge {file}")
    return found


def _say_merged(source: Path, merged: Merged) -> None:
    counts = merged.counts
    total = some(sum(counts.values()), "run")
    say(
        f"{source}: {total}: {counts['added']} new, {counts['continued']} continued,"
        f" {counts['known']} known already, {counts['apart']} kept apart."
    )
    if merged.reviews:
        say(f"Answers of reviews that are new: {merged.reviews}.")
    for name in merged.apart:
        say(f"{name} went on here and there, so that theirs is a run of its own.")
    for problem in merged.problems:
        warn(problem)
