"""What the palette can jump to: a case, a day, a finding, a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.command import Hit, Hits, Provider
from textual.content import Content


@dataclass(frozen=True, slots=True)
class Destination:
    """Somewhere to go."""

    name: str
    """What is searched for: literal text of a case, perhaps."""
    go: Callable[[], object]


class Places(Provider):
    """Finds the places of the screen below; without a word typed it names none."""

    async def search(self, query: str) -> Hits:
        """The places whose names are like ``query``."""
        matcher = self.matcher(query)
        for place in getattr(self.screen, "places", tuple)():
            if (score := matcher.match(place.name)) > 0:
                # Not highlighted: Textual would read the name as markup.
                yield Hit(score, Content(place.name), place.go, text=place.name)
