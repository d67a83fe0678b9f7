"""How a case to install stands to those that are here."""

from __future__ import annotations

from pathlib import Path

from trainer.case.library.cases import heads, own_folder
from trainer.errors import PackError
from trainer.packs.candidate import Candidate
from trainer.packs.placing import InstalledCase, installed_cases
from trainer.shell import shell_line


def own_versions(case: str) -> dict[str, str]:
    """The versions of a case that come with the program, each with its content hash."""
    return {h.version: h.hash for h in heads([own_folder()], None) if h.ok and h.id == case}


def is_there(candidate: Candidate, folder: Path) -> bool:
    """Whether this version is here already, word for word.

    Raises ``PackError`` where other words go by the same version: runs and people could not tell
    the two apart.
    """
    scenario = candidate.scenario
    own = own_versions(scenario.id)
    if scenario.version in own:
        if own[scenario.version] == candidate.content_hash:
            return True
        raise PackError(
            f"{candidate.name} comes with the program, with other words."
            " A changed case needs a version of its own: ask its author to raise it."
        )
    installed = find_installed(folder, scenario.id, scenario.version)
    if installed is None:
        return False
    if installed.head.hash == candidate.content_hash:
        return True
    raise PackError(
        f"{candidate.name} is installed already, with other words. A changed case needs a"
        f" version of its own: ask its author to raise it, or first:"
        f" {shell_line('remove', candidate.name)}"
    )


def find_installed(folder: Path, case: str, version: str) -> InstalledCase | None:
    """One installed version of a case."""
    found = (c for c in installed_cases(folder, case) if c.version == version)
    return next(found, None)
