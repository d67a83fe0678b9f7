"""How a run unfolds: events in, state out. No input or output, no clock of its own."""
