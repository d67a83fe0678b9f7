"""What a review was of: the file without its reviews, or one question, as a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from trainer.case.model import Review
from trainer.questions import Question


def reviewed_hash(data: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of what a file says, its reviews left out.

    ``data`` is the file as plain data: comments, layout and the order of keys do not matter.
    """
    rest = {key: value for key, value in data.items() if key != "review"}
    return _hash(rest)


def question_hash(question: Question) -> str:
    """SHA-256, in hex, of what one question says and how it is judged."""
    return _hash(question.model_dump(mode="json", exclude_unset=True))


def changed_since(review: Review, questions: Iterable[Question]) -> list[str]:
    """The ids of questions that ``review`` was of and that read otherwise now, or are gone."""
    now = {q.id: question_hash(q) for q in questions}
    return [name for name, was in review.questions.items() if not now.get(name, "").startswith(was)]


def _hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
