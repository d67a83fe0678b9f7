"""A page read back: its texts, and what markup stands in it."""

from __future__ import annotations

from html.parser import HTMLParser

ALONE = {"meta", "link", "input"}


class Read(HTMLParser):
    """Each tag and attribute of a page, and each text between two tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts = [""]
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.texts.append("")
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def values(self, name: str) -> list[str | None]:
        """What the attributes of that name say."""
        return [value for attribute, value in self.attributes if attribute == name]
