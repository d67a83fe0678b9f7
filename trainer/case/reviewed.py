"""Hashes of what was reviewed: a file without its reviews, or one question."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from trainer.case.model import Review
from trainer.questions import Question


def reviewed_hash(data: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of a file's content without its reviews.

    ``data`` is the file as plain data, so that comments, layout and order of keys do not matter.
    """
    rest = {key: value for key, value in data.items() if key != "review"}
    return _hash(rest)


def question_hash(question: Question) -> str:
    """SHA-256, in hex, of one question's content, judgements included."""
    return _hash(question.model_dump(mode="json", exclude_unset=True))


def changed_since(review: Review, questions: Iterable[Question]) -> list[str]:
    """The ids of reviewed questions that have changed since ``review``, or are gone."""
    hashes = {q.id: question_hash(q) for q in questions}
    return [
        name for name, old in review.questions.items() if not hashes.get(name, "").startswith(old)
    ]


def _hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
