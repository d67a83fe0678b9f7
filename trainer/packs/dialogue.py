"""What the commands about packs share: their arguments, the runs they ask for, and a question."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.packs.refusal import Refused
from trainer.store.places import cases_folder

if TYPE_CHECKING:
    from trainer.store.records import RunSummary


def yes_argument(parser: argparse.ArgumentParser) -> None:
    """``--yes`` and ``--saves``."""
    parser.add_argument(
        "--yes", action="store_true", help="do it without asking, also with runs in progress"
    )
    parser.add_argument(
        "--saves", type=Path, metavar="DIR", help="folder of saved runs (see: trainer where)"
    )


def installed_folder() -> Path:
    """The folder of installed cases."""
    return cases_folder(os.environ, Path.cwd()).path


def own_versions(case: str) -> dict[str, str]:
    """The versions of a case that come with the program, each with its content hash."""
    from trainer.case.library import heads, own_folder

    return {h.version: h.hash for h in heads([own_folder()], None) if h.ok and h.id == case}


def all_runs(arguments: argparse.Namespace) -> Sequence[RunSummary]:
    """Every learner's runs in the folder of saves. Raises ``Refused``."""
    from trainer.commands import store
    from trainer.store.errors import CannotRead

    try:
        return store(arguments).summaries().runs
    except CannotRead as error:
        raise Refused(str(error)) from None


def agreed(question: str, yes: bool) -> bool:
    """Whether a person agrees; without one at a terminal, only ``--yes`` does."""
    if yes:
        return True
    if not sys.stdin.isatty():
        sys.stderr.write(f"trainer: {question} Say so with --yes. Nothing was changed.\n")
        return False
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    sys.stdout.write("Nothing was changed.\n")
    return False


def some(count: int, thing: str) -> str:
    """``1 run``, ``2 runs``."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
