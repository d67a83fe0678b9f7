"""The learner's reviews: a file a month, ``<saves>/reviews/<learner>-<month>-<id>.json``.

An answer is on disk when ``add`` returns. Each is a row with an id, so that the files of two
machines can be merged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from trainer.errors import NewerSchema
from trainer.files.outside import read_bytes
from trainer.store import files
from trainer.store.errors import Damaged
from trainer.store.files import MOST, decode
from trainer.store.locks import alone
from trainer.store.readable import MISSING, damage_notice, first_readable, schema_of

_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswer:
    """One answer given in a review.

    ``missed_case`` and ``missed_question`` name the question that came back, ``case`` and
    ``question`` the one put for it, mostly a clone. ``words`` and ``missed_words`` are hashes of
    their texts.
    """

    id: str
    at: str
    case: str
    question: str
    words: str
    version: str
    """The version of the case."""
    missed_case: str
    missed_question: str
    missed_words: str
    why: str
    """Why it came back."""
    seed: int
    """Of the order of options."""
    answer: dict[str, Any] | None
    """As in a run's event; None if the question was passed."""
    credit: float
    """Soundness credit at the time, 0 to 1."""
    sound: bool
    scoring: int
    """The version of the rules that scored it."""

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ReviewAnswer:
        """The review in ``values``; unknown entries are ignored. Raises `Damaged`."""
        try:
            kept = {name: values[name] for name in cls.__slots__}
        except KeyError as error:
            raise Damaged(f"a review has no “{error.args[0]}”") from error
        for name, value in kept.items():
            if type(value) not in _OTHERS.get(name, (str,)):
                raise Damaged(f"the “{name}” of a review is not what it should be")
        try:
            datetime.fromisoformat(kept["at"])
        except ValueError:
            raise Damaged("the “at” of a review is no time") from None
        return cls(**kept)


_OTHERS: dict[str, tuple[type, ...]] = {
    "seed": (int,), "answer": (dict, type(None)), "credit": (int, float), "sound": (bool,),
    "scoring": (int,),
}  # fmt: skip
"""The types of fields that are not text."""


class ReviewStore:
    """The reviews in a folder of saves. Several processes may use it at once."""

    def __init__(self, saves: Path) -> None:
        self._folder = saves / "reviews"
        self._locks = saves / "locks"

    def add(self, learner: str, learner_id: str, reviews: Sequence[ReviewAnswer]) -> None:
        """Save ``reviews``, skipping those already saved. Raises a StoreError.

        The reviews of one month are saved together or not at all.
        """
        by_month: dict[str, list[ReviewAnswer]] = {}
        for review in reviews:
            by_month.setdefault(review.at[:7], []).append(review)
        for month, rows in by_month.items():
            name = _file_name(learner)
            path = self._folder / f"{name}-{month}-{learner_id[:8]}.json"
            with alone(path, self._locks, f"reviews-{name}", "reviews"):
                files.clear_leftovers(path)
                _extend(path, learner, learner_id, rows)

    def load(self, learner: str) -> tuple[tuple[ReviewAnswer, ...], tuple[str, ...]]:
        """A learner's reviews by time, without duplicates, and notices of unreadable files."""
        reviews: dict[str, ReviewAnswer] = {}
        notices = []
        try:
            paths = self._folder.glob(f"{_file_name(learner)}-*.json*")
            names = {path.name.removesuffix(".bak") for path in paths}
        except OSError:
            names = set()
        for name in sorted(n for n in names if n.endswith(".json")):
            path = self._folder / name
            try:
                rows, damage = first_readable(path, _read)
            except (OSError, NewerSchema) as error:
                notices.append(f"The reviews in {path} could not be read: {error}")
                continue
            if damage is not None:
                notices.append(damage_notice(f"The reviews in {path}", damage, rows))
            reviews |= {row.id: row for row in rows or ()}
        return tuple(sorted(reviews.values(), key=lambda r: (r.at, r.id))), tuple(notices)

    def bring_in(self, data: bytes, learner: str | None = None) -> int:
        """Add the reviews of another machine's file, for ``learner`` or the learner named in it.

        Returns how many were new. Raises ``Damaged`` if ``data`` is no such file, or a StoreError.
        """
        head, reviews = _document(data)
        name, learner_id = learner or head.get("learner"), head.get("learner_id")
        if not isinstance(name, str) or not isinstance(learner_id, str):
            raise Damaged("it does not say whose reviews they are")
        known = {review.id for review in self.load(name)[0]}
        new = [review for review in reviews if review.id not in known]
        self.add(name, learner_id, new)
        return len(new)


def _file_name(learner: str) -> str:
    # A learner's name can hold characters that file names cannot; the hash keeps it unique.
    name = re.sub(r"[^a-z0-9]+", "-", learner.casefold()).strip("-")[:40] or "learner"
    return f"{name}-{hashlib.sha256(learner.encode()).hexdigest()[:6]}"


def _extend(path: Path, learner: str, learner_id: str, reviews: Sequence[ReviewAnswer]) -> None:
    kept, damage = first_readable(path, _read)
    kept = kept or []
    if damage not in (None, MISSING):
        files.set_aside(path)
    known = {review.id for review in kept}
    rows = [*kept, *(review for review in reviews if review.id not in known)]
    head = {"schema": _SCHEMA, "learner": learner, "learner_id": learner_id}
    content = files.encode({**head, "reviews": [asdict(review) for review in rows]})
    files.replace_file(path, content)


def _read(path: Path) -> list[ReviewAnswer]:
    return _document(read_bytes(path, MOST))[1]


def _document(data: bytes) -> tuple[dict[str, Any], list[ReviewAnswer]]:
    document = decode(data)
    if not isinstance(document, dict):
        raise Damaged("it holds no reviews")
    schema_of(document, _SCHEMA, "Reviews")
    rows = document.get("reviews")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Damaged("its reviews are not a list of reviews")
    return document, [ReviewAnswer.from_dict(row) for row in rows]
