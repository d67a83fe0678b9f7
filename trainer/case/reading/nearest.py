"""Find the known word that a mistyped one most resembles."""

from __future__ import annotations


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that ``word`` most resembles; None if it resembles none."""
    from rapidfuzz import fuzz, process  # imported late: needed only for a mistyped word

    # Whole words are compared first, because a short word is part of many longer ones.
    match = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=70)
    match = match or process.extractOne(word, known, score_cutoff=60)
    return match[0] if match else None


def did_you_mean(word: str, known: list[str]) -> str:
    """Advice: the nearest known word, else the known words (20 at most), else empty."""
    near = nearest(word, known)
    if near:
        return f"Did you mean '{near}'?"
    return f"Known here: {', '.join(sorted(known)[:20])}." if known else ""
