"""The grammar of UCUM, case-sensitive (https://ucum.org/ucum, paragraph 2 and its appendix)::

unit     = ["/"] expr
expr     = term { ("." | "/") term }
term     = (atom [exponent] | number | "(" expr ")" [exponent]) { note } | note { note }
atom     = [prefix] metric | plain
exponent = ["+" | "-"] digits
note     = "{" printable ASCII without braces "}"
"""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.files.lists import words_in

PREFIXES = frozenset("Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti".split())  # noqa: SIM905
METRIC = frozenset(" ".join(words_in(__file__, "metric.txt")).split())
"""Atoms that take a prefix."""
PLAIN = frozenset(" ".join(words_in(__file__, "plain.txt")).split())
"""Atoms that take no prefix."""

# Everything in square brackets belongs to one symbol: B[10.nV], [m/s2/Hz^(1/2)].
_TOKEN = re.compile(
    r"(?P<note>\{[!-z|~]*\})"
    r"|(?P<atom>10[*^]|(?:\[[^\[\]{}\s]*\]|[^\[\]{}()\s./+\-\d])+)"
    r"|(?P<number>\d+)|(?P<sign>[+-])|(?P<mark>[./()])|(?P<other>.)",
    re.DOTALL,
)
_DEEPEST = 20

# Which token may follow which: with the matching of brackets this is the whole grammar.
_TERM = ("note", "atom", "number", "(")
_AFTER_TERM = ("note", ".", "/", ")", "end")
_NEXT = {
    "start": ("/", *_TERM), "(": _TERM, ".": _TERM, "/": _TERM,
    "atom": ("sign", "number", *_AFTER_TERM), ")": ("sign", "number", *_AFTER_TERM),
    "number": _AFTER_TERM, "note": _AFTER_TERM, "sign": ("number",),
}  # fmt: skip


def is_ucum(text: str) -> bool:
    """Whether ``text`` is a valid UCUM unit."""
    return fault(text) is None


@lru_cache(maxsize=512)
def fault(text: str) -> str | None:
    """Why ``text`` is not a valid UCUM unit, in words for people; None if it is."""
    tokens = [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(text)]
    if other := next((word for kind, word in tokens if kind == "other"), None):
        return f"'{other}' cannot stand there"
    before, depth = "start", 0
    for kind, word in (*tokens, ("end", "")):
        kind = word if kind == "mark" else kind
        if kind not in _NEXT[before] or (kind == ")" and not depth) or (kind == "end" and depth):
            return _misplaced(before, word, open_bracket=depth > 0)
        if kind == "atom" and not _known(word):
            return f"'{word}' is no unit of UCUM"
        depth += {"(": 1, ")": -1}.get(kind, 0)
        if depth > _DEEPEST:
            return "too many brackets"
        before = kind
    return None


def _misplaced(before: str, word: str, *, open_bracket: bool) -> str:
    if before == "sign":
        return "a sign without an exponent"
    if _NEXT[before][-1] == "(":
        return f"'{word}' stands alone" if word else "a unit is missing"
    return "a bracket is not closed" if open_bracket else f"'{word}' cannot stand there"


def _known(symbol: str) -> bool:
    if symbol in METRIC or symbol in PLAIN:
        return True
    return any(symbol[:n] in PREFIXES and symbol[n:] in METRIC for n in (1, 2))
