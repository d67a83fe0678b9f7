"""Find the figures of a sentence, each with the name of its test if the sentence gives it.

Names count only if nothing but words of measuring stands between them and the figures, and several
names only if they are as many as the figures: no name is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.author.draft.facts.quantities import placed_figures, readable
from trainer.files.lists import set_in, words_in


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    start: int
    end: int


_AMOUNT = re.compile(r"\s(?:[mkµnu]?g|mcg|[mµ]?[Ll]|I?U|units?)\Z")


@lru_cache(maxsize=8)
def _pattern(tests: frozenset[str]) -> re.Pattern[str]:
    more_names = (re.escape(t) for t in tests if len(t) > 3 and not t.endswith(")"))
    names = sorted(words_in(__file__, "lists/tests.txt"), key=len, reverse=True)
    known = (n for n in names if not re.search(r"[A-Z]", n.removeprefix("D-")))
    loose = "|".join([*sorted(more_names, key=len, reverse=True), *known])
    exact = "|".join(
        f"(?i:{n[0]}){n[1:]}" if re.match(r"[a-z]{2}", n) else n  # 'Vitamin B12' at a start
        for n in names if re.search(r"[A-Z]", n.removeprefix("D-"))
    )  # fmt: skip
    return re.compile(rf"(?<![\w-])(?:(?i:{loose})|{exact})(?![\w-])")


def named_figures(sentence: str, tests: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The distinct figures, each after the name of its test if the sentence gives it.

    ``tests`` are names of tests in addition to the known ones, in lower case.
    """
    text = readable(sentence)
    figures = placed_figures(sentence)
    taken = [(start, end) for _, start, end in figures]
    names = [
        _Name(m[0], *m.span())
        for m in _pattern(tests).finditer(text)
        if not any(start < m.end() and m.start() < end for start, end in taken)
    ]
    named: list[str] = []
    at, last_end = 0, 0
    while at < len(figures):
        end = at + 1
        while end < len(figures) and _in_a_row(text[figures[end - 1][2] : figures[end][1]]):
            end += 1
        row = figures[at:end]
        before = [n for n in names if last_end <= n.start and n.end <= row[0][1]]
        for (figure, _, _), name in zip(row, _names_of(text, before, row), strict=True):
            # 'pH 7.1' and 'GCS 5/15' contain their names; an amount is a dose or a volume.
            alone = not name or figure[:1].isalpha() or _AMOUNT.search(figure)
            named.append(figure if alone else f"{name} {figure}")
        if named[-1] == row[-1][0] and named[-1].endswith("%"):
            share = (n.text for n in names if text[row[-1][2] : n.start] in (" ", " of "))
            named[-1] = f"{next(share, '')} {named[-1]}".strip()  # '82% neutrophils'
        last_end, at = row[-1][2], end
    return tuple(dict.fromkeys(named))


def _in_a_row(between: str) -> bool:
    return re.fullmatch(r"[\s,;/]*(?:and|to|then|or)?\s*(?:from|then)?\s*", between) is not None


def _names_of(text: str, names: list[_Name], row: list[tuple[str, int, int]]) -> list[str]:
    """The name for each figure of a row; empty if the sentence does not give it."""
    nothing = [""] * len(row)
    if not names or not _links(text[names[-1].end : row[0][1]]):
        return nothing
    last = [names[-1]]
    for name in reversed(names[:-1]):
        if not re.fullmatch(r"[\s,]*(?:and|/|\([^()]*\)|,|\s)*", text[name.end : last[0].start]):
            break
        last.insert(0, name)
    if len(last) > 1 and re.fullmatch(r"\s*\(", text[last[-2].end : last[-1].start]):
        last = [*last[:-2], last[-2]]  # 'C-reactive protein (CRP)' is one
    if len(last) == len(row):
        return [name.text for name in last]
    return [last[0].text] * len(row) if len(last) == 1 else nothing


def _links(between: str) -> bool:
    """Whether there are only words of measuring between a name and a figure."""
    without = re.sub(r"\([^()]{1,16}\)", " ", between)
    words = re.findall(r"[^\s,:=;()]+", without.replace("(", " "))
    allowed = set_in(__file__, "lists/links.txt")
    return len(words) <= 8 and ";" not in without and all(w.casefold() in allowed for w in words)
