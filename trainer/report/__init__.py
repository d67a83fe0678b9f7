"""A run told in other forms: text, Markdown, JSON."""
