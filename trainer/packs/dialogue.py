"""What the commands about packs share: their arguments, the runs they ask for, and a question."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.files.places import cases_folder

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


def all_runs(saves: Path) -> Sequence[RunSummary]:
    """Every learner's runs in a folder of saves. Raises ``CannotRead``."""
    from trainer.store.runs import RunStore

    return RunStore(saves).summaries().runs


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
