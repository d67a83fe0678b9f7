"""Blocks laid out as text, Markdown and JSON; ``tui`` lays them out on the screen."""
