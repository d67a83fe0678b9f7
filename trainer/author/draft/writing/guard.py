"""Keep the article's sentences out of a draft: eight of its words in a row are too many."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.author.draft.article.article import Article
from trainer.author.draft.article.text import shortened, words

TOO_LONG = 8
"""This many of the article's words in a row count as a copied sentence."""


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of ``TOO_LONG`` words in ``text``."""
    all_words = words(text)
    return frozenset(
        tuple(all_words[i : i + TOO_LONG]) for i in range(len(all_words) - TOO_LONG + 1)
    )


@dataclass(frozen=True, slots=True)
class CopyGuard:
    """The article's runs of words, for recognising copies."""

    known: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, article: Article) -> CopyGuard:
        """A guard against copies of ``article``."""
        parts = [article.front.title, *(p for s in article.sections for p in s.paragraphs)]
        parts.extend(legend.text for legend in article.legends)
        for table in article.tables:
            parts.extend([table.caption, table.notes, *(c for row in table.rows for c in row)])
        return cls(frozenset().union(*(runs(p) for p in parts)))

    def copies(self, text: str) -> bool:
        """Whether ``text`` holds a run of the article's words."""
        return not self.known.isdisjoint(runs(text))

    def own(self, text: str) -> str:
        """``text``, cut to its first words if it copies the article."""
        return shortened(text, 5) if self.copies(text) else text
