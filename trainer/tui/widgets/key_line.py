"""The footer: the keys that act now."""

from __future__ import annotations

from textual.widgets import Footer


class KeyLine(Footer):
    """Composed again only if its keys have changed; Textual asks at each change of focus."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._line: list[tuple[str, str, bool]] = []

    async def recompose(self) -> None:
        """Compose again if the keys have changed."""
        if not self.is_attached:
            return
        active = self.screen.active_bindings.values()
        line = [(a.binding.key, a.binding.description, a.enabled) for a in active if a.binding.show]
        if line != self._line:
            await super().recompose()
            self._line = line
