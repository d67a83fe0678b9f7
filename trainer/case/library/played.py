"""Find the file that a run was played on among the versions of its case."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import folder_name, version_key


class PlayedCase(Protocol):
    """What a run stores about its case."""

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
    """The case that a run was played on; None if no version of it is there.

    The first match counts: the same text, the same path, the same version, the newest version.
    """
    known = [h for h in heads if h.ok and h.id == run.scenario]
    known.sort(key=lambda h: version_key(h.version), reverse=True)
    matches: tuple[Callable[[CaseHead], bool], ...] = (
        lambda h: h.hash == run.scenario_hash,
        # An edited file keeps its runs.
        lambda h: os.path.realpath(h.path) == run.scenario_path,
        lambda h: h.version == run.scenario_version,
        lambda _: True,
    )
    return next((h for matching in matches for h in known if matching(h)), None)


def file_of_run(run: PlayedCase, heads: Iterable[CaseHead]) -> Path | None:
    """The file of ``head_of_run``, looked for at the run's own path too; None if there is none."""
    path = Path(run.scenario_path)
    own = [read_head(str(path))] if path.is_file() else []
    if (head := head_of_run(run, [*own, *heads])) is not None:
        return Path(head.path)
    return path if own else None


def runs_of(
    path: Path, content_hash: str, runs: Sequence[Run], heads: Callable[[], Iterable[CaseHead]]
) -> list[Run]:
    """The runs of a case that belong to the file at ``path``, not to another version.

    ``heads`` is called only if a run was played on another text.
    """
    if all(run.scenario_hash == content_hash for run in runs):
        return list(runs)
    mine = read_head(str(path.resolve()))
    others = (h for h in heads() if h.hash != content_hash)
    known = [mine, *(h for h in others if os.path.realpath(h.path) != mine.path)]
    return [run for run in runs if head_of_run(run, known) is mine]


def heads_of(
    runs: Iterable[Run], heads: Iterable[CaseHead]
) -> Iterator[tuple[Run, CaseHead | None]]:
    """Each run with its case, as ``head_of_run`` finds it; runs of one file are looked up once."""
    by_id: dict[str, list[CaseHead]] = {}
    for head in heads:
        by_id.setdefault(head.id, []).append(head)
    of_file: dict[tuple[str, ...], CaseHead | None] = {}
    for run in runs:
        file = run.scenario, run.scenario_hash, run.scenario_path, run.scenario_version
        if file not in of_file:
            of_file[file] = head_of_run(run, by_id.get(run.scenario, ()))
        yield run, of_file[file]


def runs_by_file(runs: Iterable[Run], heads: Iterable[CaseHead]) -> dict[str, list[Run]]:
    """The runs of each case, in their order, by the path of its file."""
    by_file: dict[str, list[Run]] = {}
    for run, own in heads_of(runs, heads):
        if own is not None:
            by_file.setdefault(own.path, []).append(run)
    return by_file


def gone(run: PlayedCase, name: str) -> str:
    """The message that the case of the run called ``name`` is gone, in every version."""
    case = folder_name(run.scenario, run.scenario_version)
    return (
        f"The run {name} was played on {case}, and that case is no longer here"
        f" ({run.scenario_path} is gone). The run itself is unharmed: install the case again"
        " (trainer install FILE), then come back."
    )
