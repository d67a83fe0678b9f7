"""Decisions for the rules' examples, as YAML: only their words differ."""

from __future__ import annotations

import json


def asks(*decisions: str) -> str:
    """The section ``decisions``."""
    return "decisions:\n" + "".join(decisions)


def one(prompt: str, *options: str, name: str = "first-look") -> str:
    """A single-best question; the option with a star before it is what the report did."""
    lines = [
        f"  - id: {name}",
        "    kind: one",
        "    day: 1",
        "    title: A question",
        f"    prompt: {_text(prompt)}",
        "    options:",
    ]
    lines += [_option(i, text) for i, text in enumerate(options)]
    lines.append("    answer: {text: The report tells so., cite: made-up P1}")
    return "\n".join(lines) + "\n"


def _option(place: int, text: str) -> str:
    did, letter = text.startswith("*"), "abcdefgh"[place]
    rest = (
        'reported: "yes", judgement: recommended'
        if did
        else 'reported: "no", judgement: acceptable'
    )
    return f"      - {{id: option-{letter}, text: {_text(text.removeprefix('*'))}, {rest}, why: This speaks for {letter}., cite: made-up P1}}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
