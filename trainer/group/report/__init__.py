"""A session told afterwards: as Markdown, HTML, CSV and JSON; nothing in it names a person."""
