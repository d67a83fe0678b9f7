"""From an article to the first draft of a scenario: figures, days and places, never sentences."""
