"""The suggested next case: one not yet played that trains the learner's weak principles."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from trainer.case.library.head import CaseHead
from trainer.case.reading.text import MAX_BYTES
from trainer.files.outside import read_bytes
from trainer.history import History
from trainer.learning.answers import CaseFacts
from trainer.learning.queue import Scheduled, scheduled
from trainer.store.caches import Cache, table

_FORM = 2
_NAMED = re.compile(r"^ +principles: *\[([^\]\n]*)\]|^ +principles:\n((?: +- .*\n)+)", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def suggested_case(history: History, heads: Sequence[CaseHead], saves: Path) -> CaseHead | None:
    """The case to suggest; None if no principle is weak, or no unplayed case trains one.

    Show only the case, never the principle: that would give away the case's questions.
    """
    weak = weak_principles(scheduled(history.by_question), history.finished)
    played = {run.scenario for run in history.runs}
    fresh = [head for head in heads if head.ok and head.id not in played]
    if not weak or not fresh:
        return None
    name = suggestion(weak, trained_by(fresh, saves))
    return next((head for head in fresh if head.path == name), None)


def weak_principles(back: Iterable[Scheduled], cases: Mapping[str, CaseFacts]) -> list[str]:
    """Principles with at least two questions still open, those with the most first."""
    count: Counter[str] = Counter()
    for item in back:
        if item.why != "rest":
            case, question = item.key
            count.update(cases[case].questions[question].principles)
    return sorted((p for p in count if count[p] >= 2), key=lambda p: (-count[p], p))


def suggestion(weak: Sequence[str], trained: Mapping[str, Iterable[str]]) -> str | None:
    """The unplayed case that best trains the ``weak`` principles; None if none trains any.

    ``trained`` has the principles of each unplayed case, by the id of the case.
    """
    scores = {
        case: sum(1 / (1 + weak.index(p)) for p in set(principles) if p in weak)
        for case, principles in trained.items()
    }
    best = max(scores, key=lambda case: (scores[case], case), default=None)
    return best if best is not None and scores[best] else None


def trained_by(heads: Iterable[CaseHead], saves: Path) -> dict[str, list[str]]:
    """The principles that each case trains, by path, found without parsing the file.

    They are cached beside the saves, by the hash of the file.
    """
    path, locks = saves / "learning" / "principles.json", saves / "locks"
    cached = json.loads(Cache.read(path, _FORM).text("trains"))
    trained, rows = {}, dict(cached)
    for head in heads:
        if head.hash not in rows:
            rows[head.hash] = _principles(Path(head.path))
        trained[head.path] = rows[head.hash]
    if rows != cached:
        text = table({case: json.dumps(names) for case, names in rows.items()})
        Cache.of(_FORM, {"trains": text}).write(path, locks)
    return trained


def _principles(path: Path) -> list[str]:
    try:
        text = read_bytes(path, MAX_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return []
    named = (name for match in _NAMED.finditer(text) for name in _ID.findall(match[1] or match[2]))
    return list(dict.fromkeys(named))
