"""How a case relates to the installed cases and to saved runs."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.library.cases import heads, own_folder
from trainer.case.library.installed import version_key
from trainer.counting import some
from trainer.engine.fitting import fitted_record
from trainer.errors import PackError, StoreError
from trainer.packs.placing import InstalledCase, installed_cases
from trainer.packs.sources import Candidate
from trainer.shell import shell_line
from trainer.store.records import RunSummary
from trainer.store.runs import RunStore


def own_versions(case: str) -> dict[str, str]:
    """The versions of a case that come with the program, with their content hashes."""
    return {h.version: h.hash for h in heads([own_folder()], None) if h.ok and h.id == case}


def is_there(candidate: Candidate, folder: Path) -> bool:
    """Whether exactly this case is already here.

    Raises ``PackError`` if its version is here with another text: runs and people could not tell
    the two apart.
    """
    case, version = candidate.scenario.id, candidate.scenario.version
    installed = {c.version: c.head.hash for c in installed_cases(folder, case)}
    for hashes, where, way_out in (
        (own_versions(case), "comes with the program", ""),
        (installed, "is installed already", f", or first: {shell_line('remove', candidate.name)}"),
    ):
        if hashes.get(version) == candidate.content_hash:
            return True
        if version in hashes:
            raise PackError(
                f"{candidate.name} {where}, with other words. A changed case needs a version of"
                f" its own: ask its author to raise it{way_out or '.'}"
            )
    return False


def named_case(name: str, folder: Path) -> InstalledCase:
    """The installed case of that ``name``, an id or id@version. Raises ``PackError``."""
    every = installed_cases(folder)
    case, _, version = name.partition("@")
    fitting = [c for c in every if c.id == case and version in ("", c.version)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(c.name for c in fitting)
        raise PackError(f"Several versions of '{case}' are installed; name one: {names}.")
    own = own_versions(case)
    if own and version in ("", *own):
        raise PackError(f"'{name}' comes with the program; only installed cases can be removed.")
    names_known = [*(c.name for c in every), *(c.id for c in every)]
    near = difflib.get_close_matches(name, names_known, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else "See: trainer list."
    raise PackError(f"No case '{name}' is installed. {advice}")


def replaced(candidate: Candidate, folder: Path) -> list[InstalledCase]:
    """The installed versions older than it. Raises ``PackError`` if a newer one is here."""
    case, version = candidate.scenario.id, candidate.scenario.version
    installed = installed_cases(folder, case)
    versions = [version, *(c.version for c in installed), *own_versions(case)]
    newest = max(versions, key=version_key)
    if version_key(newest) > version_key(version):
        raise PackError(
            f"{case} {newest} is here, which is newer than {version}. To have both: trainer install"
        )
    return [c for c in installed if version_key(c.version) < version_key(version)]


def runs_on(case: InstalledCase, runs: Iterable[RunSummary]) -> list[RunSummary]:
    """The runs played on this version, or on a file with the same text."""
    head = case.head
    return [
        run
        for run in runs
        if run.scenario == case.id
        and (run.scenario_version == case.version or (head.ok and run.scenario_hash == head.hash))
    ]


def in_progress(case: InstalledCase, runs: Iterable[RunSummary]) -> list[RunSummary]:
    """The unfinished runs among ``runs_on``."""
    return [run for run in runs_on(case, runs) if run.status == "playing"]


def misfits(
    candidate: Candidate, older: list[InstalledCase], runs: Sequence[RunSummary], store: RunStore
) -> str:
    """A sentence on how many runs of older versions fit the new one only in part; else empty."""
    case, count = Case.of(candidate.scenario), 0
    mine = [c for c in older if c.id == candidate.scenario.id]
    for name in {run.run for c in mine for run in runs_on(c, runs)}:
        # A run that cannot be read is reported when it is opened.
        with contextlib.suppress(StoreError, ValueError):
            record = store.load(name).record
            count += bool(fitted_record(case, record.events, record.mode).lost)
    if not count:
        return ""
    return (
        f"{some(count, 'run')} no longer fit{'s' if count == 1 else ''} {case.scenario.id}"
        f" {case.scenario.version} in part: what does not fit is left out of the debrief."
    )
