"""Which file a run was played on, now that a case may be here in several versions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import folder_name, version_key


class PlayedCase(Protocol):
    """What a run remembers of its case."""

    @property
    def scenario(self) -> str: ...  # noqa: D102

    @property
    def scenario_version(self) -> str: ...  # noqa: D102

    @property
    def scenario_hash(self) -> str: ...  # noqa: D102

    @property
    def scenario_path(self) -> str: ...  # noqa: D102


Run = TypeVar("Run", bound=PlayedCase)


def head_of_run(run: PlayedCase, heads: Iterable[CaseHead]) -> CaseHead | None:
    """The case a run was played on: the same words, else the same file or version, else the newest.

    None where the case is not there in any version.
    """
    known = [h for h in heads if h.ok and h.id == run.scenario]
    known.sort(key=lambda h: version_key(h.version), reverse=True)
    signs: tuple[Callable[[CaseHead], bool], ...] = (
        lambda h: h.hash == run.scenario_hash,
        # A file that was edited: its runs go on with it.
        lambda h: os.path.realpath(h.path) == run.scenario_path,
        lambda h: h.version == run.scenario_version,
        lambda _: True,
    )
    return next((h for sign in signs for h in known if sign(h)), None)


def file_of_run(run: PlayedCase, heads: Iterable[CaseHead]) -> Path | None:
    """The file of ``head_of_run``, where the file the run was played on counts, too."""
    path = Path(run.scenario_path)
    own = [read_head(str(path))] if path.is_file() else []
    if (head := head_of_run(run, [*own, *heads])) is not None:
        return Path(head.path)
    return path if own else None


def runs_of(
    path: Path, content_hash: str, runs: Sequence[Run], heads: Callable[[], Iterable[CaseHead]]
) -> list[Run]:
    """Those of the runs of a case that belong to the file at hand and to no other version.

    ``heads`` is asked only where a run was not played on just these words.
    """
    if all(run.scenario_hash == content_hash for run in runs):
        return list(runs)
    mine = read_head(str(path.resolve()))
    others = (h for h in heads() if h.hash != content_hash)
    known = [mine, *(h for h in others if os.path.realpath(h.path) != mine.path)]
    return [run for run in runs if head_of_run(run, known) is mine]


def runs_by_file(runs: Iterable[Run], heads: Sequence[CaseHead]) -> dict[str, list[Run]]:
    """The runs of each case, in their order, by the path of its file."""
    by_id: dict[str, list[CaseHead]] = {}
    for head in heads:
        by_id.setdefault(head.id, []).append(head)
    by_file: dict[str, list[Run]] = {}
    for run in runs:
        if (own := head_of_run(run, by_id.get(run.scenario, ()))) is not None:
            by_file.setdefault(own.path, []).append(run)
    return by_file


def gone(run: PlayedCase, name: str) -> str:
    """What to say where the case of the run called ``name`` is not there in any version."""
    case = folder_name(run.scenario, run.scenario_version)
    return (
        f"The run {name} was played on {case}, and that case is no longer here"
        f" ({run.scenario_path} is gone). The run itself is unharmed: install the case again"
        " (trainer install FILE), then come back."
    )
