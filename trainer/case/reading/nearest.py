"""The known word that a mistyped one is most like."""

from __future__ import annotations


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like ``word``, if any is like it."""
    from rapidfuzz import fuzz, process  # only where something is mistyped

    # By letters first: a short slip is in many longer words, too.
    match = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=70)
    match = match or process.extractOne(word, known, score_cutoff=60)
    return match[0] if match else None


def did_you_mean(word: str, known: list[str]) -> str:
    """A question with the nearest known word, or the known words, or nothing."""
    near = nearest(word, known)
    if near:
        return f"Did you mean '{near}'?"
    return f"Known here: {', '.join(sorted(known)[:20])}." if known else ""
