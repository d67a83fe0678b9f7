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

from trainer.case.units.atoms import METRIC, PLAIN, PREFIXES


class NotUcum(ValueError):  # noqa: N818 - named for what the text is
    """The text is no unit of UCUM; its words say why, ``at`` where (from 0)."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.at = at


# A square bracket shields what is in it: B[10.nV] and [m/s2/Hz^(1/2)] are one symbol each.
_TOKEN = re.compile(
    r"(?P<note>\{[!-z|~]*\})"
    r"|(?P<atom>10[*^]|(?:\[[^\[\]{}\s]*\]|[^\[\]{}()\s./+\-\d])+)"
    r"|(?P<number>\d+)|(?P<sign>[+-])|(?P<mark>[./()])"
)
_DEEPEST = 20


@lru_cache(maxsize=512)
def is_ucum(text: str) -> bool:
    """Whether ``text`` is a unit of UCUM."""
    try:
        parse_unit(text)
    except NotUcum:
        return False
    return True


def parse_unit(text: str) -> tuple[str, ...]:
    """The symbols and annotations of a unit in order. Raises ``NotUcum``."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, int]] = []
        self.place = 0
        self.symbols: list[str] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise NotUcum(f"'{text[at]}' cannot stand there", at)
            self.tokens.append((str(match.lastgroup), match[0], at))
            at = match.end()
        self.tokens.append(("end", "", len(text)))

    def read(self) -> tuple[str, ...]:
        if self._peek() == ("mark", "/"):
            self.place += 1
        self._expr(0)
        kind, word, at = self.tokens[self.place]
        if kind != "end":
            raise NotUcum(f"'{word}' cannot stand there", at)
        return tuple(self.symbols)

    def _peek(self) -> tuple[str, str]:
        kind, word, _ = self.tokens[self.place]
        return kind, word

    def _expr(self, depth: int) -> None:
        if depth > _DEEPEST:
            raise NotUcum("too many brackets", self.tokens[self.place][2])
        self._term(depth)
        while self._peek() in (("mark", "."), ("mark", "/")):
            self.place += 1
            self._term(depth)

    def _term(self, depth: int) -> None:
        kind, word, at = self.tokens[self.place]
        if kind == "note":
            pass  # taken below
        elif kind == "number":
            self.place += 1
        elif kind == "atom":
            if not _known(word):
                raise NotUcum(f"'{word}' is no unit of UCUM", at)
            self.symbols.append(word)
            self.place += 1
            self._exponent()
        elif (kind, word) == ("mark", "("):
            self.place += 1
            self._expr(depth + 1)
            if self._peek() != ("mark", ")"):
                raise NotUcum("a bracket is not closed", at)
            self.place += 1
            self._exponent()
        else:
            raise NotUcum("a unit is missing" if kind == "end" else f"'{word}' stands alone", at)
        while self._peek()[0] == "note":
            self.symbols.append(self._peek()[1])
            self.place += 1

    def _exponent(self) -> None:
        kind, _, at = self.tokens[self.place]
        if kind == "sign":
            self.place += 1
            if self._peek()[0] != "number":
                raise NotUcum("a sign without an exponent", at)
        if self._peek()[0] == "number":
            self.place += 1


def _known(symbol: str) -> bool:
    if symbol in METRIC or symbol in PLAIN:
        return True
    return any(symbol[:n] in PREFIXES and symbol[n:] in METRIC for n in (1, 2))
