"""Where the palette can jump to: a case, a day, a finding, a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.command import Hit, Hits, Provider
from textual.content import Content


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to jump to."""

    name: str
    """The text that is searched; it may be literal text of a case."""
    go: Callable[[], object]


class Places(Provider):
    """Searches the places of the screen below; lists none before something is typed."""

    async def search(self, query: str) -> Hits:
        """The places whose names match ``query``."""
        matcher = self.matcher(query)
        for place in getattr(self.screen, "places", tuple)():
            if (score := matcher.match(place.name)) > 0:
                # Not highlighted: Textual would read the name as markup.
                yield Hit(score, Content(place.name), place.go, text=place.name)
