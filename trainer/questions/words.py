"""The words for judgements, which depend on the topic of a question."""

from __future__ import annotations

from collections.abc import Mapping

_OF_A_DIAGNOSIS = {
    "critical": "best",
    "recommended": "best",
    "acceptable": "possible",
    "unnecessary": "unlikely",
    "harmful": "dangerous to assume",
}
_OF_AN_OUTLOOK = {
    "critical": "right",
    "recommended": "right",
    "acceptable": "near",
    "unnecessary": "wrong",
    "harmful": "wrong",
}
WORDS: Mapping[str | None, Mapping[str, str]] = {
    "diagnosis": _OF_A_DIAGNOSIS,
    "prognosis": _OF_AN_OUTLOOK,
}
"""Words for judgements by topic; all other topics use the words of the file."""


def judgement_word(topic: str | None, judgement: str) -> str:
    """The word for a judgement in a question about ``topic``."""
    return WORDS.get(topic, {}).get(judgement, judgement)
