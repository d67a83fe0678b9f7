"""Write a scenario file and the schema beside it, each atomically."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from trainer.author.draft.writing.yaml_out import SCHEMA_NAME
from trainer.case.schema import SCHEMA_ID, scenario_schema
from trainer.errors import NotWritten, writing
from trainer.files.outside import read_bytes
from trainer.store.files import make_folder, replace_file


def save(path: Path, text: str, *, force: bool) -> tuple[Path, ...]:
    """Write the scenario, then the schema that its first line names; return the files written.

    The schema must be a file, because editors read it from a path or a web address, and the trainer
    has no web address. An existing file is replaced only if it is a schema of the trainer.
    Raises ``NotWritten`` if the scenario cannot be written.
    """
    refuse_overwrite(path, force=force)
    with writing(path):
        make_folder(path.parent)
        replace_file(path, text.encode("utf-8"), keep_last_good=False)
    beside = path.parent / SCHEMA_NAME
    schema = json.dumps(scenario_schema(), ensure_ascii=False, indent=1).encode() + b"\n"
    with suppress(OSError):  # only an editor's help is lost
        if not _is_of_others(beside):
            replace_file(beside, schema, keep_last_good=False)
            return path, beside
    return (path,)


def refuse_overwrite(path: Path, *, force: bool) -> None:
    """Raise ``NotWritten`` if ``path`` is a folder, lacks '.yaml', or exists without ``force``."""
    if path.is_dir():
        raise NotWritten(f"{path} is a folder. Name a file in it, such as {path / 'my-case.yaml'}.")
    if path.suffix.casefold() != ".yaml":
        raise NotWritten(
            f"{path}: the name of a scenario must end in .yaml, or the library does not list it."
        )
    if path.exists() and not force:
        raise NotWritten(
            f"{path} is already there. Choose another name, or overwrite it with --force."
        )


def _is_of_others(path: Path) -> bool:
    try:
        content: Any = json.loads(read_bytes(path, 1_000_000))
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return not isinstance(content, dict) or content.get("$id") != SCHEMA_ID
