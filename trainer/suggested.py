"""Which case not played yet trains what the learner is weak at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from trainer.case.library.head import CaseHead
from trainer.case.reading.text import MAX_BYTES
from trainer.files.outside import read_bytes
from trainer.history import History
from trainer.learning.queue import scheduled
from trainer.learning.suggestion import suggestion, weak_principles
from trainer.store.caches import read_cache, write_cache

_FORM = 1
_NAMED = re.compile(r"^ +principles: *\[([^\]\n]*)\]|^ +principles:\n((?: +- .*\n)+)", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def suggested_case(history: History, heads: Sequence[CaseHead], saves: Path) -> CaseHead | None:
    """The case to suggest; None where nothing is weak, or nothing at hand trains it.

    Only which case it is may be said: the principle it trains would give its questions away.
    """
    weak = weak_principles(scheduled(history.by_question), history.finished)
    played = {p.run.scenario for p in history.played}
    fresh = [head for head in heads if head.ok and head.id not in played]
    if not weak or not fresh:
        return None
    name = suggestion(weak, trained_by(fresh, saves))
    return next((head for head in fresh if head.path == name), None)


def trained_by(heads: Iterable[CaseHead], saves: Path) -> dict[str, list[str]]:
    """The principles that each case trains, by path, without reading a case as a whole.

    They are remembered beside the learner's saves by the hash of the file.
    """
    cache, locks = saves / "learning" / "principles.json", saves / "locks"
    known = (read_cache(cache, _FORM) or {}).get("trains", {})
    trained, rows = {}, dict(known)
    for head in heads:
        if head.hash not in rows:
            rows[head.hash] = _principles(Path(head.path))
        trained[head.path] = rows[head.hash]
    if rows != known:
        write_cache(cache, _FORM, {"trains": rows}, locks)
    return trained


def _principles(path: Path) -> list[str]:
    try:
        text = read_bytes(path, MAX_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return []
    named = (name for match in _NAMED.finditer(text) for name in _ID.findall(match[1] or match[2]))
    return list(dict.fromkeys(named))
